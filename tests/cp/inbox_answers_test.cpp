// What is told of a record, step by step, and which of them the desk sees first.
#include <algorithm>

#include "exchange/records/check_number.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/inbox_box.hpp"
#include "tests/records/samples.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using records::ReceiptState;

namespace {

template <typename Place>
void tells_how_it_stands(Box<Place>& box) {
    auto record = box.record(emergency());
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    box.clock.advance(std::chrono::minutes{2});
    CHECK_OK(box.inbox.tell(record.head.id.substr(20), ReceiptState::Accepted, ""));
    CHECK_OK(box.inbox.tell(record.head.id, ReceiptState::OnTheWay, "Over tien minuten bij u."));
    auto receipts = box.all_of(record.head.id);
    CHECK_EQ(receipts.size(), 3U);
    CHECK(receipts[1].state == ReceiptState::Accepted);
    CHECK(receipts[2].state == ReceiptState::OnTheWay);
    CHECK_EQ(receipts[2].answer, std::string("Over tien minuten bij u."));
    CHECK(receipts[2].at == box.clock.now());
    auto feed = *box.store->receipts_after(box.kiosk.id, 1, 10);
    CHECK_EQ(feed.size(), 2U);
    CHECK_EQ(feed.back().number, 3);
    CHECK_EQ(*box.store->newest_number(box.kiosk.id), 3);
    CHECK_EQ(*box.store->newest_number(box.other.id), 0);
    CHECK_EQ((*box.store->newest_receipts()).size(), 1U);
    CHECK_EQ(box.inbox.note_of(feed.back().note), std::string("Over tien minuten bij u."));
    CHECK_OK(box.inbox.tell(record.head.id, ReceiptState::Handled, ""));
    CHECK((*box.store->records(InboxStore::Which::Open)).empty());
    CHECK_EQ((*box.store->records(InboxStore::Which::All)).size(), 1U);
    CHECK_REFUSED(box.inbox.tell("00000000", ReceiptState::Handled, ""), "inbox.unknown");
    CHECK_REFUSED(box.inbox.tell("", ReceiptState::Handled, ""), "inbox.unknown");
    CHECK_REFUSED(box.inbox.tell(record.head.id, ReceiptState::Answered, std::string(9000, 'x')), "receipt.content");
}

// Two have one record before them: what the one says of what both saw first takes back nothing the other said since.
template <typename Place>
void takes_nothing_back_unseen(Box<Place>& box) {
    auto record = box.record(emergency());
    const auto& id = record.head.id;
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Accepted, "", 1));
    CHECK_REFUSED(box.inbox.tell(id, ReceiptState::Accepted, "", 1), "inbox.moved");
    CHECK_OK(box.inbox.tell(id, ReceiptState::OnTheWay, "", 1));
    CHECK_REFUSED(box.inbox.tell(id, ReceiptState::Accepted, "", 2), "inbox.moved");
    CHECK_REFUSED(box.inbox.tell(id, ReceiptState::Handled, "", 2), "inbox.moved");
    CHECK_OK(box.inbox.tell(id, ReceiptState::Answered, "Ga alvast naar buiten.", 2));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Handled, "", 4));
    for (auto state : {ReceiptState::Accepted, ReceiptState::OnTheWay, ReceiptState::Answered}) {
        CHECK_REFUSED(box.inbox.tell(id, state, "", 4), "inbox.moved");
    }
    CHECK_OK(box.inbox.tell(id, ReceiptState::Handled, "", 4));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Answered, "Dank u wel.", 6));
    CHECK_EQ(box.all_of(id).size(), 7U);
    // One that the radio brought once more is still taken on by nobody.
    auto read_out = box.record(emergency());
    CHECK_OK(box.inbox.take_in(box.seal(read_out), RecordRoad::Network));
    CHECK_OK(box.inbox.note_stub("noord", records::format(records::check_number_of(read_out.head)), ""));
    CHECK_OK(box.inbox.tell(read_out.head.id, ReceiptState::Accepted, "", 1));
}

// Whoever has a stolen kiosk's keys, and saw a record's name on a courier's stick.
template <typename Place>
void a_borrowed_id_hides_nothing(Box<Place>& box) {
    auto record = box.record(emergency());
    auto twin = record;
    twin.head.kiosk = box.other.id;
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    auto forged = records::seal_envelope(twin, {box.seal_to, {}}, box.other.signing);
    CHECK_OK(box.inbox.take_in(*forged, RecordRoad::Network));
    auto id = record.head.id;
    CHECK_REFUSED(box.inbox.tell(id, ReceiptState::Accepted, ""), "inbox.unknown");
    auto told = box.inbox.tell(box.kiosk.id + "/" + id, ReceiptState::Accepted, "");
    CHECK_OK(told);
    CHECK_EQ(told->kiosk, box.kiosk.id);
    CHECK_EQ((*box.store->record(box.other.id, id))->last_n, 1);
    CHECK_OK(box.kiosks.revoke(box.other.id, box.clock.now()));
    CHECK_EQ(box.inbox.tell(id, ReceiptState::OnTheWay, "Wij komen")->kiosk, box.kiosk.id);
    CHECK_EQ(box.all_of(id).back().answer, std::string("Wij komen"));
    CHECK((*box.store->receipts(box.other.id, id)).back().note.empty());
    CHECK(*box.inbox.open(id) == record);
    CHECK_OK(box.inbox.tell(id, ReceiptState::Handled, ""));
    // The other rings no more.
    CHECK((*box.store->records(InboxStore::Which::Open)).empty());
}

// What a stolen kiosk hands in under the id of a report that is closed: whoever presses its row knows its first step
// only.
template <typename Place>
void a_borrowed_id_opens_nothing(Box<Place>& box) {
    auto record = box.record(emergency());
    auto id = record.head.id;
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Accepted, ""));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Handled, ""));
    auto twin = record;
    twin.head.kiosk = box.other.id;
    CHECK_OK(
        box.inbox.take_in(*records::seal_envelope(twin, {box.seal_to, {}}, box.other.signing), RecordRoad::Network));
    CHECK_OK(box.kiosks.revoke(box.other.id, box.clock.now()));
    for (int times = 0; times < 2; ++times) {
        CHECK_REFUSED(box.inbox.tell(id, ReceiptState::Accepted, "", 1), "inbox.moved");
        CHECK((*box.store->records(InboxStore::Which::Open)).empty());
    }
    CHECK((*box.store->record(box.kiosk.id, id))->state == ReceiptState::Handled);
    CHECK_EQ((*box.store->record(box.other.id, id))->last_n, 2);
}

records::Record situation_report() {
    auto all = one_of_each();
    return *std::ranges::find(all, records::Kind::SituationReport,
                              [](const auto& one) { return records::kind_of(one); });
}

template <typename Place>
void lists_what_matters_first(Box<Place>& box) {
    std::vector<records::Record> given{box.record(help_request()), box.record(emergency()),
                                       box.record(situation_report())};
    for (const auto& record : given) {
        CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
        box.clock.advance(std::chrono::minutes{1});
    }
    auto page = *box.store->page({.most = 10});
    CHECK_EQ(page.size(), 2U);
    CHECK_EQ(page[0].id, given[1].head.id);
    CHECK_EQ((*box.store->page({.most = 1})).size(), 1U);
    CHECK_EQ((*box.store->page({.skip = 1, .most = 10})).at(0).id, given[0].head.id);
    auto help = *box.store->page({.priority = records::PriorityClass::Help, .most = 10});
    CHECK_EQ(help.size(), 1U);
    CHECK_EQ(help[0].id, given[0].head.id);
    auto fresh = *box.store->count_fresh();
    CHECK_EQ(fresh[records::PriorityClass::Emergency], 1);
    CHECK_EQ(fresh[records::PriorityClass::Help], 1);
    CHECK_OK(box.inbox.tell(given[0].head.id, ReceiptState::Accepted, ""));
    CHECK_EQ((*box.store->count_fresh())[records::PriorityClass::Help], 0);
    CHECK_EQ((*box.store->fresh_of(records::PriorityClass::Emergency, 10)).size(), 1U);
    CHECK_EQ((*box.store->open_by_site()).at("noord"), 2);
    auto statuses = *box.store->newest_statuses(3);
    CHECK_EQ(statuses.size(), 1U);
    CHECK_EQ(statuses[0].id, given[2].head.id);
    CHECK(statuses[0].arrived == box.clock.now() - std::chrono::minutes{1});
    CHECK_EQ((*box.store->statuses_of_site("noord", 0, 10)).at(0).id, given[2].head.id);
    CHECK((*box.store->statuses_of_site("noord", 1, 10)).empty());
    CHECK((*box.store->statuses_of_site("zuid", 0, 10)).empty());
    CHECK_EQ((*box.store->statuses_of_kiosk(box.kiosk.id, 10)).at(0).id, given[2].head.id);
    CHECK((*box.store->statuses_of_kiosk(box.other.id, 10)).empty());
    CHECK(*box.store->statuses_by_kiosk() == (std::map<std::string, std::int64_t>{{box.kiosk.id, 1}}));
    CHECK_OK(box.inbox.tell(given[1].head.id, ReceiptState::Handled, ""));
    CHECK_EQ((*box.store->page({.most = 10})).size(), 1U);
    CHECK_EQ((*box.store->page({.which = InboxStore::Which::All, .most = 10})).size(), 2U);
    CHECK_EQ((*box.store->named(given[0].head.id.substr(10, 20))).size(), 1U);
    CHECK((*box.store->named("%")).empty());
}

template <typename Place>
void lists_no_status_that_was_wiped(Box<Place>& box) {
    CHECK_OK(box.inbox.take_in(box.seal(box.record(situation_report())), RecordRoad::Network));
    CHECK_EQ((*box.store->statuses_of_kiosk(box.kiosk.id, 10)).size(), 1U);
    auto later = box.clock.now() + std::chrono::days{1};
    CHECK_EQ(*box.store->wipe(later, later, later), 1U);
    CHECK((*box.store->statuses_of_kiosk(box.kiosk.id, 10)).empty());
}

template <typename Place>
int run_answers_on(const char* module) {
    const CMUnitTest tests[] = {
        test<tells_how_it_stands<Place>, Box<Place>>("each step is a receipt that the kiosk can open, in order"),
        test<takes_nothing_back_unseen<Place>, Box<Place>>("nobody takes back what they did not see"),
        test<a_borrowed_id_hides_nothing<Place>, Box<Place>>("a stolen kiosk hides no report by handing in its id"),
        test<a_borrowed_id_opens_nothing<Place>, Box<Place>>(
            "a stolen kiosk opens no closed report by handing in its id"),
        test<lists_what_matters_first<Place>, Box<Place>>("the desk's list has the most urgent first, and a limit"),
        test<lists_no_status_that_was_wiped<Place>, Box<Place>>("a status that was wiped is opened for nobody"),
    };
    return run(module, tests);
}

}  // namespace

int run_inbox_answers_tests() {
    return run_answers_on<OnSqlite>("inbox answers on SQLite") +
           run_answers_on<OnPostgres>("inbox answers on PostgreSQL");
}
