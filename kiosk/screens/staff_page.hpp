// One page of staff: blocks below each other, on a wide panel what is sent and open beside them, and what can be done
// always in sight.
#pragma once

#include "kiosk/screens/staff_blocks.hpp"

namespace baken::screens {

struct StaffPage {
    StaffChrome chrome;
    std::string title;
    bool urgent = false;  // the title is red: an emergency
    std::vector<StaffBlock> blocks;
    std::vector<StaffBlock> aside;  // may be empty
    std::vector<StaffButton> actions;
};
[[nodiscard]] ui::View staff_page(const Setting& setting, const StaffPage& page);

}  // namespace baken::screens
