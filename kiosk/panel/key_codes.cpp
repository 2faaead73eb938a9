#include "kiosk/panel/key_codes.hpp"

#include <linux/input-event-codes.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace baken::panel {
namespace {

struct NamedKey {
    std::uint32_t code;
    ui::Key key;
};
constexpr std::array<NamedKey, 19> kNamed{{{KEY_LEFT, ui::Key::Left},
                                           {KEY_RIGHT, ui::Key::Right},
                                           {KEY_UP, ui::Key::Up},
                                           {KEY_DOWN, ui::Key::Down},
                                           {KEY_KP4, ui::Key::Left},
                                           {KEY_KP6, ui::Key::Right},
                                           {KEY_KP8, ui::Key::Up},
                                           {KEY_KP2, ui::Key::Down},
                                           {KEY_ENTER, ui::Key::Confirm},
                                           {KEY_KPENTER, ui::Key::Confirm},
                                           {KEY_SPACE, ui::Key::Space},
                                           {KEY_KP5, ui::Key::Confirm},
                                           {KEY_ESC, ui::Key::Back},
                                           {KEY_F1, ui::Key::Help},
                                           {KEY_PAGEUP, ui::Key::PageUp},
                                           {KEY_KP9, ui::Key::PageUp},
                                           {KEY_PAGEDOWN, ui::Key::PageDown},
                                           {KEY_KP3, ui::Key::PageDown},
                                           {KEY_BACKSPACE, ui::Key::Erase}}};

// A row of keys that lie beside each other, and so do their codes.
struct Row {
    std::uint32_t first;
    std::string_view plain;
    std::string_view shifted;
};
constexpr std::array<Row, 5> kRows{{{KEY_1, "1234567890-=", "!@#$%^&*()_+"},
                                    {KEY_Q, "qwertyuiop[]", "QWERTYUIOP{}"},
                                    {KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
                                    {KEY_Z, "zxcvbnm,./", "ZXCVBNM<>?"},
                                    {KEY_BACKSLASH, "\\", "|"}}};

}  // namespace

std::optional<ui::Input> input_of_key(std::uint32_t code, bool shift) {
    if (code == KEY_TAB) return ui::KeyPress{shift ? ui::Key::Previous : ui::Key::Next};
    const auto* named = std::ranges::find(kNamed, code, &NamedKey::code);
    if (named != kNamed.end()) return ui::KeyPress{named->key};
    for (const auto& row : kRows) {
        if (code < row.first || code - row.first >= row.plain.size()) continue;
        auto letters = shift ? row.shifted : row.plain;
        return ui::Typed{std::string(1, letters[code - row.first])};
    }
    return std::nullopt;
}

}  // namespace baken::panel
