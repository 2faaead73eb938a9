// Receipts on their way to the kiosk: what is asked for, and asked for again, whatever a list leaves out or forges.
#include <fmt/format.h>

#include <fstream>

#include "exchange/base/ids.hpp"
#include "exchange/records/receipt.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/sync/route.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;

namespace {

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
    CHECK(here.forge(fmt::format(R"({{"last":1,"receipts":["{}.1.receipt"]}})", record)).not_held);
}

}  // namespace

int run_receipts_tests() {
    const CMUnitTest tests[] = {
        test<what_the_disk_refuses_is_asked_again, Route>("a receipt the disk refuses is asked for again"),
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
        test<what_is_here_is_fetched_no_more, Route>("a list that is asked for again fetches what is here no more"),
        test<what_a_list_leaps_over_is_asked_for_again, Route>("what a list leaps over is asked for again"),
        test<another_hub_is_asked_for_what_was_left, Route>("another hub is asked for what one left out"),
        test<who_holds_no_question_is_told, Route>("a hub that says at once that there is nothing holds no question"),
    };
    return run("receipts", tests);
}
