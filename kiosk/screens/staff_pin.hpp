// Where staff unlock the screen. Shows how many digits are in, never which.
#pragma once

#include "kiosk/screens/staff_frame.hpp"

namespace baken::screens {

struct PinModel {
    enum class Asks : std::uint8_t { Pin, New, Again };  // the last two when nobody chose one yet
    // Form: too few digits. Differed: the new one was not the same twice. Failed: it could not be tried or kept, which
    // says nothing about the PIN.
    enum class State : std::uint8_t { Enter, Checking, Wrong, Wait, Form, Differed, Failed };
    StaffChrome chrome;
    Asks asks = Asks::Pin;
    State state = State::Enter;
    int digits = 0;
    int seconds_left = 0;  // while Wait
    std::string cause;     // of Failed: the name of the check
};
[[nodiscard]] ui::View staff_pin(const Setting& setting, const PinModel& model);

}  // namespace baken::screens
