// A text field and the on-screen keyboard as views.
#pragma once

#include <string>

#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/ui/view.hpp"

namespace baken::ui {

// What the keys without a letter are called, for a reader and for tests.
struct KeyWords {
    std::string shift;
    std::string symbols;
    std::string letters;
    std::string space;
    std::string erase;
    std::string left;
    std::string right;
    std::string more;
};

struct KeyboardLook {
    Mm room{180};                                              // how wide the keyboard may be
    Mm key_wide{13};                                           // at least; as wide as the widest letter
    Mm key_high{13};                                           // at least
    text::Direction direction = text::Direction::LeftToRight;  // of the screen
    KeyWords words;
};

// Where the rows of the layout are too long for the room, what is left over at their ends stands in rows of its own
// below them, so that the other keys stay where a hand expects them. Letters always run as the layout says them, from
// left to right, also on a mirrored screen.
[[nodiscard]] View keyboard_view(const Keyboard& keyboard, const KeyboardLook& look);

struct TextBoxLook {
    std::string name;  // what the field is for
    Action action;     // makes it the one that is typed in
    bool active = false;
    int lines = 1;
};
[[nodiscard]] View text_box(const TextField& field, const TextBoxLook& look);

// The rows as they stand on the glass when at most `columns` keys fit beside each other.
[[nodiscard]] std::vector<KeyRow> fitted_rows(const std::vector<KeyRow>& rows, std::size_t columns);

}  // namespace baken::ui
