// Colours by what they mean. No screen names a colour; it names a Tone, and the visitor's contrast mode decides.
#pragma once

#include <cstdint>

#include "kiosk/draw/geometry.hpp"

namespace baken::ui {

enum class Contrast : std::uint8_t { Standard, BlackOnWhite, WhiteOnBlack };

enum class Tone : std::uint8_t {
    None,      // nothing is drawn
    Ground,    // behind everything
    Card,      // raised areas
    Ink,       // text
    Mute,      // secondary text
    Line,      // borders
    Band,      // the civil-defence header
    OnBand,    // text on it
    Sign,      // the triangle
    Action,    // things to press, links
    OnAction,  // text on a pressed or primary action
    Quiet,     // quiet buttons
    Night,     // the situation strip, the chosen language
    OnNight,   // text on it
    Danger,
    OnDanger,
    Warning,
    OnWarning,
    Info,
    OnInfo,
    Good,
    OnGood,
    GoodInk,    // a word that says all is well, on Card or Ground
    DangerInk,  // a word that warns, on Card or Ground
    Focus,      // the ring round what the keys would press
};
inline constexpr std::size_t kTones = 25;

// The colour of a tone in this mode. Pairs that carry text reach 7:1, body text 10:1, the high-contrast modes 20:1;
// tests/ui checks every pair.
[[nodiscard]] draw::Color color(Tone tone, Contrast contrast);

// WCAG 2 contrast ratio, 1 to 21.
[[nodiscard]] double contrast_ratio(draw::Color a, draw::Color b);

}  // namespace baken::ui
