#include "kiosk/sync/https_courier.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/receipt.hpp"
#include "kiosk/store/identity.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::sync;
using namespace std::chrono_literals;
using records::PriorityClass;

namespace {

// A kiosk's outbox, and a coordination point that behaves as its URL asks.
struct Route {
    TempFolder data;
    TempFolder hub;
    DiskFiles files;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    store::Outbox outbox = *store::Outbox::open(files, data.path);
    store::Identity identity = store::new_identity();
    trust::SigningKey cp = trust::SigningKey::generate();
    trust::SigningKey stranger = trust::SigningKey::generate();
    ReceiptSide side{identity.id(), identity.sealing, {cp.public_bytes()}};
    ChildProcess server{{"python3", "tests/sync/fickle_hub.py", hub.path.string()}};
    std::string port = server.line();
    HttpsCourier courier = start({"hub"});

    Route() {
        clock.advance(1h);
        std::filesystem::create_directories(hub.path / "receipts");
        std::filesystem::create_directories(hub.path / "answers");
    }
    [[nodiscard]] std::string base(const std::string& mode) const {
        return fmt::format("http://127.0.0.1:{}/{}", port, mode);
    }
    [[nodiscard]] HttpsCourier start(const std::vector<std::string>& modes) const {
        std::vector<std::string> bases;
        for (const auto& mode : modes) bases.push_back(base(mode));
        return {std::move(bases), {}, {}};
    }
    std::string keep(PriorityClass priority = PriorityClass::Help) {
        store::NewEntry entry{new_uuid7(clock.now()), priority, clock.now(), {}, "sealed"};
        CHECK_OK(outbox.add(entry));
        return entry.id;
    }
    [[nodiscard]] std::string receipt(const std::string& record, const trust::SigningKey& signer, int n = 1) const {
        records::Receipt receipt{record, side.kiosk, n, records::ReceiptState::Received, clock.now(), {}, {}, {}};
        return *records::seal_receipt(receipt, identity.sealing.public_bytes(), signer);
    }
    // The coordination point's receipt of this number.
    void offer(int number, const std::string& record, const std::string& bytes) const {
        std::ofstream(hub.path / "receipts" / fmt::format("{}-{}.1.receipt", number, record), std::ios::binary)
            << bytes;
    }
    void answer(const std::string& record, int n = 1) const {
        std::ofstream(hub.path / "answers" / (record + ".envelope"), std::ios::binary) << receipt(record, cp, n);
    }
    // Somebody on the way answers the question for receipts once.
    CourierRound forge(const std::string& list) {
        std::ofstream(hub.path / "list", std::ios::binary) << list;
        courier = start({"forger"});
        auto round = fetch();
        courier = start({"hub"});
        return round;
    }
    CourierRound send() { return courier.send(outbox, side, clock.now(), clock.tick(), 50); }
    CourierRound fetch(std::chrono::seconds longest = 10s) {
        return courier.await_receipts(outbox, side, clock.now(), longest);
    }
    [[nodiscard]] bool receipted(const std::string& record) { return (*outbox.entry(record))->receipt > 0; }
    // What was asked since the last time.
    [[nodiscard]] std::string log() const {
        std::ifstream in(hub.path / "log");
        std::string text{std::istreambuf_iterator<char>(in), {}};
        std::filesystem::remove(hub.path / "log");
        return text;
    }
};

void what_the_disk_refuses_is_asked_again(Route& here) {
    auto record = here.keep();
    here.offer(1, record, here.receipt(record, here.cp));
    auto beside = *store::Database::open(here.data.path / "outbox.sqlite");
    CHECK_OK(beside.run("ALTER TABLE receipt RENAME TO away"));
    auto round = here.fetch();
    CHECK_EQ(round.trouble->check, std::string("store.database"));
    CHECK_EQ(*here.outbox.fetched_up_to(), 0);
    CHECK_OK(beside.run("ALTER TABLE away RENAME TO receipt"));
    CHECK_EQ(here.fetch().receipts, 1U);
    CHECK_EQ(*here.outbox.fetched_up_to(), 1);
    CHECK(here.receipted(record));
}

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

void nothing_is_asked_without_a_key_to_believe(Route& here) {
    auto record = here.keep();
    here.offer(1, record, here.receipt(record, here.cp));
    here.side.cp_keys.clear();
    auto round = here.fetch();
    CHECK(!round.reached && !round.trouble);
    CHECK(here.log().empty());
    CHECK_EQ(*here.outbox.fetched_up_to(), 0);
    here.side.cp_keys = {here.cp.public_bytes()};
    CHECK_EQ(here.fetch().receipts, 1U);
}

// One that nobody believes holds up no other, and is believed when the keys come that made it.
void a_strange_receipt_waits_for_its_key(Route& here) {
    auto early = here.keep();
    auto later = here.keep();
    here.offer(1, early, here.receipt(early, here.stranger));
    here.offer(2, later, here.receipt(later, here.cp));
    auto round = here.fetch();
    CHECK_EQ(round.trouble->check, std::string("receipt.signature"));
    CHECK(!here.receipted(early));
    CHECK(here.receipted(later));
    CHECK_EQ(*here.outbox.fetched_up_to(), 2);
    (void)here.log();
    CHECK(!here.fetch().trouble);
    CHECK(here.log().find(early) == std::string::npos);
    here.side.cp_keys.push_back(here.stranger.public_bytes());
    CHECK_EQ(here.fetch().receipts, 1U);
    CHECK(here.receipted(early));
    CHECK_EQ(*here.outbox.fetched_up_to(), 2);
}

void a_start_asks_again_for_what_was_left(Route& here) {
    auto record = here.keep();
    here.offer(1, record, "<html>");
    CHECK_EQ(here.fetch().trouble->check, std::string("receipt.format"));
    CHECK_EQ(*here.outbox.fetched_up_to(), 1);
    here.offer(1, record, here.receipt(record, here.cp));
    CHECK_EQ(here.fetch().receipts, 0U);
    here.courier = here.start({"hub"});
    CHECK_EQ(here.fetch().receipts, 1U);
    // Once it is settled there is nothing to go back to.
    here.courier = here.start({"hub"});
    (void)here.log();
    CHECK(!here.fetch().trouble);
    CHECK(here.log().find("after=1&era=0\n") != std::string::npos);
}

void one_that_is_too_large_holds_up_no_other(Route& here) {
    auto early = here.keep();
    auto later = here.keep();
    here.offer(1, early, std::string(records::kMostReceiptBytes + 1, 'x'));
    here.offer(2, later, here.receipt(later, here.cp));
    CHECK_EQ(here.fetch().trouble->check, std::string("receipt.size"));
    CHECK(here.receipted(later));
    CHECK_EQ(*here.outbox.fetched_up_to(), 2);
}

void a_name_that_climbs_holds_up_no_other(Route& here) {
    auto record = here.keep();
    std::ofstream(here.hub.path / "receipts/1-..") << "x";
    here.offer(2, record, here.receipt(record, here.cp));
    CHECK_EQ(here.fetch().trouble->check, std::string("http.name"));
    CHECK(here.receipted(record));
}

void a_forged_number_is_refused(Route& here) {
    auto record = here.keep();
    for (const char* list :
         {R"({"last":-1,"receipts":[]})", R"({"last":0,"receipts":[]})", R"({"last":1,"receipts":[]})"}) {
        auto round = here.forge(list);
        CHECK(!round.reached);
        CHECK_EQ(round.trouble->check, std::string("http.captive"));
        CHECK_EQ(*here.outbox.fetched_up_to(), 0);
    }
    here.offer(1, record, here.receipt(record, here.cp));
    CHECK_EQ(here.fetch().receipts, 1U);
    // A coordination point that was restored never gave that number.
    CHECK(here.forge(R"({"last":0,"receipts":[]})").reached);
    CHECK_EQ(*here.outbox.fetched_up_to(), 0);
    // What an older program took for a number is none.
    CHECK_OK(here.outbox.set_fetched_up_to(-1));
    (void)here.log();
    CHECK(here.fetch().reached);
    CHECK(here.log().find("after=0&era=0\n") != std::string::npos);
}

void what_is_listed_and_not_there_is_asked_again(Route& here) {
    auto early = here.keep();
    auto later = here.keep();
    here.offer(2, later, here.receipt(later, here.cp));
    auto names = fmt::format(R"("{}.1.receipt","{}.1.receipt")", early, later);
    auto round = here.forge(fmt::format(R"({{"last":2,"receipts":[{}]}})", names));
    CHECK_EQ(round.trouble->check, std::string("receipt.missing"));
    CHECK(here.receipted(later));
    CHECK_EQ(*here.outbox.fetched_up_to(), 2);
    here.offer(1, early, here.receipt(early, here.cp));
    CHECK_EQ(here.fetch().receipts, 1U);
    CHECK(here.receipted(early));
    CHECK_EQ(*here.outbox.fetched_up_to(), 2);
}

void what_is_truly_gone_holds_up_no_other(Route& here) {
    auto record = here.keep();
    here.offer(2, record, here.receipt(record, here.cp));
    auto gone = fmt::format(R"({{"last":1,"receipts":["{}.1.receipt"]}})", new_uuid7(here.clock.now()));
    CHECK_EQ(here.forge(gone).trouble->check, std::string("receipt.missing"));
    // The coordination point lists it no more.
    CHECK_EQ(here.fetch().receipts, 1U);
    (void)here.log();
    CHECK(!here.fetch().trouble);
    CHECK(here.log().find("after=2&era=0\n") != std::string::npos);
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

// Numbers leap when the coordination point's store was put back, so its list is asked for again at every other hub.
void what_is_here_is_fetched_no_more(Route& here) {
    auto first = here.keep();
    auto second = here.keep();
    here.offer(7001, first, here.receipt(first, here.cp));
    CHECK_EQ(here.fetch().receipts, 1U);
    here.offer(7002, second, here.receipt(second, here.cp));
    here.courier = here.start({"hub"});
    (void)here.log();
    CHECK_EQ(here.fetch().receipts, 1U);
    auto log = here.log();
    CHECK(log.find("after=0&era=0\n") != std::string::npos);
    CHECK(log.find(second + ".1.receipt") != std::string::npos);
    CHECK(log.find(first + ".1.receipt") == std::string::npos);
    CHECK_EQ(*here.outbox.fetched_up_to(), 7002);
}

void what_a_list_leaps_over_is_asked_for_again(Route& here) {
    auto early = here.keep();
    auto later = here.keep();
    here.offer(1, early, here.receipt(early, here.cp));
    here.offer(2, later, here.receipt(later, here.cp));
    CHECK_EQ(here.forge(fmt::format(R"({{"last":2,"receipts":["{}.1.receipt"]}})", later)).receipts, 1U);
    CHECK(!here.receipted(early));
    CHECK_EQ(here.fetch().receipts, 1U);
    CHECK(here.receipted(early));
}

void another_hub_is_asked_for_what_was_left(Route& here) {
    auto record = here.keep();
    std::ofstream(here.hub.path / "list", std::ios::binary)
        << fmt::format(R"({{"last":1,"receipts":["{}.1.receipt"]}})", record);
    here.courier = here.start({"forger", "hub"});
    CHECK_EQ(here.fetch().trouble->check, std::string("receipt.missing"));
    here.offer(1, record, here.receipt(record, here.cp));
    std::ofstream(here.hub.path / "list", std::ios::binary) << "<html>";
    CHECK(!here.fetch().reached);
    CHECK_EQ(here.fetch().receipts, 1U);
}

void who_holds_no_question_is_told(Route& here) {
    auto round = here.fetch();
    CHECK(round.reached && round.not_held);
    auto record = here.keep();
    here.offer(1, record, here.receipt(record, here.cp));
    round = here.fetch();
    CHECK_EQ(round.receipts, 1U);
    CHECK(!round.not_held);
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
        test<what_the_disk_refuses_is_asked_again, Route>("a receipt the disk refuses is asked for again"),
        test<what_the_disk_refuses_ends_the_sending, Route>(
            "when the disk refuses a receipt no other record is sent for nothing"),
        test<nothing_is_asked_without_a_key_to_believe, Route>("without a key to believe no receipts are asked for"),
        test<a_strange_receipt_waits_for_its_key, Route>(
            "a receipt nobody believes holds up no other, and counts when its key comes"),
        test<a_start_asks_again_for_what_was_left, Route>("a start asks once more for receipts that were left behind"),
        test<one_that_is_too_large_holds_up_no_other, Route>("a receipt that is too large holds up no other"),
        test<a_name_that_climbs_holds_up_no_other, Route>(
            "a receipt whose name climbs is not asked for and holds up no other"),
        test<a_forged_number_is_refused, Route>("a number that no coordination point gives is refused"),
        test<what_is_listed_and_not_there_is_asked_again, Route>(
            "a receipt that is listed and not there holds up no other, and is asked for again"),
        test<what_is_truly_gone_holds_up_no_other, Route>("a receipt that is truly gone is not asked for for ever"),
        test<what_it_may_have_lost_is_offered_again, Route>(
            "a coordination point that was put back from a copy is offered what is not closed"),
        test<what_is_to_be_offered_outlives_a_start, Route>("what is to be offered once more outlives a start"),
        test<what_is_here_is_fetched_no_more, Route>("a list that is asked for again fetches what is here no more"),
        test<what_a_list_leaps_over_is_asked_for_again, Route>("what a list leaps over is asked for again"),
        test<another_hub_is_asked_for_what_was_left, Route>("another hub is asked for what one left out"),
        test<who_holds_no_question_is_told, Route>("a hub that says at once that there is nothing holds no question"),
        test<silence_is_nobody, Route>("silence for as long as the coordination point may take means nobody is there"),
        test<something_on_the_way_is_not_the_coordination_point, Route>(
            "what something on the way answers is not the coordination point"),
        test<another_base_takes_it, Route>("when something stands before one hub, another gets the record"),
        test<kept_without_a_receipt_is_not_sent, Route>("what is kept without a receipt is not sent"),
        test<a_refusal_is_its_own_word, Route>("a refusal is the coordination point's own word"),
        test<an_emergency_is_tried_again_at_once, Route>(
            "an emergency is tried again within seconds, and the rest waits behind it while the network is dead"),
        test<nothing_waits, Route>("what was never tried is due at once, and without records nothing is"),
        test<one_that_fails_holds_up_no_other, Route>("a record over which the hub fails holds up no other"),
    };
    return run("courier", tests);
}
