// What stands around every screen of staff: a dark band, so that nobody takes it for the public screen, and below it
// the row of places staff work in. Staff speak Dutch or English.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/parts.hpp"

namespace baken::screens {

// One place in the row: where staff are now is chosen.
struct StaffTab {
    std::string label;  // "Hulpvragen 12"
    ui::Action action;
    bool chosen = false;
};

struct StaffChrome {
    std::string title;  // of the page, told in the band
    std::string site;
    std::string time;
    std::string lock_line;  // "Vergrendelt na 2 minuten stilte"
    bool unlocked = false;
    bool exercise = false;
    std::string alarm;        // an emergency report nobody received; empty when there is none
    std::string alarm_short;  // the same for a very small panel
    ui::Action alarm_action;
    std::string other_language;  // the other of the two, in itself: "English"
    std::vector<StaffTab> tabs;
    bool actions_in_bar = false;  // the actions stand in the row, in place of the tabs: more room above
};

// What a button of staff does to the one who looks at it.
enum class StaffWeight : std::uint8_t { Plain, Primary, Danger };
struct StaffButton {
    std::string label;
    std::string icon;
    ui::Action action;
    StaffWeight weight = StaffWeight::Plain;
};
[[nodiscard]] ui::View staff_button(const StaffButton& button);

// The whole panel. `actions` stay in sight under the body.
[[nodiscard]] ui::View staff_framed(const Setting& setting, const StaffChrome& chrome, ui::View body,
                                    const std::vector<StaffButton>& actions = {});

}  // namespace baken::screens
