#include "cp/office/desk_places.hpp"

#include "cp/office/place_change.hpp"
#include "cp/region/json_fields.hpp"
#include "cp/region/site_file.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/bulletins/area.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

const std::string kSite = R"(id = "noord"
name = "Sporthal \"Noord\""
region = "VR14"
position = [52.0, 5.25]
languages = ["nl", "en"]
streets = ["Havenstraat"]
[municipality]
name = "Huizen"
code = "GM0406"
logo = "sites/noord.png"
[radio]
name = "NH"
frequency = "88.9 FM"
[[facility]]
kind = "water"
status = "limited"
[facility.note]
nl = "Op = op. \\ \u0007"
ar = "ماء"
[[facility]]
kind = "other"
[facility.name]
nl = "Tafeltennis"
[[referral]]
kind = "shelter"
address = "Kade 1"
[referral.name]
nl = "Zuid"
)";

void writes_a_site_as_it_was() {
    auto site = bulletins::parse_site(kSite);
    CHECK_OK(site);
    auto written = write_site(*site);
    auto again = bulletins::parse_site(written);
    CHECK_OK(again);
    CHECK_EQ(write_site(*again), written);
    CHECK(again->facilities == site->facilities);
    CHECK(again->referrals == site->referrals);
    CHECK(again->municipality == site->municipality);
    CHECK(again->position == site->position);
    CHECK(again->radio == site->radio);
    CHECK(again->streets == site->streets);
    CHECK_EQ(again->short_name, site->short_name);
}

void writes_a_situation_as_it_was() {
    auto json = read_request(
        R"({"id":"x","phase":"first72","started":"2026-11-21T16:40:00+01:00","hazards":["power"],"exercise":true,"title":{"nl":"Stroom \"weg\"","en":"No power"},"recovery_note":{"nl":"Morgen"}})");
    CHECK_OK(json);
    auto situation = read_situation(*json);
    CHECK_OK(situation);
    auto again = bulletins::parse_situation(write_situation(*situation));
    CHECK_OK(again);
    CHECK(again->title == situation->title);
    CHECK(again->started == situation->started);
    CHECK(again->hazards == situation->hazards);
    CHECK(again->exercise);
    CHECK_EQ(trust::write_json(json_of(*again)), trust::write_json(json_of(*situation)));
}

void refuses_what_no_kiosk_could_show() {
    auto read = [](const std::string& body) -> Done {
        TRY(auto json, read_request(body));
        TRY([[maybe_unused]] auto situation, read_situation(json));
        return {};
    };
    CHECK_REFUSED(read(R"({"phase":"first72","title":{"en":"No Dutch"}})"), "desk.draft");
    for (const auto* body :
         {R"({"phase":"later","title":{"nl":"a"}})", R"({"phase":"after","started":"soon","title":{"nl":"a"}})",
          R"({"phase":"after","title":{"nl":"a\nb"}})", R"({"phase":"after","title":{"../x":"a"}})",
          R"({"phase":"after","title":["nl"]})"}) {
        CHECK_REFUSED(read(body), "desk.request");
    }
    auto card = [](const std::string& body) -> Done {
        auto site = bulletins::parse_site(kSite);
        TRY(auto json, read_request(body));
        return read_card(json, *site);
    };
    CHECK_OK(card(R"({"facilities":[],"referrals":[]})"));
    for (
        const auto* body :
        {R"({"facilities":[]})", R"({"facilities":[{"kind":"../x","status":"limited"}],"referrals":[]})",
         R"({"facilities":[{"kind":"water","status":"gone"}],"referrals":[]})",
         R"({"facilities":[{"kind":"water","status":"limited"},{"kind":"water","status":"available"}],"referrals":[]})",
         R"({"facilities":[],"referrals":[{"kind":"shelter","name":{}}]})", R"({"facilities":{},"referrals":[]})"}) {
        CHECK_REFUSED(card(body), "desk.request");
    }
}

// What goes out is what the second person saw: the print holds every word of it, and what it was written against.
void prints_what_changes() {
    auto read = [](const std::string& body) {
        auto json = read_request(body);
        CHECK_OK(json);
        auto change = read_situation_change(*json, *parse_rfc3339("2026-11-21T16:40:00Z"));
        CHECK_OK(change);
        return *change;
    };
    auto one = read(R"({"phase":"after","title":{"nl":"Stroom weg"},"print":"aa"})");
    CHECK_EQ(target_of(one), std::string("situation.toml"));
    auto other = one;
    other.author = "anna";
    other.waits = true;
    CHECK_EQ(print_of(one), print_of(other));
    CHECK(print_of(one) != print_of(read(R"({"phase":"after","title":{"nl":"Stroom terug"},"print":"aa"})")));
    CHECK(print_of(one) != print_of(read(R"({"phase":"after","title":{"nl":"Stroom weg"},"print":"bb"})")));
    auto again = read_place_change(json_of(other));
    CHECK_OK(again);
    CHECK(*again == other);
    auto situation = bulletins::parse_situation(*write_change(*again, ""));
    CHECK_OK(situation);
    CHECK_EQ(situation->id, std::string("situation-2026-11-21"));
}

// A card changes what is on it, and nothing else of the noodsteunpunt's file.
void changes_only_the_card() {
    auto json = read_request(
        R"({"id":"noord","print":"aa","facilities":[{"kind":"food","status":"available","note":{"nl":"Soep"}}],"referrals":[],"name":"Hacked","languages":[]})");
    CHECK_OK(json);
    auto change = read_card_change(*json);
    CHECK_OK(change);
    CHECK_EQ(target_of(*change), std::string("sites/noord.toml"));
    auto bytes = write_change(*change, kSite);
    CHECK_OK(bytes);
    auto site = bulletins::parse_site(*bytes);
    CHECK_OK(site);
    CHECK_EQ(site->name, std::string("Sporthal \"Noord\""));
    CHECK_EQ(site->languages.size(), std::size_t{2});
    CHECK_EQ(site->facilities.size(), std::size_t{1});
    CHECK(site->referrals.empty());
}

void asks_two_for_what_every_screen_shows() {
    auto asks = [](TwoPersons rule, const std::string& site) {
        return needs_two(DeskSettings{.two_persons = rule}, PlaceChange{.site = site});
    };
    CHECK(!asks(TwoPersons::Never, ""));
    CHECK(asks(TwoPersons::Extreme, ""));
    CHECK(asks(TwoPersons::Always, ""));
    CHECK(!asks(TwoPersons::Never, "noord"));
    CHECK(!asks(TwoPersons::Extreme, "noord"));
    CHECK(asks(TwoPersons::Always, "noord"));
}

// Only the noodsteunpunt that a message names shows it, wherever its neighbours are.
void names_single_sites() {
    auto here = *bulletins::parse_site(kSite);
    auto other = here;
    other.id = "zuid";
    other.position = bulletins::Position{52.1, 5.25};
    bulletins::Area area{"Noord"};
    area.geocodes.push_back({std::string(bulletins::kSiteScheme), "noord"});
    CHECK(match_area(area, area_of(here)).verdict == bulletins::AreaVerdict::Inside);
    CHECK(match_area(area, area_of(other)).verdict == bulletins::AreaVerdict::Outside);
    area.circles.push_back({*here.position, 0.05});
    CHECK(match_area(area, area_of(here)).verdict == bulletins::AreaVerdict::Inside);
    CHECK(match_area(area, area_of(other)).verdict == bulletins::AreaVerdict::Outside);
    // Who does not know where it is shows too much rather than too little.
    other.position.reset();
    CHECK(match_area(area, area_of(other)).verdict == bulletins::AreaVerdict::Undetermined);
}

}  // namespace

int run_places_tests() {
    const CMUnitTest tests[] = {
        test<writes_a_site_as_it_was>("a site's file written again says what it said"),
        test<writes_a_situation_as_it_was>("a situation written again says what it said"),
        test<refuses_what_no_kiosk_could_show>("what no kiosk could show is refused before it is published"),
        test<prints_what_changes>("who approves a change approves every word of it, over the file it was written for"),
        test<changes_only_the_card>("a menu card changes nothing else of a noodsteunpunt"),
        test<asks_two_for_what_every_screen_shows>("the rule of two persons holds for the situation and for cards"),
        test<names_single_sites>("a message can be for single noodsteunpunten"),
    };
    return cmocka_run_group_tests_name("places", tests, nullptr, nullptr);
}
