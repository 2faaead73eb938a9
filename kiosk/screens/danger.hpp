// Life first: the strip that leads every page on which somebody asks for something, and the call for staff it leads to.
#pragma once

#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

// Slim: where a keyboard needs the room; one button as wide as the panel.
enum class StripRoom : std::uint8_t { Full, Slim };
[[nodiscard]] ui::View danger_strip(const Setting& setting, StripRoom room);

struct StaffCallModel {
    Chrome chrome;
    std::string title;  // for staff, in Dutch, whatever language the visitor chose
    std::string why;
};

// The whole panel, until somebody of staff is there: large in Dutch for who must come, then for who waits.
[[nodiscard]] ui::View staff_called(const Setting& setting, const StaffCallModel& model);

}  // namespace baken::screens
