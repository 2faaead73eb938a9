// The menu card between staff and the coordination point: the newest word counts.
#include "kiosk/staff/menu_card.hpp"

#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::staff;
using namespace baken::supply;
using namespace baken::testing;
using bulletins::FacilityStatus;

namespace {

constexpr const char* kTold = "Kijk dit na: Drinkwater";

// The published card says that there is water; then the coordination point says something else, or the same again.
struct Card : Manned {
    Card() { enter(); }
    void publish(FacilityStatus water) {
        std::vector<Path> roots{"content/national", "content/demo"};
        auto fresh = load_holdings(booth.files, roots, "draaikom");
        for (auto& site : fresh->content.sites) {
            for (auto& facility : site.facilities) {
                if (facility.kind == "water") facility.status = water;
            }
        }
        kiosk.receive(std::move(fresh));
        kiosk.update();
    }
    void choose(const char* status) { act(staff_set("facilities", "water", status)); }
    // On the menu of staff, where it stands in a button.
    [[nodiscard]] bool has_badge(std::string_view words) {
        return std::ranges::any_of(kiosk.scene().items, [&](const auto& item) { return item.name == words; });
    }
    [[nodiscard]] FacilityStatus water() {
        const auto& facilities = kiosk.holdings().site()->facilities;
        return std::ranges::find(facilities, "water", &bulletins::Facility::kind)->status;
    }
};

void the_same_card_again_changes_nothing(Card& card) {
    card.choose("limited");
    card.publish(FacilityStatus::Available);
    CHECK(card.water() == FacilityStatus::Limited);
    card.act(staff_go("facilities"));
    CHECK(!card.says(kTold));
}

void a_new_word_takes_the_place_of_the_choice(Card& card) {
    card.choose("limited");
    card.publish(FacilityStatus::NotNow);
    CHECK(card.water() == FacilityStatus::NotNow);
    card.act(staff_go(""));
    CHECK(card.has_badge("Kijk dit na"));
    card.act(staff_go("facilities"));
    CHECK(card.says(kTold));
    // Who looked and knows better says so, and that holds in turn.
    card.choose("available");
    CHECK(card.water() == FacilityStatus::Available);
    CHECK(!card.says(kTold));
    card.publish(FacilityStatus::NotNow);
    CHECK(card.water() == FacilityStatus::Available);
}

// What staff see is what they said: there is nothing to look at, until it says something else once more.
void one_that_agrees_is_not_told(Card& card) {
    card.choose("limited");
    card.publish(FacilityStatus::Limited);
    card.act(staff_go("facilities"));
    CHECK(!card.says(kTold));
    card.publish(FacilityStatus::Available);
    CHECK(card.water() == FacilityStatus::Available);
    CHECK(card.says(kTold));
    // It is right: chosen once more, it goes away.
    CHECK(card.says("Klopt het? Kies het dan hier nog een keer."));
    card.choose("available");
    CHECK(!card.says(kTold));
}

// The kiosk was off when the word came.
void it_is_found_out_after_a_start(Card& card) {
    card.choose("limited");
    auto kept = card.kiosk.take_house();
    CHECK(kept.has_value());
    auto house = house_from_json(*kept);
    CHECK_OK(house);
    Manned later(card.booth);
    std::vector<Path> roots{"content/national", "content/demo"};
    auto fresh = load_holdings(card.booth.files, roots, "draaikom");
    for (auto& site : fresh->content.sites) {
        for (auto& facility : site.facilities) {
            if (facility.kind == "water") facility.status = FacilityStatus::NotNow;
        }
    }
    later.kiosk.receive(std::move(fresh));
    later.kiosk.move_in(std::move(*house));
    const auto& facilities = later.kiosk.holdings().site()->facilities;
    CHECK(std::ranges::find(facilities, "water", &bulletins::Facility::kind)->status == FacilityStatus::NotNow);
    // And stays found out after the next one.
    auto again = house_from_json(*later.kiosk.take_house());
    CHECK_OK(again);
    CHECK(again->overruled.contains("water"));
    CHECK(again->facilities.empty());
}

// Content of before this was refused. What was published of the second is not what was published of the first.
void two_of_a_kind_keep_their_own_status(Card& card) {
    std::vector<Path> roots{"content/national", "content/demo"};
    auto fresh = load_holdings(card.booth.files, roots, "draaikom");
    for (auto& site : fresh->content.sites) {
        auto second = *std::ranges::find(site.facilities, "water", &bulletins::Facility::kind);
        second.status = FacilityStatus::NotNow;
        site.facilities.push_back(second);
    }
    auto first = std::ranges::find(fresh->site()->facilities, "water", &bulletins::Facility::kind)->status;
    CHECK(first != FacilityStatus::NotNow);
    card.kiosk.receive(std::move(fresh));
    auto keeps_both = [&] {
        return card.water() == first &&
               card.kiosk.holdings().site()->facilities.back().status == FacilityStatus::NotNow;
    };
    CHECK(keeps_both());
    card.kiosk.move_in({});
    CHECK(keeps_both());
    // Staff speak of both.
    card.choose("limited");
    CHECK(card.water() == FacilityStatus::Limited);
    CHECK(card.kiosk.holdings().site()->facilities.back().status == FacilityStatus::Limited);
    card.kiosk.move_in({});
    CHECK(keeps_both());
}

}  // namespace

int run_menu_card_tests() {
    const CMUnitTest tests[] = {
        test<the_same_card_again_changes_nothing, Card>(
            "what staff chose holds while the published card says the same"),
        test<a_new_word_takes_the_place_of_the_choice, Card>(
            "a new word of the coordination point takes the place of what staff chose, and they are told"),
        test<one_that_agrees_is_not_told, Card>("a coordination point that says what staff said is not told of"),
        test<it_is_found_out_after_a_start, Card>(
            "what the coordination point changed meanwhile is found out at a start"),
        test<two_of_a_kind_keep_their_own_status, Card>("two of a kind are each shown as they were published"),
    };
    return run("staff menu card", tests);
}
