// Where staff unlock the screen. Shows how many digits are in, never which.
#pragma once

#include "kiosk/screens/staff_frame.hpp"

namespace baken::screens {

struct PinModel {
    enum class State : std::uint8_t { Enter, Checking, Wrong, Wait };
    StaffChrome chrome;
    State state = State::Enter;
    int digits = 0;
    int seconds_left = 0;  // while Wait
};
[[nodiscard]] ui::View staff_pin(const Setting& setting, const PinModel& model);

}  // namespace baken::screens
