// What fingers do (UI.md, Sizes are millimetres).
#include "kiosk/ui/touch.hpp"

#include "tests/support/cmocka.hpp"
#include "tests/ui/desk.hpp"
#include "tests/ui/ui_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::ui;

namespace {

Item button(const char* name, draw::Rect rect) {
    Item item;
    item.rect = rect;
    item.clip = rect;
    item.role = Role::Button;
    item.name = name;
    item.action = {"press", name};
    return item;
}

// Two buttons at the left, something that scrolls at the right with a button in it.
struct Hand {
    Hand() {
        scene.size = {400, 400};
        scene.items = {button("a", {0, 0, 100, 100}), button("b", {0, 150, 100, 100}),
                       button("inside", {200, 100, 100, 100})};
        scene.items[2].scroll_id = "list";
        scene.scrolls["list"] = {0, 1000, 400, {200, 0, 200, 400}};
    }

    TouchResult down(draw::Point at, std::int64_t id = 1) { return touch.down({id, at}, scene, now); }
    TouchResult move(draw::Point at, std::int64_t id = 1) { return touch.move({id, at}, scene); }
    TouchResult up(draw::Point at, std::int64_t id = 1) { return touch.up({id, at}, scene, now); }
    Action tap(draw::Point at) {
        CHECK(down(at).press.empty());
        return up(at).press;
    }
    void wait(int ms) { now += Duration{ms}; }

    Scene scene;
    Touch touch{20};
    Tick now{};
};

const Action kA{"press", "a"};
const Action kB{"press", "b"};

void counts_when_it_starts_and_ends_inside(Hand& hand) {
    CHECK(hand.tap({50, 50}) == kA);
}

void nothing_happens_before_the_finger_leaves(Hand& hand) {
    CHECK(hand.down({50, 50}).press.empty());
    CHECK(hand.move({51, 50}).press.empty());
    CHECK_EQ(hand.touch.pressed(hand.scene), 0);
    CHECK(hand.up({51, 50}).press == kA);
    CHECK_EQ(hand.touch.pressed(hand.scene), -1);
}

void sliding_off_takes_it_back(Hand& hand) {
    hand.down({50, 50});
    hand.move({150, 50});
    CHECK_EQ(hand.touch.pressed(hand.scene), -1);
    CHECK(hand.up({150, 50}).press.empty());
}

void sliding_off_and_back_counts(Hand& hand) {
    hand.down({50, 50});
    hand.move({150, 50});
    hand.move({60, 60});
    CHECK_EQ(hand.touch.pressed(hand.scene), 0);
    CHECK(hand.up({60, 60}).press == kA);
}

void sliding_onto_another_presses_neither(Hand& hand) {
    hand.down({50, 50});
    hand.move({50, 180});
    CHECK(hand.up({50, 180}).press.empty());
}

void starting_beside_presses_nothing(Hand& hand) {
    hand.down({150, 50});
    hand.move({50, 50});
    CHECK(hand.up({50, 50}).press.empty());
}

void a_second_strike_is_ignored(Hand& hand) {
    CHECK(hand.tap({50, 50}) == kA);
    hand.wait(499);
    CHECK(hand.tap({50, 50}).empty());
}

void after_half_a_second_it_counts_again(Hand& hand) {
    CHECK(hand.tap({50, 50}) == kA);
    hand.wait(500);
    CHECK(hand.tap({50, 50}) == kA);
}

void another_target_counts_at_once(Hand& hand) {
    CHECK(hand.tap({50, 50}) == kA);
    hand.wait(100);
    CHECK(hand.tap({50, 200}) == kB);
}

// The first press brought something else to where it was.
void what_came_under_the_finger_is_not_pressed(Hand& hand) {
    CHECK(hand.tap({50, 50}) == kA);
    hand.scene.items[0].action = {"press", "other"};
    hand.wait(499);
    CHECK(hand.tap({60, 60}).empty());
    CHECK_EQ(hand.touch.pressed(hand.scene), -1);
    hand.wait(1);
    CHECK((hand.tap({60, 60}) == Action{"press", "other"}));
}

void what_came_late_is_not_pressed_at_once(Hand& hand) {
    CHECK(hand.tap({50, 50}) == kA);
    hand.wait(3000);
    hand.touch.page_came(hand.now);
    hand.wait(499);
    CHECK(hand.tap({50, 50}).empty());
    CHECK(hand.tap({50, 200}) == kB);
    hand.wait(501);
    CHECK(hand.tap({50, 50}) == kA);
}

// After a capital the same key writes a small letter.
void letters_follow_each_other_in_one_place(Hand& hand) {
    hand.scene.items[0].action = {"key", "A"};
    CHECK((hand.tap({50, 50}) == Action{"key", "A"}));
    hand.scene.items[0].action = {"key", "a"};
    hand.wait(150);
    CHECK((hand.tap({50, 50}) == Action{"key", "a"}));
}

void a_second_finger_is_ignored(Hand& hand) {
    hand.down({50, 50}, 1);
    CHECK(hand.down({50, 200}, 2).press.empty());
    hand.move({300, 300}, 2);
    CHECK(hand.up({50, 200}, 2).press.empty());
    CHECK(hand.up({50, 50}, 1).press == kA);
}

void the_second_finger_counts_once_the_first_is_gone(Hand& hand) {
    hand.down({50, 50}, 1);
    hand.down({50, 200}, 2);
    CHECK(hand.up({50, 50}, 1).press == kA);
    CHECK(hand.up({50, 200}, 2).press.empty());
    hand.down({50, 200}, 2);
    CHECK(hand.up({50, 200}, 2).press == kB);
}

void a_drag_scrolls_and_presses_nothing(Hand& hand) {
    hand.down({250, 150});
    CHECK(hand.move({250, 140}).scrolled.empty());
    auto first = hand.move({250, 120});
    CHECK_EQ(first.scrolled, std::string("list"));
    CHECK_EQ(first.scroll_by, 20);
    CHECK_EQ(hand.move({250, 190}).scroll_by, -70);
    CHECK_EQ(hand.touch.pressed(hand.scene), -1);
    CHECK(hand.up({250, 150}).press.empty());
}

void a_trembling_finger_still_presses(Hand& hand) {
    hand.down({250, 150});
    CHECK(hand.move({250, 165}).scrolled.empty());
    CHECK((hand.up({250, 165}).press == Action{"press", "inside"}));
}

void what_fits_is_not_moved(Hand& hand) {
    hand.scene.scrolls["list"].content = 400;
    hand.down({250, 150});
    CHECK(hand.move({250, 110}).scrolled.empty());
    CHECK((hand.up({250, 110}).press == Action{"press", "inside"}));
}

void another_screen_forgets_the_press(Hand& hand) {
    hand.down({50, 50});
    hand.touch.forget();
    CHECK(hand.up({50, 50}).press.empty());
    CHECK(hand.tap({50, 50}) == kA);
}

void what_is_hidden_cannot_be_pressed(Hand& hand) {
    hand.scene.items[0].clip = {0, 0, 100, 20};
    CHECK(hand.tap({50, 50}).empty());
    CHECK(hand.tap({50, 10}) == kA);
}

void a_tap_on_nothing_is_told(Hand& hand) {
    hand.down({150, 50});
    CHECK(!hand.move({160, 60}).on_nothing);
    auto done = hand.up({160, 60});
    CHECK(done.on_nothing);
    CHECK(done.press.empty());
    hand.wait(499);
    hand.down({150, 50});
    CHECK(!hand.up({150, 50}).on_nothing);
    hand.wait(1);
    hand.down({150, 50});
    CHECK(hand.up({150, 50}).on_nothing);
}

void what_is_no_tap_on_nothing_is_not(Hand& hand) {
    hand.down({50, 50});
    CHECK(!hand.up({50, 50}).on_nothing);
    // Half a second after a button it was missed.
    hand.wait(499);
    hand.down({150, 50});
    CHECK(!hand.up({150, 50}).on_nothing);
    hand.wait(1000);
    // Off and back.
    hand.down({150, 50});
    hand.move({150, 120});
    CHECK(!hand.up({150, 50}).on_nothing);
    // A drag.
    hand.down({350, 150});
    hand.move({350, 300});
    CHECK(!hand.up({350, 150}).on_nothing);
    // Begun on another screen.
    hand.down({150, 50});
    hand.touch.forget();
    CHECK(!hand.up({150, 50}).on_nothing);
    // An arrow that is at its end.
    hand.scene.items[0].action = {};
    hand.down({50, 50});
    CHECK(!hand.up({50, 50}).on_nothing);
}

void ups_and_moves_without_a_down_do_nothing(Hand& hand) {
    CHECK(hand.move({50, 50}).scrolled.empty());
    CHECK(hand.up({50, 50}).press.empty());
}

}  // namespace

int run_touch_tests() {
    const CMUnitTest tests[] = {
        test<counts_when_it_starts_and_ends_inside, Hand>("a touch counts when it starts and ends inside"),
        test<nothing_happens_before_the_finger_leaves, Hand>("nothing happens before the finger leaves the glass"),
        test<sliding_off_takes_it_back, Hand>("sliding off a target takes the touch back"),
        test<sliding_off_and_back_counts, Hand>("sliding off and back counts"),
        test<sliding_onto_another_presses_neither, Hand>("sliding from one target onto another presses neither"),
        test<starting_beside_presses_nothing, Hand>("starting beside a target presses nothing"),
        test<a_second_strike_is_ignored, Hand>("a second strike within half a second is ignored"),
        test<after_half_a_second_it_counts_again, Hand>("after half a second the same target counts again"),
        test<another_target_counts_at_once, Hand>("another target counts at once"),
        test<what_came_under_the_finger_is_not_pressed, Hand>(
            "a second strike does not press what came under the finger"),
        test<what_came_late_is_not_pressed_at_once, Hand>(
            "a page that comes late is not pressed at once where the last press was"),
        test<letters_follow_each_other_in_one_place, Hand>("a capital and a small letter follow on the same key"),
        test<a_second_finger_is_ignored, Hand>("a second finger is ignored"),
        test<the_second_finger_counts_once_the_first_is_gone, Hand>(
            "the second finger counts anew once the first is gone"),
        test<a_drag_scrolls_and_presses_nothing, Hand>("a drag scrolls and presses nothing"),
        test<a_trembling_finger_still_presses, Hand>("a trembling finger still presses"),
        test<what_fits_is_not_moved, Hand>("a drag moves nothing that fits"),
        test<another_screen_forgets_the_press, Hand>("a press begun on another screen does not count"),
        test<what_is_hidden_cannot_be_pressed, Hand>("what is scrolled out of sight cannot be pressed"),
        test<a_tap_on_nothing_is_told, Hand>("a tap where there is no button is told, once in half a second"),
        test<what_is_no_tap_on_nothing_is_not, Hand>(
            "a drag, a press and a button that is at its end are no taps on nothing"),
        test<ups_and_moves_without_a_down_do_nothing, Hand>("a finger that never came down does nothing"),
    };
    return run("ui touch", tests);
}
