// Where staff begin: what waits, and every place they can go as a tile.
#pragma once

#include "kiosk/screens/staff_blocks.hpp"

namespace baken::screens {

struct StaffTile {
    std::string icon;
    std::string title;
    std::string badge;  // "3 nieuw"; empty when nothing waits
    ui::Action action;
    bool urgent = false;
};
struct StaffHomeModel {
    StaffChrome chrome;
    std::vector<StaffBlock> news;  // what must be seen first; may be empty
    std::vector<StaffTile> tiles;
};
[[nodiscard]] ui::View staff_home(const Setting& setting, const StaffHomeModel& model);

}  // namespace baken::screens
