#include "kiosk/screens/staff_frame.hpp"

#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

using namespace ui;

namespace {

View staff_sign(const Setting& setting) {
    View triangle;
    triangle.part = TrianglePart{setting.tiny() ? 9_mm : 12_mm};
    return row(std::move(triangle))
        .padded(1_mm, 1_mm)
        .filled(Tone::Band)
        .rounded(2_mm)
        .aligned(Place::Center, Place::Center);
}

View staff_band(const Setting& setting, const StaffChrome& chrome) {
    auto title = chrome.title.empty() ? setting.say("staff.title") : chrome.title;
    View names = column(tight(words(Type::Brand, title, text::Weight::Bold)).named(Role::Heading, title))
                     .aligned(Place::Center, Place::Stretch)
                     .growing();
    auto who = title == setting.say("staff.title") ? std::string{} : setting.say("staff.title");
    if (!setting.tiny()) names.children.push_back(tight(words(Type::Meta, joined({who, chrome.site}))));
    View whole = row(staff_sign(setting), std::move(names)).gapped(setting.tiny() ? 3_mm : 5_mm);
    if (setting.wide() && !chrome.lock_line.empty())
        whole.children.push_back(tight(words(Type::Meta, chrome.lock_line)).droppable());
    whole.children.push_back(words(Type::Clock, chrome.time, text::Weight::Bold).named(Role::Status, chrome.time));
    return std::move(whole)
        .padded(setting.tiny() ? 4_mm : 7_mm, setting.tiny() ? 1_mm : 2.5_mm)
        .filled(Tone::Night)
        .inked(Tone::OnNight)
        .aligned(Place::Start, Place::Center)
        .named(Role::Banner, joined({setting.say("staff.title"), chrome.site}));
}

View tab_view(const StaffTab& tab) {
    View chip = row(tight(words(Type::Label, tab.label)));
    chip.fill = tab.chosen ? Tone::Night : Tone::Card;
    chip.ink = tab.chosen ? Tone::OnNight : Tone::Ink;
    chip.border = tab.chosen ? Tone::Night : Tone::Line;
    chip.optional = true;
    return std::move(chip)
        .padded(4_mm, 2_mm)
        .rounded(2.5_mm)
        .at_least(20_mm, 14_mm)
        .aligned(Place::Center, Place::Center)
        .named(Role::Button, tab.label)
        .doing(tab.action)
        .chosen(tab.chosen);
}

void add_ways_out(const Setting& setting, const StaffChrome& chrome, View& bar) {
    bool icons = !setting.wide();
    auto back = setting.say("nav.back");
    bar.children.push_back(icons ? icon_button("back", back, {"back", ""})
                                 : text_button(back, "back", {"back", ""}, Weightiness::Primary));
    if (!chrome.unlocked) return;
    auto lock = setting.say("staff.lock");
    bar.children.push_back(icons ? icon_button("lock", lock, {"staff-lock", ""})
                                 : text_button(lock, "lock", {"staff-lock", ""}));
}

View staff_bar(const Setting& setting, const StaffChrome& chrome, const std::vector<StaffButton>& actions) {
    View bar = row().gapped(6_mm).aligned(Place::Start, Place::Center);
    add_ways_out(setting, chrome, bar);
    if (chrome.actions_in_bar) {
        for (const auto& button : actions) bar.children.push_back(staff_button(button).growing());
        return bar;
    }
    if (setting.wide()) {
        for (const auto& tab : chrome.tabs) bar.children.push_back(tab_view(tab));
        bar.children.push_back(spring());
    }
    bar.children.push_back(icon_button("language", chrome.other_language, {"staff-language", ""}));
    bar.children.push_back(icon_button("text-size", setting.say("nav.text-size"), {"text-size", ""}));
    // A bar as narrow as a hand has no room for it.
    if (!setting.narrow())
        bar.children.push_back(icon_button("contrast", setting.say("nav.contrast"), {"contrast", ""}));
    return bar;
}

View alarm_strip(const Setting& setting, const StaffChrome& chrome) {
    const auto& text = setting.tiny() ? chrome.alarm_short : chrome.alarm;
    return row(icon("danger", 8_mm), tight(words(Type::Label, text, text::Weight::Bold)).growing())
        .gapped(4_mm)
        .padded(setting.tiny() ? 4_mm : 7_mm, setting.tiny() ? 1_mm : 2.5_mm)
        .at_least(0_mm, 14_mm)
        .filled(Tone::Danger)
        .inked(Tone::OnDanger)
        .aligned(Place::Start, Place::Center)
        .named(Role::Alert, chrome.alarm)
        .doing(chrome.alarm_action);
}

View actions_row(const Setting& setting, const std::vector<StaffButton>& actions) {
    View line = setting.wide() ? row() : column();
    for (const auto& button : actions) {
        bool leads = button.weight != StaffWeight::Plain;
        auto view = staff_button(button);
        line.children.push_back(setting.wide() ? std::move(view).growing(leads ? 2 : 1) : std::move(view));
    }
    return std::move(line).gapped(6_mm);
}

}  // namespace

View staff_button(const StaffButton& button) {
    View view = text_button(button.label, button.icon, button.action,
                            button.weight == StaffWeight::Plain ? Weightiness::Plain : Weightiness::Primary);
    if (button.weight != StaffWeight::Danger) return view;
    view.fill = Tone::Danger;
    view.ink = Tone::OnDanger;
    return view;
}

View staff_framed(const Setting& setting, const StaffChrome& chrome, View body,
                  const std::vector<StaffButton>& actions) {
    View whole = column();
    // On a very small panel an alarm takes the place of the band.
    if (!setting.tiny() || chrome.alarm.empty()) whole.children.push_back(staff_band(setting, chrome));
    if (chrome.exercise) whole.children.push_back(exercise_strip(setting));
    if (!chrome.alarm.empty()) whole.children.push_back(alarm_strip(setting, chrome));
    View middle = column(std::move(body).growing()).gapped(6_mm);
    if (!actions.empty() && !chrome.actions_in_bar) middle.children.push_back(actions_row(setting, actions));
    // The alarm is pressed too, so what can be pressed below it keeps its distance.
    Mm over = !chrome.alarm.empty() ? 6.5_mm : setting.tiny() ? 3_mm : 5_mm;
    whole.children.push_back(std::move(middle)
                                 .padded(setting.tiny() ? 4_mm : 7_mm, over)
                                 .at_least(0_mm, setting.tiny() ? 0_mm : 44_mm)
                                 .growing()
                                 .named(Role::Main, setting.say("nav.main")));
    whole.children.push_back(View{}.filled(Tone::Line).at_least(0_mm, 0.4_mm));
    whole.children.push_back(staff_bar(setting, chrome, actions)
                                 .padded(setting.tiny() ? 4_mm : 7_mm, setting.tiny() ? 2.5_mm : 3.5_mm)
                                 .filled(Tone::Card)
                                 .named(Role::Toolbar, setting.say("staff.toolbar")));
    return std::move(whole).filled(Tone::Ground);
}

}  // namespace baken::screens
