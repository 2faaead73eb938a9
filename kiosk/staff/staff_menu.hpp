// What stands round every page of staff, and the menu that leads to them.
#pragma once

#include <string_view>

#include "kiosk/screens/staff_home.hpp"
#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// Before the door: where this is, and when, and no more.
[[nodiscard]] screens::StaffChrome door_chrome(const StaffView& view);
// Behind it. `page` says which tab staff are at; empty: the menu.
[[nodiscard]] screens::StaffChrome staff_chrome(const StaffView& view, std::string_view page);
[[nodiscard]] screens::StaffHomeModel staff_menu(const StaffView& view);

}  // namespace baken::staff
