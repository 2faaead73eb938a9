// What is taken in: once, whole, and from whom it may be.
#include "cp/inbox/inbox.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <utility>

#include "tests/cp/cp_tests.hpp"
#include "tests/cp/inbox_box.hpp"
#include "tests/records/samples.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using records::ReceiptState;
using Kind = TakenIn::Kind;

namespace {

template <typename Place>
void takes_once(Box<Place>& box) {
    auto record = box.record(help_request());
    auto bytes = box.seal(record);
    auto first = box.inbox.take_in(bytes, RecordRoad::Network);
    CHECK_OK(first);
    CHECK(first->kind == Kind::New);
    auto receipt = box.open(first->receipt);
    CHECK(receipt.state == ReceiptState::Received);
    CHECK_EQ(receipt.record, record.head.id);
    CHECK_EQ(receipt.n, 1);
    auto again = box.inbox.take_in(bytes, RecordRoad::Stick);
    CHECK(again->kind == Kind::Again);
    CHECK(again->receipt == first->receipt);
    auto kept = *box.store->records(InboxStore::Which::Open);
    CHECK_EQ(kept.size(), 1U);
    CHECK(kept[0].road == RecordRoad::Network);
    CHECK_EQ(kept[0].site, std::string("noord"));
    CHECK(*box.inbox.open(record.head.id) == record);
}

template <typename Place>
void keeps_the_first(Box<Place>& box) {
    auto record = box.record(help_request());
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    auto changed = record;
    changed.head.priority = records::Priority::CanWait;
    auto taken = box.inbox.take_in(box.seal(changed), RecordRoad::Network);
    CHECK(taken->kind == Kind::Changed);
    CHECK(*box.inbox.open(record.head.id) == record);
    CHECK_EQ(box.all_of(record.head.id).size(), 1U);
}

template <typename Place>
void refuses_by_name(Box<Place>& box) {
    auto bytes = box.seal(box.record(help_request()));
    auto broken = bytes;
    broken.back() = static_cast<char>(broken.back() ^ 1);
    CHECK_REFUSED(box.inbox.take_in(broken, RecordRoad::Network), "envelope.signature");
    CHECK_REFUSED(box.inbox.take_in("", RecordRoad::Network), "envelope.format");
    CHECK_REFUSED(box.inbox.take_in(std::string(records::kMostEnvelopeBytes + 1, 'x'), RecordRoad::Network),
                  "envelope.size");
    auto stranger = box.record(help_request());
    stranger.head.kiosk = "somebody";
    CHECK_REFUSED(box.inbox.take_in(box.seal(stranger), RecordRoad::Network), "envelope.kiosk");
    auto borrowed = box.record(help_request());
    borrowed.head.kiosk = box.other.id;
    CHECK_REFUSED(box.inbox.take_in(box.seal(borrowed), RecordRoad::Network), "envelope.signature");
    CHECK_OK(box.kiosks.revoke(box.kiosk.id, box.clock.now()));
    CHECK_REFUSED(box.inbox.take_in(bytes, RecordRoad::Network), "inbox.revoked");
    CHECK((*box.store->records(InboxStore::Which::All)).empty());
}

template <typename Place>
void works_without_keys(Box<Place>& box) {
    auto keys = std::exchange(box.keys, {});
    auto record = box.record(emergency());
    auto taken = box.inbox.take_in(box.seal(record), RecordRoad::Network);
    CHECK_OK(taken);
    CHECK(taken->receipt.empty());
    CHECK_REFUSED(box.inbox.open(record.head.id), "inbox.locked");
    CHECK_REFUSED(box.inbox.answer_waiting(), "inbox.locked");
    box.keys = std::move(keys);
    CHECK_EQ(*box.inbox.answer_waiting(), 1U);
    CHECK_EQ(*box.inbox.answer_waiting(), 0U);
    CHECK_EQ(box.all_of(record.head.id).size(), 1U);
}

// The process ended between keeping the record and answering it.
template <typename Place>
void answers_after_a_fall(Box<Place>& box) {
    auto record = box.record(help_request());
    auto bytes = box.seal(record);
    auto keys = std::exchange(box.keys, {});
    CHECK_OK(box.inbox.take_in(bytes, RecordRoad::Network));
    box.keys = std::move(keys);
    auto again = box.inbox.take_in(bytes, RecordRoad::Network);
    CHECK(again->kind == Kind::Again);
    CHECK(box.open(again->receipt).state == ReceiptState::Received);
}

template <typename Place>
void keeps_many_together(Box<Place>& box) {
    auto one = box.seal(box.record(help_request()));
    auto two = box.seal(box.record(emergency()));
    CHECK_OK(box.store->together([&] {
        CHECK((*box.inbox.take_in(one, RecordRoad::Network)).kind == Kind::New);
        CHECK((*box.inbox.take_in(two, RecordRoad::Network)).kind == Kind::New);
        CHECK((*box.inbox.take_in(two, RecordRoad::Network)).kind == Kind::Again);
        // One that is refused takes nothing with it.
        CHECK(!box.inbox.take_in("nonsense", RecordRoad::Network));
    }));
    CHECK_EQ((*box.store->records(InboxStore::Which::All)).size(), 2U);
    auto three = box.seal(box.record(help_request()));
    CHECK_REFUSED(box.store->together([&] {
        CHECK_OK(box.inbox.take_in(three, RecordRoad::Network));
        throw std::runtime_error("in the middle");
    }),
                  "inbox.store");
    CHECK_EQ((*box.store->records(InboxStore::Which::All)).size(), 2U);
    CHECK((*box.inbox.take_in(three, RecordRoad::Network)).kind == Kind::New);
}

// Two hubs, each with a connection of its own, are told the same things at the same time.
template <typename Place>
void stays_single_under_two_hubs(Box<Place>& box) {
    std::vector<records::Record> records;
    std::vector<std::string> envelopes;
    for (int i = 0; i < 20; ++i) records.push_back(box.record(help_request()));
    for (const auto& record : records) envelopes.push_back(box.seal(record));
    std::atomic<int> fresh = 0;
    std::atomic<int> failed = 0;
    auto hub = [&] {
        auto store = box.open_store();
        Inbox inbox(*store, box.kiosks, box.clock, box.keys);
        for (const auto& envelope : envelopes) {
            auto taken = inbox.take_in(envelope, RecordRoad::Network);
            failed += taken && !taken->receipt.empty() ? 0 : 1;
            fresh += taken && taken->kind == Kind::New ? 1 : 0;
        }
    };
    std::thread one(hub);
    std::thread two(hub);
    one.join();
    two.join();
    CHECK_EQ(failed.load(), 0);
    CHECK_EQ(fresh.load(), 20);
    auto feed = *box.store->receipts_after(box.kiosk.id, 0, 1000);
    for (std::size_t i = 0; i < feed.size(); ++i) CHECK_EQ(feed[i].number, static_cast<std::int64_t>(i) + 1);
    for (const auto& record : records) CHECK(!box.all_of(record.head.id).empty());
}

template <typename Place>
void is_there_after_a_start(Box<Place>& box) {
    auto record = box.record(help_request());
    auto bytes = box.seal(record);
    CHECK_OK(box.inbox.take_in(bytes, RecordRoad::Network));
    auto later = box.open_store();
    Inbox inbox(*later, box.kiosks, box.clock, box.keys);
    CHECK((*inbox.take_in(bytes, RecordRoad::Network)).kind == Kind::Again);
    CHECK(*inbox.open(record.head.id) == record);
}

void names_a_store_it_cannot_open() {
    CHECK_REFUSED(InboxStore::open("/nowhere/at/all/inbox.sqlite"), "inbox.store");
    CHECK_REFUSED(InboxStore::open("postgresql://nobody@/none?host=/nowhere"), "inbox.store");
}

template <typename Place>
int run_inbox_on(const char* module) {
    const CMUnitTest tests[] = {
        test<takes_once<Place>, Box<Place>>("a record that comes twice is kept once and answered the same"),
        test<keeps_the_first<Place>, Box<Place>>("the same id with other content leaves the first"),
        test<refuses_by_name<Place>, Box<Place>>("unknown, revoked, borrowed and broken are refused by name"),
        test<works_without_keys<Place>, Box<Place>>("without keys records are taken and answered later"),
        test<answers_after_a_fall<Place>, Box<Place>>("what was kept and not answered is answered the next time"),
        test<keeps_many_together<Place>, Box<Place>>("many records are kept in one transaction, or none of them"),
        test<stays_single_under_two_hubs<Place>, Box<Place>>("two hubs at once keep each record once"),
        test<is_there_after_a_start<Place>, Box<Place>>("what was kept is there after a start"),
    };
    return run(module, tests);
}

}  // namespace

int run_inbox_tests() {
    const CMUnitTest tests[] = {
        test<names_a_store_it_cannot_open>("a store that cannot be opened is refused by name"),
    };
    return run("inbox", tests) + run_inbox_on<OnSqlite>("inbox on SQLite") +
           run_inbox_on<OnPostgres>("inbox on PostgreSQL");
}
