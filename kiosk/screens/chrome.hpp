// What stands around every public screen: the civil-defence band, the situation, and the row of languages and settings.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/parts.hpp"

namespace baken::screens {

struct LanguageChoice {
    std::string tag;
    std::string name;  // in its own script
    bool selected = false;
};

// How fresh what is shown is, said to everybody.
struct Freshness {
    enum class State : std::uint8_t { Fresh, Stale, Never };
    State state = State::Never;
    std::string road;   // "Verbonden met het coördinatiepunt", "Van USB-stick", ...
    std::string since;  // "Bijgewerkt 14:05"
    std::string doubt;  // says that the clock is unsure; empty when it is not
};

struct SituationStrip {
    std::string title;
    std::string day;       // "dag 2 · eerste 72 uur"
    std::string recovery;  // "Verwacht herstel: nog niet bekend"
    bool recovery_known = false;
};

struct Chrome {
    std::string site;          // "Wijkcentrum De Draaikom"
    std::string municipality;  // "Gemeente Huizen"
    std::shared_ptr<const draw::Picture> logo;
    std::string weekday;
    std::string date;
    std::string time;
    std::optional<SituationStrip> situation;
    bool exercise = false;
    std::vector<LanguageChoice> languages;  // offered in the toolbar, most wanted first
    Freshness freshness;
    std::string staff_call;           // calls staff to this screen; empty: nobody is needed
    std::string staff_call_language;  // empty: that of the screen
    bool can_go_back = true;
};

// The whole panel: band, strips, `body`, toolbar.
[[nodiscard]] ui::View framed(const Setting& setting, const Chrome& chrome, ui::View body);

// The same without the toolbar, for what covers a page that must stay as it is: the warning, what became of a stick.
[[nodiscard]] ui::View enclosed(const Setting& setting, const Chrome& chrome, ui::View body);

// What stands above the screens that lead nowhere else (takeover, signage), one below the other: the band, that it is
// an exercise, the call for staff. On a very small panel the call takes the place of the band.
[[nodiscard]] std::vector<ui::View> head(const Setting& setting, const Chrome& chrome);

// The band alone.
[[nodiscard]] ui::View band(const Setting& setting, const Chrome& chrome);
// The strip that says OEFENING; a spring of no size when there is no exercise.
[[nodiscard]] ui::View exercise_strip(const Setting& setting);

}  // namespace baken::screens
