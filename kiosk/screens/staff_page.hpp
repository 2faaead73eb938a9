// One page of staff: blocks below each other, on a wide panel what is told beside them, and what can be done always in
// sight.
#pragma once

#include "kiosk/screens/staff_blocks.hpp"

namespace baken::screens {

struct StaffPage {
    StaffChrome chrome;
    std::vector<StaffBlock> blocks;
    std::vector<StaffBlock> aside;  // may be empty
    std::vector<StaffButton> actions;
};
[[nodiscard]] ui::View staff_page(const Setting& setting, const StaffPage& page);

}  // namespace baken::screens
