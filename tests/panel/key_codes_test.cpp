// The kernel's key codes.
#include "kiosk/panel/key_codes.hpp"

#include <linux/input-event-codes.h>

#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::panel;
using namespace baken::testing;

namespace {

std::string typed(std::uint32_t code, bool shift) {
    auto input = input_of_key(code, shift);
    const auto* text = input ? std::get_if<ui::Typed>(&*input) : nullptr;
    return text != nullptr ? text->text : "";
}

std::optional<ui::Key> pressed(std::uint32_t code, bool shift) {
    auto input = input_of_key(code, shift);
    const auto* press = input ? std::get_if<ui::KeyPress>(&*input) : nullptr;
    return press != nullptr ? std::optional(press->key) : std::nullopt;
}

void keypads() {
    CHECK(pressed(KEY_UP, false) == ui::Key::Up);
    CHECK(pressed(KEY_KP5, false) == ui::Key::Confirm);
    CHECK(pressed(KEY_TAB, false) == ui::Key::Next);
    CHECK(pressed(KEY_TAB, true) == ui::Key::Previous);
}

void letters() {
    CHECK_EQ(typed(KEY_Q, false), std::string("q"));
    CHECK_EQ(typed(KEY_P, true), std::string("P"));
    CHECK_EQ(typed(KEY_1, false), std::string("1"));
    CHECK_EQ(typed(KEY_0, true), std::string(")"));
    CHECK_EQ(typed(KEY_APOSTROPHE, false), std::string("'"));
    CHECK_EQ(typed(KEY_SLASH, true), std::string("?"));
    CHECK_EQ(typed(KEY_BACKSLASH, false), std::string("\\"));
}

void nothing_leaves_the_program() {
    for (std::uint32_t code : {KEY_SYSRQ, KEY_LEFTCTRL, KEY_LEFTALT, KEY_DELETE, KEY_F2, KEY_POWER, KEY_LEFTMETA,
                               KEY_PRINT, KEY_LEFTSHIFT, KEY_CAPSLOCK, KEY_RESERVED, KEY_MAX}) {
        CHECK(!input_of_key(code, false));
        CHECK(!input_of_key(code, true));
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<keypads>("a keypad's keys mean what they say"),
        test<letters>("letters, figures and signs are typed"),
        test<nothing_leaves_the_program>("keys that mean something to a system mean nothing here"),
    };
    return run("panel key codes", tests);
}
