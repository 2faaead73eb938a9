#include "kiosk/screens/staff_pin.hpp"

namespace baken::screens {

using namespace ui;

namespace {

View digit_key(const Setting& setting, int digit) {
    auto label = std::to_string(digit);
    return row(tight(words(setting.tiny() ? Type::Label : Type::Title, label, text::Weight::Bold)))
        .filled(Tone::Card)
        .bordered(Tone::Mute)
        .rounded(2.5_mm)
        .at_least(14_mm, setting.tiny() ? 14_mm : 18_mm)
        .aligned(Place::Center, Place::Center)
        .named(Role::Button, label)
        .doing({"staff-digit", label});
}

View enter_key(const Setting& setting, const PinModel& model) {
    auto name = setting.say("staff.pin-enter");
    View key = icon_button("check", name, {"staff-enter", ""});
    key.fill = model.state == PinModel::State::Wait ? Tone::Quiet : Tone::Action;
    key.ink = model.state == PinModel::State::Wait ? Tone::Action : Tone::OnAction;
    return key;
}

View pad(const Setting& setting, const PinModel& model) {
    std::vector<View> keys;
    bool flat = setting.tiny();
    for (int digit = 1; digit <= 9; ++digit) keys.push_back(digit_key(setting, digit));
    auto erase = icon_button("backspace", setting.say("staff.pin-erase"), {"staff-erase", ""});
    if (flat) {
        keys.push_back(digit_key(setting, 0));
        keys.push_back(std::move(erase));
    } else {
        keys.push_back(std::move(erase));
        keys.push_back(digit_key(setting, 0));
    }
    keys.push_back(enter_key(setting, model));
    View all = grid(14_mm, std::move(keys)).gapped(6_mm);
    all.most_columns = flat ? 6 : 3;
    return all;
}

// Dots for digits; a reader hears how many.
View dots(const Setting& setting, const PinModel& model) {
    std::string shown;
    for (int i = 0; i < model.digits; ++i) shown += i == 0 ? "●" : " ●";
    auto count = setting.say("staff.pin-digits", {{"count", model.digits}});
    return row(tight(words(Type::Title, model.digits == 0 ? std::string("–") : shown, text::Weight::Bold)))
        .padded(5_mm, 3_mm)
        .filled(Tone::Card)
        .bordered(Tone::Mute)
        .rounded(2.5_mm)
        .at_least(60_mm, 14_mm)
        .aligned(Place::Center, Place::Center)
        .named(Role::Status, count);
}

View remark_of(const Setting& setting, const PinModel& model) {
    switch (model.state) {
        case PinModel::State::Checking:
            return notice("hourglass", setting.say("staff.pin-checking"), Tone::Quiet, Tone::Ink);
        case PinModel::State::Wrong:
            return notice("cross", setting.say("staff.pin-wrong"), Tone::Warning, Tone::OnWarning);
        case PinModel::State::Wait:
            return notice("clock", setting.say("staff.pin-wait", {{"seconds", model.seconds_left}}), Tone::Warning,
                          Tone::OnWarning);
        case PinModel::State::Form:
            return notice("cross", setting.say("staff.pin-form"), Tone::Warning, Tone::OnWarning);
        case PinModel::State::Differed:
            return notice("cross", setting.say("staff.pin-differed"), Tone::Warning, Tone::OnWarning);
        case PinModel::State::Failed:
            return notice("warning", setting.say("staff.pin-failed", {{"cause", model.cause}}), Tone::Warning,
                          Tone::OnWarning);
        case PinModel::State::Enter:
            break;
    }
    return words(Type::Body,
                 setting.say(model.asks == PinModel::Asks::Pin ? "staff.pin-intro" : "staff.pin-new-intro"));
}

std::string title_of(const Setting& setting, const PinModel& model) {
    switch (model.asks) {
        case PinModel::Asks::New:
            return setting.say("staff.pin-new-title");
        case PinModel::Asks::Again:
            return setting.say("staff.pin-again-title");
        case PinModel::Asks::Pin:
            break;
    }
    return setting.say("staff.pin-title");
}

}  // namespace

View staff_pin(const Setting& setting, const PinModel& model) {
    View texts =
        column(page_title(title_of(setting, model)), remark_of(setting, model), dots(setting, model),
               text_button(setting.say("staff.pin-diagnostic"), "info", {"open-diagnostic", ""}, Weightiness::Quiet))
            .gapped(6_mm);
    View body = setting.wide()
                    ? row(std::move(texts).growing(), pad(setting, model).at_least(92_mm, 0_mm)).gapped(14_mm)
                    : column(std::move(texts), pad(setting, model)).gapped(6_mm);
    return staff_framed(setting, model.chrome, column(scrolling(setting, "staff-pin", std::move(body)).growing()));
}

}  // namespace baken::screens
