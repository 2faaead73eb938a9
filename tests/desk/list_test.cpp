#include "cp/office/desk_list.hpp"

#include <fmt/format.h>

#include "cp/office/desk_draft.hpp"
#include "cp/region/json_fields.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

const Instant kNoon = *parse_rfc3339("2026-11-23T12:00:00Z");

// What a region publishes in the course of a day, oldest first.
struct Day {
    Shelf shelf;
    DeskSettings settings{.sender = "regio@example.nl"};

    Day() {
        bulletins::Site site;
        site.id = "noord";
        site.region = "VR14";
        site.languages = {"nl"};
        shelf.sites.push_back(site);
    }
    void publish(const std::string& identifier, std::string_view body, Instant at) {
        auto request = read_request(body);
        CHECK_OK(request);
        auto draft = read_draft(*request);
        CHECK_OK(draft);
        auto alert = make_alert(*draft, shelf, {settings, "Gooi en Vechtstreek"}, at);
        CHECK_OK(alert);
        alert->identifier = identifier;
        shelf.alerts.push_back({fmt::format("bulletins/{}.xml", identifier), *alert});
    }
    // Of each message, newest first, a word each.
    std::string states(Instant now) {
        auto list = list_bulletins(shelf, now);
        std::string found;
        for (const auto& bulletin : *list.array()) found += text_of(bulletin, "state") + " ";
        return found;
    }
};

constexpr std::string_view kSoup = R"({"aim":"new","words":{"nl":{"headline":"Soep"}},"hours":2})";
constexpr std::string_view kSmoke = R"({"aim":"new","words":{"nl":{"headline":"Rook"}},"hours":20})";

void ends_when_its_time_is_over(Day& day) {
    day.publish("soup", kSoup, kNoon);
    CHECK_EQ(day.states(kNoon + 119min), std::string("live "));
    CHECK_EQ(which_are_over(day.shelf, kNoon + 119min), std::vector<bool>{false});
    CHECK_EQ(day.states(kNoon + 121min), std::string("expired "));
    CHECK_EQ(which_are_over(day.shelf, kNoon + 121min), std::vector<bool>{true});
    CHECK(is_over(day.shelf.alerts.front().alert, day.shelf, kNoon + 121min));
}

void ends_with_what_follows_it(Day& day) {
    day.publish("smoke", kSmoke, kNoon);
    day.publish("closer", R"({"aim":"update","of":"smoke","words":{"nl":{"headline":"Rook komt"}},"hours":20})",
                kNoon + 1h);
    CHECK_EQ(day.states(kNoon + 2h), std::string("live superseded "));
    day.publish("back", R"({"aim":"withdraw","of":"closer"})", kNoon + 3h);
    CHECK_EQ(which_are_over(day.shelf, kNoon + 4h), std::vector<bool>({true, true, false}));
    CHECK_EQ(day.states(kNoon + 4h), std::string("hidden cancelled cancelled "));
}

// Its clock is put right, and the message lies ahead: the desk can still take it back.
void is_later_from_a_clock_that_was_ahead(Day& day) {
    day.publish("smoke", kSmoke, kNoon + 3h);
    CHECK_EQ(day.states(kNoon), std::string("later "));
    CHECK_EQ(which_are_over(day.shelf, kNoon), std::vector<bool>{false});
    CHECK(!is_over(day.shelf.alerts.front().alert, day.shelf, kNoon));
    CHECK_EQ(day.states(kNoon + 4h), std::string("live "));
}

// Kiosks show it, so the desk must be able to take it back.
void is_live_without_its_moment(Day& day) {
    day.publish("smoke", kSmoke, kNoon);
    day.shelf.alerts.front().alert.sent.reset();
    CHECK_EQ(day.states(kNoon + 1h), std::string("live "));
}

}  // namespace

int run_list_tests() {
    const CMUnitTest tests[] = {
        test<ends_when_its_time_is_over, Day>("a message is over when its time is"),
        test<ends_with_what_follows_it, Day>("a message is over when another has its place, or takes it back"),
        test<is_live_without_its_moment, Day>("a message that does not say when it was sent is not over for that"),
        test<is_later_from_a_clock_that_was_ahead, Day>("a message of a clock that was ahead is later, and not over"),
    };
    return run("list", tests);
}
