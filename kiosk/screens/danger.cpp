#include "kiosk/screens/danger.hpp"

namespace baken::screens {

using namespace ui;

namespace {

View call_button(const Setting& setting) {
    View button = text_button(setting.say("life-danger.get-staff"), "", {"call-staff", ""});
    return std::move(button).inked(Tone::DangerInk).bordered(Tone::Card);
}

View slim_button(const Setting& setting, View line) {
    return row(icon("danger", 7_mm), std::move(line).growing())
        .gapped(4_mm)
        .padded(setting.tiny() ? 4_mm : 7_mm, 1_mm)
        .filled(Tone::Danger)
        .inked(Tone::OnDanger)
        .at_least(0_mm, 13_mm)
        .aligned(Place::Start, Place::Center)
        .named(Role::Button, setting.say("life-danger.get-staff"))
        .doing({"call-staff", ""});
}

View slim(const Setting& setting) {
    auto name = setting.say("life-danger.get-staff");
    if (setting.tiny()) return slim_button(setting, tight(words(Type::Label, name, text::Weight::Bold)));
    std::vector<text::Span> both{{setting.say("life-danger.question") + " ", text::Weight::Regular},
                                 {name, text::Weight::Bold}};
    return slim_button(setting, tight(words(Type::Label, std::move(both))));
}

}  // namespace

View danger_strip(const Setting& setting, StripRoom room) {
    if (room == StripRoom::Slim) return slim(setting);
    View line =
        words(Type::Body, std::vector<text::Span>{{setting.say("life-danger.question") + " ", text::Weight::Bold},
                                                  {setting.say("life-danger.do"), text::Weight::Regular}});
    View whole = row(icon("danger", 9_mm).droppable(), tight(std::move(line)).growing())
                     .gapped(5_mm)
                     .aligned(Place::Start, Place::Center);
    // Beside each other on a panel that stands up, both the words and the button would be cut in pieces.
    bool upright = !setting.wide() && !setting.tiny();
    if (upright) whole = column(std::move(whole), call_button(setting)).gapped(2.5_mm);
    if (!upright) whole.children.push_back(call_button(setting));
    return std::move(whole)
        .padded(setting.tiny() ? 4_mm : 7_mm, upright ? 3_mm : 2_mm)
        .filled(Tone::Danger)
        .inked(Tone::OnDanger)
        .named(Role::Alert, setting.say("life-danger.question") + " " + setting.say("life-danger.do"));
}

View staff_called(const Setting& setting, const StaffCallModel& model) {
    View here = text_button(setting.say("life-danger.staff-is-here"), "staff", {"help-came", ""})
                    .inked(Tone::DangerInk)
                    .bordered(Tone::Card)
                    .at_least(60_mm, 20_mm);
    View mistake = text_button(setting.say("life-danger.mistake"), "", {"help-came", "mistake"})
                       .filled(Tone::Danger)
                       .inked(Tone::OnDanger)
                       .bordered(Tone::OnDanger)
                       .at_least(40_mm, 20_mm);
    View buttons = setting.narrow() ? column().aligned(Place::Start, Place::Stretch) : wrap();
    buttons.children = {std::move(here), std::move(mistake)};
    buttons.gap = 8_mm;
    View title = tight(words(Type::Takeover, model.title, text::Weight::Bold))
                     .in_language("nl")
                     .named(Role::Heading, model.title);
    View text = column(std::move(title), words(Type::Body, model.why).in_language("nl")).gapped(6_mm);
    auto own = setting.say("life-danger.called");
    if (own != model.title) text.children.push_back(words(Type::Body, own));
    text.children.push_back(words(Type::Body, setting.say("life-danger.called-visitor"), text::Weight::Bold));
    text.children.push_back(spring());
    text.children.push_back(std::move(buttons));
    View told = column(scrolling(setting, "called", std::move(text))).growing();
    View bell = column(icon("bell", 24_mm), spring()).droppable();
    View inside = setting.narrow()
                      ? std::move(told)
                      : row(std::move(bell), std::move(told)).gapped(8_mm).aligned(Place::Start, Place::Stretch);
    View body = column(std::move(inside).growing())
                    .padded(setting.tiny() ? 5_mm : 10_mm, setting.tiny() ? 4_mm : 9_mm)
                    .filled(Tone::Danger)
                    .inked(Tone::OnDanger)
                    .growing()
                    .named(Role::Alert, own);
    View whole = column(band(setting, model.chrome));
    if (model.chrome.exercise) whole.children.push_back(exercise_strip(setting));
    whole.children.push_back(std::move(body));
    return std::move(whole).filled(Tone::Ground);
}

}  // namespace baken::screens
