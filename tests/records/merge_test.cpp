#include "exchange/records/merge.hpp"

#include <map>

#include "tests/records/records_tests.hpp"
#include "tests/records/samples.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::records;
using namespace baken::testing;

namespace {

Stub stub(std::string id, std::string site = "nsp-baflo") {
    return {std::move(id), std::move(site), check_number_of(emergency().head)};
}

// A coordination point that does nothing but follow the rule.
struct Inbox {
    std::map<std::pair<std::string, std::string>, Record> kept;
    std::vector<Stub> open;

    Arrival take(const Record& record) {
        auto key = std::pair(record.head.kiosk, record.head.id);
        auto found = kept.find(key);
        auto decision = decide(record, found == kept.end() ? std::nullopt : std::optional(found->second), open);
        if (decision.arrival != Arrival::Again && decision.arrival != Arrival::Changed) kept.emplace(key, record);
        if (decision.arrival == Arrival::Merges) {
            std::erase_if(open, [&](const Stub& one) { return one.id == decision.stubs[0]; });
        }
        return decision.arrival;
    }
};

void once(Inbox& inbox) {
    CHECK(inbox.take(help_request()) == Arrival::New);
    for (int i = 0; i < 5; ++i) CHECK(inbox.take(help_request()) == Arrival::Again);
    CHECK_EQ(inbox.kept.size(), 1U);
}

void changed(Inbox& inbox) {
    CHECK(inbox.take(help_request()) == Arrival::New);
    auto other = help_request();
    std::get<HelpRequest>(other.body).people = 9;
    CHECK(inbox.take(other) == Arrival::Changed);
    CHECK(inbox.kept.begin()->second == help_request());
    other.head.kiosk = "nsp-winsum-1";
    CHECK(inbox.take(other) == Arrival::New);
}

void merges(Inbox& inbox) {
    inbox.open = {stub("7", "nsp-winsum"), stub("8"), {"9", "nsp-baflo", {(stub("").number.value + 1) % 10'000}}};
    CHECK(decide(emergency(), std::nullopt, inbox.open) == (Decision{Arrival::Merges, {"8"}}));
    CHECK(inbox.take(emergency()) == Arrival::Merges);
    CHECK(inbox.take(emergency()) == Arrival::Again);
    CHECK_EQ(inbox.open.size(), 2U);
}

void unclear(Inbox& inbox) {
    inbox.open = {stub("7"), stub("8")};
    CHECK(decide(emergency(), std::nullopt, inbox.open) == (Decision{Arrival::Unclear, {"7", "8"}}));
    CHECK(inbox.take(emergency()) == Arrival::Unclear);
    CHECK_EQ(inbox.open.size(), 2U);
    CHECK_EQ(inbox.kept.size(), 1U);
}

void only_emergencies() {
    CHECK(belongs_to(stub("7"), emergency()));
    auto request = help_request();
    CHECK(!belongs_to({"7", "nsp-baflo", check_number_of(request.head)}, request));
    CHECK(!belongs_to(stub("7", "nsp-winsum"), emergency()));
}

}  // namespace

int run_merge_tests() {
    const CMUnitTest tests[] = {
        test<once, Inbox>("a record that comes any number of times is kept once"),
        test<changed, Inbox>("a record that comes back changed is told, and the first is kept"),
        test<merges, Inbox>("a record merges with the stub of its site and check number, once"),
        test<unclear, Inbox>("where two stubs would fit, a person chooses"),
        test<only_emergencies>("only an emergency report of the same site belongs to a stub"),
    };
    return run("records.merge", tests);
}
