// The kiosk's side of the desk of staff.
#include "kiosk/app/kiosk_staff.hpp"

namespace baken::app {

Patience Kiosk::patience() const {
    return StaffDesk::is_open(post_) ? kStaffPatience : machine_.patience;
}

void Kiosk::move_in(House house) {
    desk_.house() = std::move(house);
    if (machine_.sound != nullptr) machine_.sound->set_volume(desk_.house().volume);
    furnish(*holdings_, desk_.house());
    bring_due_up_to_date();
}

void Kiosk::settle_desk() {
    at_desk([&](const StaffGround& ground) { desk_.settle(ground); });
    if (StaffDesk::is_open(post_)) read_templates();
    mind_the_house();
}

// What staff changed is on the screen at once, and kept.
void Kiosk::mind_the_house() {
    if (!desk_.take_change()) return;
    furnish(*holdings_, desk_.house());
    house_to_keep_ = to_json(desk_.house());
    bring_due_up_to_date();
}

// The same signal as a visitor's call; what is seen on the screen meanwhile is the strip that calls staff.
void Kiosk::ring_for_emergencies() {
    using Stroke = EmergencyBell::Stroke;
    auto stroke =
        emergency_bell_.pass(machine_.clock.tick(), StaffDesk::calls(post_, now()), StaffDesk::is_open(post_));
    if (stroke == Stroke::None) return;
    stale_ = true;
    if (machine_.sound == nullptr) return;
    // A visitor's own call goes on sounding until somebody comes to it.
    if (stroke == Stroke::Quiet && !staff_called_) machine_.sound->quiet();
    if (stroke != Stroke::Ring) return;
    auto rung = machine_.sound->alarm();
    sound_problem_ = rung ? std::nullopt : std::optional(rung.error());
}

// Only staff need them, so only staff wait for them.
void Kiosk::read_templates() {
    if (!templates_.empty()) return;
    std::vector<bulletins::Finding> findings;
    templates_ = bulletins::load_templates(files(), holdings_->roots, findings);
}

}  // namespace baken::app
