#include "kiosk/app/alarm.hpp"

#include <algorithm>

namespace baken::app {

using Stroke = EmergencyBell::Stroke;

void Alarm::call(Tick now) {
    called_ = true;
    caller_waits_ = true;
    call_bell_ = {};
    static_cast<void>(pass_call(now));
}

void Alarm::staff_came() {
    called_ = false;
    caller_waits_ = false;
    call_bell_ = {};
    if (sound_ != nullptr) sound_->quiet();
}

bool Alarm::pass(Tick now, bool overdue, bool staff_are_here) {
    bool called_again = pass_call(now);
    auto stroke = report_bell_.pass(now, overdue, staff_are_here);
    if (stroke == Stroke::Ring) ring();
    // A visitor's own call goes on sounding until somebody comes to it.
    if (stroke == Stroke::Quiet && !called_ && sound_ != nullptr) sound_->quiet();
    return called_again || stroke != Stroke::None;
}

// Who has the PIN may be somewhere else in the room: only an answer ends it.
bool Alarm::pass_call(Tick now) {
    if (call_bell_.pass(now, called_, false) != Stroke::Ring) return false;
    ring();
    return true;
}

std::optional<Tick> Alarm::deadline() const {
    auto call = call_bell_.deadline();
    auto report = report_bell_.deadline();
    return call && report ? std::min(*call, *report) : call ? call : report;
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
