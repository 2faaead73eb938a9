// What a visitor does, free of any device library.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "exchange/base/time.hpp"
#include "kiosk/draw/geometry.hpp"

namespace baken::ui {

// The keys of a keypad and of a keyboard that mean something everywhere.
enum class Key : std::uint8_t {
    Left,
    Right,
    Up,
    Down,
    Next,
    Previous,
    Confirm,
    Back,
    Help,
    PageUp,
    PageDown,
    Erase,
    Space
};

// A finger or a mouse button. `id` tells fingers apart; only the first one counts.
struct PointerDown {
    std::int64_t id = 0;
    draw::Point at;
};
struct PointerMove {
    std::int64_t id = 0;
    draw::Point at;
};
struct PointerUp {
    std::int64_t id = 0;
    draw::Point at;
};
struct KeyPress {
    Key key = Key::Confirm;
};
// Text from a keyboard of flesh and blood, UTF-8.
struct Typed {
    std::string text;
};

using Input = std::variant<PointerDown, PointerMove, PointerUp, KeyPress, Typed>;

}  // namespace baken::ui
