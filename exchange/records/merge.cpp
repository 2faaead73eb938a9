#include "exchange/records/merge.hpp"

namespace baken::records {

bool belongs_to(const Stub& stub, const Record& record) {
    return kind_of(record) == Kind::EmergencyReport && stub.site == record.head.site &&
           stub.number == check_number_of(record.head);
}

Decision decide(const Record& arrived, const std::optional<Record>& kept, std::span<const Stub> open_stubs) {
    if (kept) return {*kept == arrived ? Arrival::Again : Arrival::Changed, {}};
    Decision decision;
    for (const auto& stub : open_stubs) {
        if (belongs_to(stub, arrived)) decision.stubs.push_back(stub.id);
    }
    if (decision.stubs.size() == 1) decision.arrival = Arrival::Merges;
    if (decision.stubs.size() > 1) decision.arrival = Arrival::Unclear;
    return decision;
}

}  // namespace baken::records
