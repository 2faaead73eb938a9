// The kiosk's side of the desk of staff.
#include "kiosk/app/kiosk_staff.hpp"

#include <algorithm>

#include "kiosk/staff/menu_card.hpp"

namespace baken::app {

void Kiosk::move_in(staff::House house) {
    desk_.house() = std::move(house);
    if (machine_.sound != nullptr) machine_.sound->set_volume(desk_.house().volume);
    staff::furnish(*holdings_, desk_.house());
    show_menu_card();
    bring_due_up_to_date();
}

// A choice of staff that the coordination point overruled stays so after a restart.
void Kiosk::show_menu_card() {
    if (staff::lay_menu_card(*holdings_, desk_.house())) house_to_keep_ = staff::to_json(desk_.house());
}

void Kiosk::settle_desk() {
    at_desk([&](const staff::StaffGround& ground) {
        // Whoever left is not led back by an answer.
        desk_.mind_the_door(ground);
        desk_.settle(ground);
    });
    if (staff::StaffDesk::is_open(post_)) read_templates();
    mind_the_house();
}

// What staff changed is on the screen at once, and kept.
void Kiosk::mind_the_house() {
    if (desk_.take_change()) show_and_keep_house();
}

void Kiosk::show_and_keep_house() {
    staff::furnish(*holdings_, desk_.house());
    (void)staff::lay_menu_card(*holdings_, desk_.house());
    house_to_keep_ = staff::to_json(desk_.house());
    bring_due_up_to_date();
}

// A clock that runs ahead erases nothing: a message must also be over by a moment that somebody signed.
void Kiosk::mind_the_notices() {
    auto& house = desk_.house();
    const auto& signed_floor = holdings_->signed_floor;
    // Where nobody signed a time yet, nobody vouches for the clock.
    auto clock = signed_floor ? clock_state() : visit::ClockState::Doubtful;
    bool changed = notice_dates_.follow(house, now(), clock, machine_.clock.tick());
    if (signed_floor && staff::erase_ended(house, std::min(machine_.clock.now(), *signed_floor))) changed = true;
    if (changed) show_and_keep_house();
}

void Kiosk::hear_of_house(const std::optional<Error>& trouble) {
    if (trouble.has_value() == house_trouble_.has_value()) return;
    house_trouble_ = trouble;
    if (trouble) at_desk([&](const staff::StaffGround& ground) { desk_.tell_not_saved(*trouble, ground); });
    stale_ = true;
}

// Only staff need them, so only staff wait for them.
void Kiosk::read_templates() {
    if (!templates_.empty()) return;
    std::vector<bulletins::Finding> findings;
    templates_ = bulletins::load_templates(files(), holdings_->roots, findings);
}

}  // namespace baken::app
