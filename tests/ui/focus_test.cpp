// Keys alone: every target is reached, none is a trap (EN 301 549 clause 5, UI.md Behaviour).
#include "kiosk/ui/focus.hpp"

#include <deque>
#include <set>

#include "tests/support/cmocka.hpp"
#include "tests/ui/desk.hpp"
#include "tests/ui/random_scene.hpp"
#include "tests/ui/ui_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::ui;

namespace {

constexpr std::array kArrows{Key::Left, Key::Right, Key::Up, Key::Down};

std::set<int> pressables(const Scene& scene) {
    std::set<int> all;
    for (std::size_t i = 0; i < scene.items.size(); ++i) {
        if (scene.items[i].pressable()) all.insert(static_cast<int>(i));
    }
    return all;
}

// Every item that some path of arrow keys leads to from here.
std::set<int> reached_by_arrows(const Scene& scene, const Focus& start) {
    std::set<int> seen{start.index(scene)};
    std::deque<Focus> waiting{start};
    while (!waiting.empty()) {
        for (auto key : kArrows) {
            Focus next = waiting.front();
            next.move(key, scene);
            if (seen.insert(next.index(scene)).second) waiting.push_back(next);
        }
        waiting.pop_front();
    }
    return seen;
}

View keypad() {
    std::vector<View> keys;
    for (int i = 1; i <= 9; ++i) keys.push_back(target(std::to_string(i), 20, 13));
    View pad = grid(20_mm, std::move(keys)).gapped(6_mm);
    pad.most_columns = 3;
    return column(pad);
}

std::string focused_name(const Focus& focus, const Scene& scene) {
    int index = focus.index(scene);
    return index < 0 ? std::string("nothing") : scene.items[static_cast<std::size_t>(index)].name;
}

void the_first_key_shows_the_first_target(Desk& desk) {
    auto scene = desk.lay_out(keypad());
    Focus focus;
    CHECK_EQ(focused_name(focus, scene), std::string("nothing"));
    CHECK(focus.move(Key::Down, scene));
    CHECK_EQ(focused_name(focus, scene), std::string("1"));
}

void what_stands_around_the_page_is_not_the_first_target(Desk& desk) {
    auto scene = desk.lay_out(column(target("sign", 20, 13),
                                     column(target("a", 20, 13), target("b", 20, 13)).named(Role::Main, "page"),
                                     target("tools", 20, 13))
                                  .gapped(6_mm));
    Focus focus;
    focus.move(Key::Next, scene);
    CHECK_EQ(focused_name(focus, scene), std::string("a"));
    focus.move(Key::Previous, scene);
    CHECK_EQ(focused_name(focus, scene), std::string("sign"));
}

void arrows_go_where_they_point(Desk& desk) {
    auto scene = desk.lay_out(keypad());
    Focus focus;
    focus.move(Key::Next, scene);
    focus.move(Key::Right, scene);
    CHECK_EQ(focused_name(focus, scene), std::string("2"));
    focus.move(Key::Down, scene);
    CHECK_EQ(focused_name(focus, scene), std::string("5"));
    focus.move(Key::Left, scene);
    CHECK_EQ(focused_name(focus, scene), std::string("4"));
    focus.move(Key::Left, scene);
    CHECK_EQ(focused_name(focus, scene), std::string("4"));
    focus.move(Key::Up, scene);
    CHECK_EQ(focused_name(focus, scene), std::string("1"));
}

void arrows_follow_the_glass_in_arabic(Desk& desk) {
    auto scene = desk.lay_out(keypad(), "ar");
    Focus focus;
    focus.move(Key::Next, scene);
    focus.move(Key::Left, scene);
    CHECK_EQ(focused_name(focus, scene), std::string("2"));
}

void next_goes_round(Desk& desk) {
    auto scene = desk.lay_out(keypad());
    Focus focus;
    std::string order;
    for (int i = 0; i < 10; ++i) {
        focus.move(Key::Next, scene);
        order += focused_name(focus, scene);
    }
    CHECK_EQ(order, std::string("1234567891"));
    focus.move(Key::Previous, scene);
    focus.move(Key::Previous, scene);
    CHECK_EQ(focused_name(focus, scene), std::string("8"));
}

void every_target_of_random_screens_is_reached_by_next(Desk& desk) {
    int targets = 0;
    for (unsigned seed = 1; seed <= 150; ++seed) {
        std::mt19937 random{seed};
        auto scene = desk.lay_out(random_targets(random));
        auto all = pressables(scene);
        Focus focus;
        for (int key : {1, -1}) {
            std::set<int> seen;
            for (std::size_t i = 0; i < all.size(); ++i) {
                CHECK(focus.move(key > 0 ? Key::Next : Key::Previous, scene));
                seen.insert(focus.index(scene));
            }
            CHECK(seen == all);
        }
        targets += static_cast<int>(all.size());
    }
    CHECK(targets > 300);
}

// A keypad has no Tab: from any target, arrows alone lead to any other, as long as none lies on top of another.
void every_target_of_random_screens_is_reached_by_arrows(Desk& desk) {
    int screens = 0;
    for (unsigned seed = 1; seed <= 600; ++seed) {
        std::mt19937 random{seed};
        auto scene = desk.lay_out(random_targets(random));
        if (std::ranges::any_of(scene.items, &Item::cut_off)) continue;
        ++screens;
        auto all = pressables(scene);
        Focus focus;
        for (std::size_t i = 0; i < all.size(); ++i) {
            focus.move(Key::Next, scene);
            CHECK(reached_by_arrows(scene, focus) == all);
        }
    }
    CHECK(screens >= 60);
}

void the_place_is_kept_when_the_screen_is_built_anew(Desk& desk) {
    auto first = desk.lay_out(column(target("a", 20, 13), target("b", 20, 13)));
    auto second = desk.lay_out(column(box("news", 50, 10), target("a", 20, 13), target("b", 20, 13)));
    Focus focus;
    focus.move(Key::Next, first);
    focus.move(Key::Next, first);
    CHECK_EQ(focused_name(focus, second), std::string("b"));
}

void a_target_that_is_gone_holds_nothing(Desk& desk) {
    auto first = desk.lay_out(column(target("a", 20, 13), target("b", 20, 13)));
    auto second = desk.lay_out(column(target("a", 20, 13)));
    Focus focus;
    focus.move(Key::Next, first);
    focus.move(Key::Next, first);
    CHECK_EQ(focus.index(second), -1);
    CHECK(focus.move(Key::Down, second));
    CHECK_EQ(focused_name(focus, second), std::string("a"));
}

void a_screen_without_targets_is_no_trouble(Desk& desk) {
    auto scene = desk.lay_out(column(box("a", 20, 13)));
    Focus focus;
    for (auto key : {Key::Left, Key::Down, Key::Next, Key::Previous, Key::Confirm, Key::Back})
        CHECK(!focus.move(key, scene));
}

void clearing_hides_the_ring(Desk& desk) {
    auto scene = desk.lay_out(keypad());
    Focus focus;
    focus.move(Key::Next, scene);
    focus.clear();
    CHECK_EQ(focus.index(scene), -1);
}

}  // namespace

int run_focus_tests() {
    const CMUnitTest tests[] = {
        test<the_first_key_shows_the_first_target, Desk>("the first key shows the first target"),
        test<what_stands_around_the_page_is_not_the_first_target, Desk>(
            "what stands around the page is not the first target"),
        test<arrows_go_where_they_point, Desk>("arrows go where they point and stop at the edge"),
        test<arrows_follow_the_glass_in_arabic, Desk>("arrows follow the glass in Arabic too"),
        test<next_goes_round, Desk>("next and previous go round in reading order"),
        test<every_target_of_random_screens_is_reached_by_next, Desk>(
            "next reaches every target of 150 random screens"),
        test<every_target_of_random_screens_is_reached_by_arrows, Desk>(
            "arrows lead from any target to any other on random screens"),
        test<the_place_is_kept_when_the_screen_is_built_anew, Desk>("focus stays when the screen is built anew"),
        test<a_target_that_is_gone_holds_nothing, Desk>("focus begins anew when its target is gone"),
        test<a_screen_without_targets_is_no_trouble, Desk>("a screen without targets is no trouble"),
        test<clearing_hides_the_ring, Desk>("a finger hides the ring of the keys"),
    };
    return run("ui focus", tests);
}
