#include "kiosk/app/emergency_bell.hpp"

#include <utility>

namespace baken::app {

using namespace std::chrono_literals;

namespace {

// The signal itself lasts half a minute; then people can hear each other again.
constexpr Duration kAgain = 2min;

}  // namespace

EmergencyBell::Stroke EmergencyBell::pass(Tick now, bool wanted, bool staff_are_here) {
    if (!wanted || staff_are_here) {
        next_.reset();
        return std::exchange(ringing_, false) ? Stroke::Quiet : Stroke::None;
    }
    if (next_ && now < *next_) return Stroke::None;
    next_ = now + kAgain;
    ringing_ = true;
    return Stroke::Ring;
}

}  // namespace baken::app
