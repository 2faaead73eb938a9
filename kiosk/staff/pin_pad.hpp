// The door to the desk of staff while it is shut: digits become a PIN, and a new PIN is asked for twice. What was
// pressed is overwritten as soon as it is handed on or given up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/post/post.hpp"
#include "kiosk/screens/staff_pin.hpp"

namespace baken::staff {

// UI thread only.
class PinPad {
public:
    PinPad() = default;
    PinPad(const PinPad&) = delete;
    PinPad& operator=(const PinPad&) = delete;
    ~PinPad() { wipe_digits(); }

    // Anything that is not one digit is let pass.
    void press(std::string_view text);
    void erase();
    // Orders that the door be tried with what was pressed; where there is no PIN yet, that the one pressed twice be
    // set.
    void enter(const post::StaffNews& staff, Tick tick, std::vector<post::PostOrder>& orders);
    // The worker told how the door stands.
    void hear(const post::StaffNews& staff);

    // What was pressed, and with wipe() also what was told of it, is forgotten.
    void wipe_digits();
    void wipe();

    // Without its chrome.
    [[nodiscard]] screens::PinModel model(const post::StaffNews& staff, Tick tick) const;

private:
    void choose(std::vector<post::PostOrder>& orders);

    std::string pin_;
    std::string first_pin_;  // while a new one is chosen: it is asked for twice
    bool differed_ = false;  // the two did
    bool checking_ = false;
    std::string refused_;  // the check that refused the last try; empty: none did
};

}  // namespace baken::staff
