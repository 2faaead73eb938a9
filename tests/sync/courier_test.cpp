// Records on their way to the coordination point: when, to which hub, and what counts as an answer.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "tests/support/cmocka.hpp"
#include "tests/sync/route.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::sync;
using namespace std::chrono_literals;
using records::PriorityClass;

namespace {

void what_the_disk_refuses_ends_the_sending(Route& here) {
    auto first = here.keep();
    auto second = here.keep();
    here.answer(first);
    here.answer(second);
    auto beside = *store::Database::open(here.data.path / "outbox.sqlite");
    CHECK_OK(beside.run("ALTER TABLE receipt RENAME TO away"));
    auto round = here.send();
    CHECK(round.reached);
    CHECK_EQ(round.trouble->check, std::string("store.database"));
    CHECK(!here.receipted(first));
    CHECK(here.log().find(second) == std::string::npos);
    CHECK_OK(beside.run("ALTER TABLE away RENAME TO receipt"));
    here.clock.advance(1min);
    CHECK_EQ(here.send().delivered, 2U);
}

// The coordination point was put back from a copy that is older than what it told.
void what_it_may_have_lost_is_offered_again(Route& here) {
    auto open = here.keep();
    auto closed = here.keep();
    auto urgent = here.keep(PriorityClass::Emergency);
    for (const auto& record : {open, closed, urgent}) here.answer(record);
    CHECK_EQ(here.send().delivered, 3U);
    records::Receipt handled{closed, here.side.kiosk, 2, records::ReceiptState::Handled, here.clock.now(), {}, {}, {}};
    CHECK_OK(here.outbox.add_receipt(handled, "handled", here.clock.now()));
    here.fetch();
    (void)here.log();
    // One that knows of no eras, and one whose era is known, are offered nothing.
    CHECK_EQ(here.send().delivered, 0U);
    CHECK_EQ(here.log(), std::string());
    std::ofstream(here.hub.path / "era") << 220'000'000;
    CHECK(!here.fetch().trouble);
    CHECK(here.log().find("&era=0\n") != std::string::npos);
    CHECK_EQ(*here.outbox.era(), 220'000'000);
    CHECK_EQ((*here.outbox.waiting(10)).size(), 2U);
    // It takes none as yet: they stay, and are tried again in their time.
    std::filesystem::remove_all(here.hub.path / "answers");
    here.courier = here.start({"hub"});
    CHECK_EQ(here.send().delivered, 0U);
    std::filesystem::create_directories(here.hub.path / "answers");
    // The one it lost, so that it came anew, and of the other it has the receipt that was given.
    here.answer(open, 220'000'001);
    std::ofstream(here.hub.path / "answers" / (urgent + ".envelope"), std::ios::binary)
        << *(*here.outbox.newest_receipt(urgent));
    here.courier = here.start({"hub"});
    here.clock.advance(1h);
    (void)here.log();
    CHECK_EQ(here.send().delivered, 2U);
    auto log = here.log();
    CHECK(log.find(urgent) < log.find(open));
    CHECK(log.find(open) != std::string::npos);
    CHECK(log.find(closed) == std::string::npos);
    CHECK((*here.outbox.waiting(10)).empty());
    CHECK_EQ((*here.outbox.entry(open))->receipt, 220'000'001);
    CHECK_EQ(here.send().delivered, 0U);
    CHECK(!here.fetch().trouble);
    CHECK_EQ(here.send().delivered, 0U);
}

// After a start the kiosk knows what it had not offered yet.
void what_is_to_be_offered_outlives_a_start(Route& here) {
    auto record = here.keep();
    here.answer(record);
    CHECK_EQ(here.send().delivered, 1U);
    CHECK_OK(here.outbox.begin_era(7));
    auto again = *store::Outbox::open(here.files, here.data.path);
    CHECK_EQ(*again.era(), 7);
    CHECK_EQ((*again.waiting(10)).size(), 1U);
    CHECK_EQ(*again.fetched_up_to(), 0);
    CHECK_EQ((*(*again.copy_in_memory()).waiting(10)).size(), 1U);
    CHECK_OK(again.note_offered(record));
    CHECK((*again.waiting(10)).empty());
}

void silence_is_nobody(Route& here) {
    here.courier = HttpsCourier({here.base("silent")}, {}, {}, 1s);
    auto round = here.fetch(1s);
    CHECK(!round.reached);
    CHECK_EQ(round.trouble->check, std::string("http.slow"));
    // For less than the coordination point may take it tells nothing.
    here.courier = here.start({"silent"});
    round = here.fetch(1s);
    CHECK(!round.reached && !round.trouble);
}

void something_on_the_way_is_not_the_coordination_point(Route& here) {
    auto record = here.keep();
    here.answer(record);
    const std::pair<const char*, const char*> cases[] = {{"proxy", "http.status"}, {"page", "receipt.format"}};
    for (const auto& [mode, check] : cases) {
        here.courier = here.start({mode});
        auto round = here.send();
        CHECK(!round.reached);
        CHECK_EQ(round.trouble->check, std::string(check));
        CHECK(!here.fetch().reached);
        CHECK(!here.receipted(record));
    }
}

void another_base_takes_it(Route& here) {
    auto record = here.keep();
    here.answer(record);
    here.courier = here.start({"proxy", "hub"});
    CHECK_EQ(here.send().delivered, 0U);
    here.clock.advance(1min);
    CHECK_EQ(here.send().delivered, 1U);
    // For receipts too.
    here.courier = here.start({"proxy", "hub"});
    CHECK(!here.fetch().reached);
    CHECK(here.fetch().reached);
}

void drops_are_not_waited_for(Route& here) {
    auto record = here.keep(PriorityClass::Emergency);
    here.answer(record);
    HttpOptions impatient;
    impatient.small_within = 2s;
    here.courier = HttpsCourier({here.base("drip"), here.base("hub")}, impatient, {});
    CHECK_EQ(here.send().trouble->check, std::string("http.slow"));
    here.clock.advance(1min);
    CHECK_EQ(here.send().delivered, 1U);
}

void kept_without_a_receipt_is_not_sent(Route& here) {
    auto record = here.keep();
    const std::ofstream empty(here.hub.path / "answers" / (record + ".envelope"));
    auto round = here.send();
    CHECK(round.reached && !round.trouble);
    CHECK_EQ(round.delivered, 0U);
    CHECK_EQ(here.outbox.waiting(10)->size(), 1U);
}

void a_refusal_is_its_own_word(Route& here) {
    here.keep();
    here.courier = here.start({"stranger", "hub"});
    auto round = here.send();
    CHECK(round.reached);
    CHECK_EQ(round.trouble->check, std::string("hub.unknown-kiosk"));
    CHECK(here.fetch().reached);
    CHECK(here.log().find("/hub/") == std::string::npos);
}

void an_emergency_is_tried_again_at_once(Route& here) {
    here.keep(PriorityClass::Status);
    here.keep(PriorityClass::Emergency);
    CHECK(here.courier.until_departure(here.outbox, here.clock.tick(), 1min) == 0s);
    here.courier = HttpsCourier({fmt::format("http://127.0.0.1:{}", free_port())}, {}, {});
    CHECK_EQ(here.send().trouble->check, std::string("http.connect"));
    // The other one is due all the same, and a network that is dead for the emergency is dead for it.
    CHECK(here.courier.until_departure(here.outbox, here.clock.tick(), 1min) == 0s);
    auto wait = here.courier.patience(here.outbox, 1min);
    CHECK(wait > 1s && wait <= 2s);
    here.clock.advance(wait);
    CHECK_EQ(here.send().trouble->check, std::string("http.connect"));
    CHECK(here.courier.patience(here.outbox, 1min) > wait);
    CHECK(here.courier.patience(here.outbox, 1s) == 1s);
}

void nothing_waits(Route& here) {
    CHECK(here.courier.until_departure(here.outbox, here.clock.tick(), 1min) == 1min);
    CHECK(here.courier.patience(here.outbox, 1min) == 1min);
    here.keep(PriorityClass::Emergency);
    (void)here.send();
    auto left = here.courier.until_departure(here.outbox, here.clock.tick(), 1min);
    CHECK(left > 1s && left <= 2s);
    here.clock.advance(1h);
    CHECK(here.courier.until_departure(here.outbox, here.clock.tick(), 1min) == 0s);
}

// The hub has an answer to the later ones only; over the first it fails.
void one_that_fails_holds_up_no_other(Route& here) {
    auto bad = here.keep(PriorityClass::Emergency);
    auto good = here.keep(PriorityClass::Status);
    here.answer(good);
    CHECK_EQ(here.send().trouble->check, std::string("http.status"));
    here.clock.advance(here.courier.patience(here.outbox, 1min));
    CHECK_EQ(here.send().delivered, 1U);
    CHECK(here.receipted(good));
    CHECK(!here.receipted(bad));
}

}  // namespace

int run_courier_tests() {
    const CMUnitTest tests[] = {
        test<what_the_disk_refuses_ends_the_sending, Route>(
            "when the disk refuses a receipt no other record is sent for nothing"),
        test<what_it_may_have_lost_is_offered_again, Route>(
            "a coordination point that was put back from a copy is offered what is not closed"),
        test<what_is_to_be_offered_outlives_a_start, Route>("what is to be offered once more outlives a start"),
        test<silence_is_nobody, Route>("silence for as long as the coordination point may take means nobody is there"),
        test<something_on_the_way_is_not_the_coordination_point, Route>(
            "what something on the way answers is not the coordination point"),
        test<another_base_takes_it, Route>("when something stands before one hub, another gets the record"),
        test<drops_are_not_waited_for, Route>("a hub that answers drop by drop is left for another"),
        test<kept_without_a_receipt_is_not_sent, Route>("what is kept without a receipt is not sent"),
        test<a_refusal_is_its_own_word, Route>("a refusal is the coordination point's own word"),
        test<an_emergency_is_tried_again_at_once, Route>(
            "an emergency is tried again within seconds, and the rest waits behind it while the network is dead"),
        test<nothing_waits, Route>("what was never tried is due at once, and without records nothing is"),
        test<one_that_fails_holds_up_no_other, Route>("a record over which the hub fails holds up no other"),
    };
    return run("courier", tests);
}
