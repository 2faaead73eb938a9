#include "kiosk/screens/staff_edit.hpp"

#include <algorithm>

namespace baken::screens {

using namespace ui;

namespace {

KeyboardLook look_of_keys(const Setting& setting) {
    KeyboardLook look;
    double panel = setting.width_in_capitals * setting.body_capital_mm;
    // The page's edges, and the buttons beside what scrolls.
    double beside = setting.tiny() ? 34 : 40;
    look.room = Mm{panel - beside};
    look.key_wide = Mm{std::max(13.0, 1.75 * setting.body_capital_mm)};
    look.words = {setting.say("keyboard.shift"), setting.say("keyboard.symbols"), setting.say("keyboard.letters"),
                  setting.say("keyboard.space"), setting.say("keyboard.erase"),   setting.say("keyboard.left"),
                  setting.say("keyboard.right"), setting.say("keyboard.more")};
    return look;
}

}  // namespace

View staff_edit(const Setting& setting, const StaffEditModel& model) {
    View page = column().gapped(6_mm);
    if (!model.offers.empty()) {
        View offers = row().gapped(6_mm).named(Role::List, setting.say("keyboard.streets"));
        for (const auto& offer : model.offers) {
            View one = text_button(offer, "", {"staff-offer", offer}, Weightiness::Quiet);
            offers.children.push_back(&offer == &model.offers.front() ? std::move(one) : std::move(one).droppable());
        }
        page.children.push_back(std::move(offers));
    }
    page.children.push_back(text_box(*model.field, {model.label, {"staff-caret", ""}, true, model.lines}));
    if (!model.trouble.empty()) page.children.push_back(notice("cross", model.trouble, Tone::Warning, Tone::OnWarning));
    if (model.keyboard != nullptr) page.children.push_back(keyboard_view(*model.keyboard, look_of_keys(setting)));
    auto chrome = model.chrome;
    chrome.title = model.label;
    std::vector<StaffButton> actions{{setting.say("staff.done"), "check", {"staff-write", ""}, StaffWeight::Primary}};
    chrome.actions_in_bar = true;
    return staff_framed(setting, chrome, column(scrolling(setting, "staff-edit", std::move(page)).growing()), actions);
}

}  // namespace baken::screens
