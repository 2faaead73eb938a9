#include "kiosk/app/alarm.hpp"

namespace baken::app {

void Alarm::call() {
    called_ = true;
    ring();
}

void Alarm::staff_came() {
    called_ = false;
    if (sound_ != nullptr) sound_->quiet();
}

bool Alarm::mind_emergencies(Tick now, bool overdue, bool staff_are_here) {
    using Stroke = EmergencyBell::Stroke;
    auto stroke = bell_.pass(now, overdue, staff_are_here);
    if (stroke == Stroke::Ring) ring();
    // A visitor's own call goes on sounding until somebody comes to it.
    if (stroke == Stroke::Quiet && !called_ && sound_ != nullptr) sound_->quiet();
    return stroke != Stroke::None;
}

void Alarm::ring() {
    if (sound_ == nullptr) return;
    auto rung = sound_->alarm();
    trouble_ = rung ? std::nullopt : std::optional(rung.error());
}

std::optional<Error> Alarm::silence() const {
    if (sound_ == nullptr) return Error{"sound.none", "there is no loudspeaker", {}};
    auto absence = sound_->absence();
    return absence ? absence : trouble_;
}

}  // namespace baken::app
