// The kiosk's side of the desk of staff.
#include "kiosk/app/kiosk_staff.hpp"

#include "kiosk/app/menu_card.hpp"

namespace baken::app {

void Kiosk::move_in(House house) {
    desk_.house() = std::move(house);
    if (machine_.sound != nullptr) machine_.sound->set_volume(desk_.house().volume);
    furnish(*holdings_, desk_.house());
    show_menu_card();
    bring_due_up_to_date();
}

// A choice of staff that the coordination point overruled stays so after a restart.
void Kiosk::show_menu_card() {
    if (lay_menu_card(*holdings_, desk_.house())) house_to_keep_ = to_json(desk_.house());
}

void Kiosk::settle_desk() {
    at_desk([&](const StaffGround& ground) {
        // Whoever left is not led back by an answer.
        desk_.mind_the_door(ground);
        desk_.settle(ground);
    });
    if (StaffDesk::is_open(post_)) read_templates();
    mind_the_house();
}

// What staff changed is on the screen at once, and kept.
void Kiosk::mind_the_house() {
    if (!desk_.take_change()) return;
    furnish(*holdings_, desk_.house());
    (void)lay_menu_card(*holdings_, desk_.house());
    house_to_keep_ = to_json(desk_.house());
    bring_due_up_to_date();
}

void Kiosk::hear_of_house(const std::optional<Error>& trouble) {
    if (trouble.has_value() == house_trouble_.has_value()) return;
    house_trouble_ = trouble;
    if (trouble) at_desk([&](const StaffGround& ground) { desk_.tell_not_saved(*trouble, ground); });
    stale_ = true;
}

// Only staff need them, so only staff wait for them.
void Kiosk::read_templates() {
    if (!templates_.empty()) return;
    std::vector<bulletins::Finding> findings;
    templates_ = bulletins::load_templates(files(), holdings_->roots, findings);
}

}  // namespace baken::app
