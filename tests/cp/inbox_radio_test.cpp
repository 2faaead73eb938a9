// What was read out over the radio, and the record that it belongs to.
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/inbox_box.hpp"
#include "tests/records/samples.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using records::ReceiptState;

namespace {

template <typename Place>
void joins_what_comes_after_the_radio(Box<Place>& box) {
    auto record = box.record(emergency());
    auto stub = box.inbox.note_stub("noord", card_number(record), "Brand in de sporthal, twee gewonden");
    CHECK_OK(stub);
    CHECK(stub->record.empty());
    CHECK_OK(box.inbox.tell(stub->id, ReceiptState::OnTheWay, "Brandweer rijdt."));
    auto taken = box.inbox.take_in(box.seal(record), RecordRoad::Stick);
    CHECK_OK(taken);
    auto receipts = box.all_of(record.head.id);
    CHECK_EQ(receipts.size(), 3U);
    CHECK(receipts[1].state == ReceiptState::Merged);
    CHECK_EQ(receipts[1].merged_into, stub->id);
    CHECK(receipts[2].state == ReceiptState::OnTheWay);
    CHECK_EQ(receipts[2].answer, std::string("Brandweer rijdt."));
    CHECK_EQ((*box.store->stubs())[0].record, record.head.id);
    CHECK_EQ(box.inbox.note_of((*box.store->stubs())[0].note), std::string("Brand in de sporthal, twee gewonden"));
    CHECK_OK(box.inbox.tell(stub->id, ReceiptState::Handled, ""));
    CHECK(box.all_of(record.head.id).back().state == ReceiptState::Handled);
}

template <typename Place>
void joins_what_was_there(Box<Place>& box) {
    auto record = box.record(emergency());
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_REFUSED(box.inbox.note_stub("west", card_number(record), ""), "inbox.site");
    CHECK_REFUSED(box.inbox.note_stub("noord", "12345", ""), "check-number.check");
    // The same number from another site is another report.
    CHECK((*box.inbox.note_stub("zuid", card_number(record), "")).record.empty());
    CHECK_EQ((*box.inbox.note_stub("noord", card_number(record), "")).record, record.head.id);
}

// Somebody sees to it already; whoever reads it out once more must not hear that nobody does.
template <typename Place>
void stays_as_far_as_it_was(Box<Place>& box) {
    auto record = box.record(emergency());
    const auto& id = record.head.id;
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_OK(box.inbox.tell(id, ReceiptState::Accepted, ""));
    CHECK_OK(box.inbox.tell(id, ReceiptState::OnTheWay, "Brandweer is er over tien minuten."));
    box.clock.advance(std::chrono::minutes{1});
    CHECK_EQ((*box.inbox.note_stub("noord", card_number(record), "")).record, id);
    auto last = box.all_of(id).back();
    CHECK(last.state == ReceiptState::OnTheWay);
    CHECK_EQ(last.answer, std::string("Brandweer is er over tien minuten."));
    CHECK((*box.inbox.find(id)).state == ReceiptState::OnTheWay);
    // The same by hand, with one that somebody took on, and then with one to which somebody said more since.
    auto taken_on = *box.inbox.note_stub("noord", card_number(record), "");
    auto told_more = *box.inbox.note_stub("noord", card_number(record), "");
    CHECK_OK(box.inbox.tell(taken_on.id, ReceiptState::Accepted, ""));
    CHECK_OK(box.inbox.join(taken_on.id, id));
    CHECK(box.all_of(id).back().state == ReceiptState::OnTheWay);
    box.clock.advance(std::chrono::minutes{1});
    CHECK_OK(box.inbox.tell(told_more.id, ReceiptState::Answered, "Ga alvast naar buiten."));
    CHECK_OK(box.inbox.join(told_more.id, id));
    CHECK_EQ(box.all_of(id).back().answer, std::string("Ga alvast naar buiten."));
    // What was closed since stays so; what is read out once more after that wants to be looked at.
    auto before = *box.inbox.note_stub("noord", card_number(record), "");
    box.clock.advance(std::chrono::minutes{1});
    CHECK_OK(box.inbox.tell(id, ReceiptState::Handled, ""));
    CHECK_OK(box.inbox.join(before.id, id));
    CHECK(box.all_of(id).back().state == ReceiptState::Handled);
    box.clock.advance(std::chrono::minutes{1});
    auto after = *box.inbox.note_stub("noord", card_number(record), "");
    CHECK_OK(box.inbox.join(after.id, id));
    CHECK(box.all_of(id).back().state == ReceiptState::Received);
}

template <typename Place>
void asks_a_person_when_two_fit(Box<Place>& box) {
    auto record = box.record(emergency());
    auto one = *box.inbox.note_stub("noord", card_number(record), "");
    auto two = *box.inbox.note_stub("noord", card_number(record), "");
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    CHECK_EQ(box.all_of(record.head.id).size(), 1U);
    CHECK_OK(box.inbox.join(two.id, record.head.id));
    CHECK(box.all_of(record.head.id)[1].merged_into == two.id);
    CHECK_REFUSED(box.inbox.join("nothing", record.head.id), "inbox.unknown");
}

// Whoever heard no answer tells it again, before its report comes and after.
template <typename Place>
void notes_once_what_is_told_again(Box<Place>& box) {
    auto record = box.record(emergency());
    auto id = new_uuid7(box.clock.now());
    for (int times = 0; times < 2; ++times) {
        CHECK_EQ((*box.inbox.note_stub("noord", card_number(record), "Brand", id)).id, id);
    }
    CHECK_EQ(box.store->stubs()->size(), 1U);
    CHECK_EQ(box.store->receipts("", id)->size(), 1U);
    CHECK_REFUSED(box.inbox.note_stub("zuid", card_number(record), "Brand", id), "inbox.changed");
    CHECK_OK(box.inbox.take_in(box.seal(record), RecordRoad::Network));
    auto told = box.all_of(record.head.id).size();
    CHECK_EQ((*box.inbox.note_stub("noord", card_number(record), "Brand", id)).record, record.head.id);
    CHECK_EQ(box.store->stubs()->size(), 1U);
    CHECK_EQ(box.all_of(record.head.id).size(), told);
    // One that was noted before its hub ended is joined where it is told again.
    auto next = box.record(emergency());
    auto other = new_uuid7(box.clock.now());
    CHECK_OK(box.inbox.take_in(box.seal(next), RecordRoad::Network));
    CHECK_OK(box.store->add(KeptStub{other, "noord", std::stoi(card_number(next)), box.clock.now(), {}, {}, {}}));
    CHECK_EQ((*box.inbox.note_stub("noord", card_number(next), "Brand", other)).record, next.head.id);
}

template <typename Place>
int run_radio_on(const char* module) {
    const CMUnitTest tests[] = {
        test<joins_what_comes_after_the_radio<Place>, Box<Place>>("a record joins what the radio brought before it"),
        test<joins_what_was_there<Place>, Box<Place>>("a radio message joins the record that was there"),
        test<stays_as_far_as_it_was<Place>, Box<Place>>(
            "a radio message takes nothing back of what was done about its record"),
        test<notes_once_what_is_told_again<Place>, Box<Place>>("a radio message that is told again is noted once"),
        test<asks_a_person_when_two_fit<Place>, Box<Place>>("where two radio messages fit a person chooses"),
    };
    return run(module, tests);
}

}  // namespace

int run_inbox_radio_tests() {
    return run_radio_on<OnSqlite>("inbox radio on SQLite") + run_radio_on<OnPostgres>("inbox radio on PostgreSQL");
}
