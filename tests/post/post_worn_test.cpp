// A disk that lost something, or takes nothing any more, costs no record.
#include <filesystem>
#include <fstream>

#include "tests/post/office.hpp"
#include "tests/post/post_tests.hpp"

using namespace baken;
using namespace baken::post;
using namespace baken::testing;
using Door = StaffNews::Door;

namespace {

// What bit rot left of the staff key is no reason to leave the disk.
void rot_in_the_staff_key_costs_no_record(Office& here) {
    here.open_door();
    auto before = here.office->identity().id();
    std::ofstream(here.temp.path / "identity" / "staff.key") << "rot";
    here.start();
    CHECK_EQ(here.office->identity().id(), before);
    CHECK_EQ(here.state.problems.size(), 1U);
    CHECK_EQ(here.state.problems.front().check, std::string("staff-key.damaged"));
    CHECK(here.state.staff.door == Door::NoPin);
    auto stored = here.save(Office::help());
    CHECK_OK(stored);
    here.start();
    CHECK(here.state.problems.empty());
    CHECK(here.state.tickets->contains(stored->ticket));
}

// Neither is the count of wrong tries, when it cannot be read.
void unread_tries_cost_no_record(Office& here) {
    here.open_door();
    auto stored = here.save(Office::help());
    auto tries = here.temp.path / "identity" / "staff.tries";
    std::filesystem::remove(tries);
    std::filesystem::create_directory(tries);
    here.start();
    CHECK_EQ(here.state.problems.size(), 1U);
    CHECK(here.state.staff.door == Door::Locked);
    CHECK(here.state.tickets->contains(stored->ticket));
    here.order(Unlock{trust::Secret("2580")});
    CHECK(here.state.staff.door == Door::Open);
}

void goes_on_in_memory_as_itself(Office& here) {
    here.open_door();
    auto before = here.office->identity().id();
    here.office.reset();
    for (const auto* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(here.temp.path / (std::string("outbox.sqlite") + suffix));
    std::filesystem::create_directory(here.temp.path / "outbox.sqlite");
    here.start();
    CHECK(!here.state.problems.empty());
    CHECK_EQ(here.office->identity().id(), before);
    auto stored = here.save(Office::help());
    CHECK_OK(stored);
    // The PIN is still the one that staff chose.
    CHECK(here.state.staff.door == Door::Locked);
    here.order(SetPin{{}, trust::Secret("1111")});
    CHECK_EQ(here.state.staff.refused->check, std::string("pin.set"));
    here.order(Unlock{trust::Secret("2580")});
    CHECK_EQ(here.state.staff.list->at(0)->record.head.id, stored->id);
    // Who carries sees the same records, and what it brings is seen here.
    auto carrier = here.office->open_outbox_again();
    CHECK_OK(carrier);
    CHECK_EQ(carrier->waiting(10)->size(), 1U);
    records::Receipt receipt{stored->id, before, 1, records::ReceiptState::Received, here.clock.now(), {}, {}, {}};
    CHECK(*carrier->add_receipt(receipt, "sealed", here.clock.now()));
    here.state.hear(here.office->carried({}));
    CHECK_EQ(here.state.outbox.waiting, 0U);
    // Without a coordination point nothing is sealed to a key that nobody has.
    here.order(KnowPlace{std::nullopt, "draaikom", records::ClockConfidence::Unsure});
    CHECK_REFUSED(here.save(Office::help()), "post.readers");
}

void a_card_that_wears_out_costs_no_record(Office& here) {
    here.open_door();
    auto before = *here.save(Office::help());
    wear_out(here.temp.path);
    auto report = here.save(Office::emergency(), records::Priority::Now);
    CHECK_OK(report);
    CHECK_EQ(here.office->outbox_moves(), 1);
    CHECK_EQ(here.state.problems.size(), 1U);
    CHECK_EQ(here.state.problems.front().check, std::string("store.database"));
    // What waited goes along, and who carries finds all of it.
    auto carrier = here.office->open_outbox_again();
    CHECK_OK(carrier);
    auto waiting = *carrier->waiting(10);
    CHECK_EQ(waiting.size(), 2U);
    CHECK_EQ(waiting[0].id, report->id);
    CHECK_EQ(waiting[1].id, before.id);
    CHECK(!(**carrier->envelope(before.id)).empty());
    CHECK_EQ(Office::number_of(here.save(Office::help())->ticket), 2);
    CHECK_EQ(here.office->outbox_moves(), 1);
    CHECK(here.state.tickets->contains(before.ticket));
    CHECK_EQ(here.state.staff.list->size(), 3U);
    CHECK_EQ(here.state.outbox.waiting, 3U);
}

// The courier's last word on a card that takes long to write it: nobody else may write meanwhile.
void a_slow_card_is_no_worn_one(Office& here) {
    here.wishes.waits_for_courier = {};
    here.start();
    auto before = *here.save(Office::help());
    auto courier = *store::Database::open(here.temp.path / "outbox.sqlite");
    {
        auto writing = store::Transaction::begin(courier);
        CHECK_OK(writing);
        CHECK_REFUSED(here.save(Office::emergency(), records::Priority::Now), "store.busy");
        CHECK_OK(writing->commit());
    }
    CHECK_EQ(here.office->outbox_moves(), 0);
    CHECK(here.state.problems.empty());
    auto report = here.save(Office::emergency(), records::Priority::Now);
    CHECK_OK(report);
    here.start();
    CHECK_EQ(here.state.outbox.waiting, 2U);
    CHECK(here.state.tickets->contains(before.ticket));
    CHECK((*here.office->open_outbox_again()->entry(report->id)).has_value());
}

void lost_records_cost_no_new_one(Office& here) {
    {
        auto database = *store::Database::open(here.temp.path / "outbox.sqlite");
        CHECK_OK(database.run(std::string("ALTER TABLE entry RENAME TO lost")));
    }
    CHECK_EQ(Office::number_of(here.save(Office::help())->ticket), 1);
    CHECK_OK(here.save(Office::emergency(), records::Priority::Now));
    CHECK_EQ(here.office->open_outbox_again()->waiting(10)->size(), 2U);
    CHECK_EQ(here.state.problems.front().check, std::string("store.database"));
    // Nobody chose a PIN, and the disk would take none.
    here.open_door();
    CHECK(here.state.staff.door == Door::Open);
}

// What cannot be read of one record silences no alarm about another.
void an_answer_that_cannot_be_read_hides_no_emergency(Office& here) {
    auto asked = *here.save(Office::help());
    auto report = *here.save(Office::emergency(), records::Priority::Now);
    auto kiosk = here.office->identity().id();
    records::Receipt receipt{asked.id, kiosk, 1, records::ReceiptState::Answered, here.clock.now(), "Kom maar", {}, {}};
    auto carrier = here.office->open_outbox_again();
    CHECK_OK(carrier);
    CHECK(*carrier->add_receipt(receipt, "sealed", here.clock.now()));
    auto database = *store::Database::open(here.temp.path / "outbox.sqlite");
    CHECK_OK(database.run(std::string("ALTER TABLE receipt RENAME TO lost")));
    here.state.hear(here.office->carried({}));
    CHECK_EQ(here.state.outbox.emergencies.size(), 1U);
    CHECK_EQ(here.state.outbox.emergencies.front().id, report.id);
    CHECK(here.state.tickets->contains(asked.ticket));
    CHECK(here.state.tickets->at(asked.ticket).delivery.answer.empty());
    // The next time it may be read.
    CHECK_OK(database.run(std::string("ALTER TABLE lost RENAME TO receipt")));
    here.state.hear(here.office->carried({}));
    CHECK_EQ(here.state.outbox.emergencies.size(), 1U);
}

}  // namespace

int run_post_worn_tests() {
    const CMUnitTest tests[] = {
        test<rot_in_the_staff_key_costs_no_record, Office>("rot in the staff key is told and costs no record"),
        test<unread_tries_cost_no_record, Office>("a count of tries that cannot be read is told and costs no record"),
        test<goes_on_in_memory_as_itself, Office>(
            "a kiosk whose disk refuses goes on in memory under its own keys and PIN"),
        test<a_card_that_wears_out_costs_no_record, Office>(
            "a card that takes no more costs no record: all that waits goes on from memory"),
        test<a_slow_card_is_no_worn_one, Office>("a card that is slow is no worn one: what is kept stays on it"),
        test<an_answer_that_cannot_be_read_hides_no_emergency, Office>(
            "an answer that cannot be read hides neither its ticket nor an emergency that waits"),
        test<lost_records_cost_no_new_one, Office>("records that are lost on the disk keep no new one from being kept"),
    };
    return run("post worn card", tests);
}
