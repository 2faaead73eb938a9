// One text of staff being written: what it is, the field, what can be taken instead of typing, and the keys.
#pragma once

#include "kiosk/screens/staff_frame.hpp"
#include "kiosk/ui/keyboard_view.hpp"

namespace baken::screens {

struct StaffEditModel {
    StaffChrome chrome;
    std::string label;
    const ui::TextField* field = nullptr;    // never null; outlives the call
    const ui::Keyboard* keyboard = nullptr;  // null: only a keyboard of flesh and blood can write
    int lines = 1;
    std::vector<std::string> offers;
    std::string trouble;  // why the last letter was not taken; may be empty
};
[[nodiscard]] ui::View staff_edit(const Setting& setting, const StaffEditModel& model);

}  // namespace baken::screens
