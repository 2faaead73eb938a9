// A text that staff are writing, on the glass or on keys of flesh and blood, until it is put where it belongs or given
// up.
#pragma once

#include <string>

#include "kiosk/screens/staff_edit.hpp"
#include "kiosk/staff/staff_part.hpp"
#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/scene.hpp"

namespace baken::staff {

// UI thread only. The slot's text must outlive it.
class StaffWriting {
public:
    // Begins with what the slot holds. `scrolls` are of the page it was begun on, to go back to.
    StaffWriting(std::string slot, TextSlot where, const ui::Keyboards& keyboards, ui::ScrollOffsets scrolls);

    // Its name, such as "emergency.where".
    [[nodiscard]] const std::string& slot() const { return slot_; }
    void press(const ui::Action& key);
    // One of the words that were offered, in place of what was typed.
    void take_offer(const std::string& offer);
    // Puts the text in its slot; gives back where the page it was begun on had been scrolled to.
    [[nodiscard]] ui::ScrollOffsets finish();

    // Without its chrome.
    [[nodiscard]] screens::StaffEditModel model(const StaffView& view) const;

private:
    std::string slot_;
    TextSlot where_;
    ui::TextField field_;
    ui::Keyboard keyboard_;
    ui::ScrollOffsets scrolls_;
    bool refused_ = false;
};

}  // namespace baken::staff
