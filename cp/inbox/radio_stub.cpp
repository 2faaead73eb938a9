#include "cp/inbox/radio_stub.hpp"

#include <string>

#include "exchange/records/check_number.hpp"

namespace baken::cp {

records::Record outline_of(const KeptRecord& record) {
    records::Record outline;
    outline.head.id = record.id;
    outline.head.kiosk = record.kiosk;
    outline.head.site = record.site;
    bool emergency = record.priority == records::PriorityClass::Emergency;
    outline.body = records::empty_body(emergency ? records::Kind::EmergencyReport : records::Kind::HelpRequest);
    return outline;
}

records::Stub outline_of(const KeptStub& stub) {
    return {stub.id, stub.site, {stub.check_number / 10}};
}

int written_number(const KeptRecord& record) {
    return std::stoi(records::format(records::check_number_of(outline_of(record).head)));
}

KeptRecord as_record(const KeptStub& stub) {
    KeptRecord record{.id = stub.id, .site = stub.site, .priority = records::PriorityClass::Emergency};
    record.arrived = stub.at;
    record.check_number = stub.check_number;
    return record;
}

}  // namespace baken::cp
