#include "kiosk/screens/form_view.hpp"

#include <algorithm>

#include "kiosk/screens/danger.hpp"
#include "kiosk/screens/form_answers.hpp"

namespace baken::screens {

using namespace ui;

namespace {

View exits(const Setting& setting, const FormButtons& buttons) {
    View line = row().gapped(6_mm).aligned(Place::Start, Place::Center);
    line.children.push_back(setting.tiny()
                                ? icon_button("back", setting.say("nav.back"), {"back", ""})
                                : text_button(setting.say("nav.back"), "back", {"back", ""}, Weightiness::Plain));
    if (buttons.stop) {
        line.children.push_back(
            setting.tiny() ? icon_button("cross", setting.say("form.stop"), {"form-stop", ""})
                           : text_button(setting.say("form.stop"), "cross", {"form-stop", ""}, Weightiness::Quiet));
    }
    return line;
}

View settings_row(const Setting& setting) {
    return row(icon_button("language", setting.say("nav.languages"), {"open-languages", ""}),
               icon_button("text-size", setting.say("nav.text-size"), {"text-size", ""}),
               icon_button("contrast", setting.say("nav.contrast"), {"contrast", ""}))
        .gapped(6_mm)
        .aligned(Place::Start, Place::Center);
}

// On a very small panel the ways to change how things look give way; they are on every other page.
View ways_out(const Setting& setting, const FormButtons& buttons) {
    if (!setting.tiny()) return wrap(exits(setting, buttons), settings_row(setting));
    if (setting.narrow()) return wrap(exits(setting, buttons));
    return row(exits(setting, buttons), settings_row(setting).droppable(), spring());
}

View forward_button(const Setting& setting, const FormButtons& buttons) {
    View forward = text_button(buttons.forward, "next", buttons.forward_action, Weightiness::Primary);
    std::ranges::reverse(forward.children);
    if (!setting.tiny()) return std::move(forward).at_least(45_mm, 14_mm);
    forward.children.pop_back();
    forward.padding.x = 3_mm;
    // Long words shall not stand under each other in the little height there is; a narrow panel gives them a line.
    constexpr std::size_t kLong = 10;
    bool needs_room = buttons.forward.size() > kLong && !setting.narrow();
    return std::move(forward).at_least(needs_room ? setting.capitals(setting.width_in_capitals) * 0.63 : 25_mm, 14_mm);
}

View bottom(const Setting& setting, const FormButtons& buttons) {
    View bar = ways_out(setting, buttons);
    bar.gap = 6_mm;
    bar.along = setting.tiny() && !setting.narrow() ? Place::Start : Place::Stretch;
    bar.across = Place::Center;
    if (!buttons.forward.empty()) {
        // On a panel that stands up the way on has a line of its own, as wide as the hand may find it.
        bool below = !setting.wide() && !setting.tiny();
        View forward = forward_button(setting, buttons);
        if (below)
            bar = column(std::move(bar), std::move(forward)).gapped(6_mm);
        else
            bar.children.push_back(std::move(forward));
    }
    return std::move(bar)
        .padded(setting.tiny() ? 4_mm : 7_mm, setting.tiny() ? 2_mm : 3.5_mm)
        .filled(Tone::Card)
        .named(Role::Toolbar, setting.say("nav.toolbar"));
}

std::string progress_words(const Setting& setting, const Form& form) {
    return setting.say("form.progress", {{"number", form.number()}, {"count", form.count()}});
}

// One small bar for each question; the words say the same.
View progress_bar(const Form& form) {
    View bar = row().gapped(1.5_mm).evenly();
    for (int i = 1; i <= form.count(); ++i) {
        bar.children.push_back(
            View{}.filled(i <= form.number() ? Tone::Action : Tone::Line).rounded(1_mm).at_least(2_mm, 2_mm));
    }
    return bar;
}

View progress(const Setting& setting, const Form& form) {
    auto text = joined({setting.say(form.wizard().title_key), progress_words(setting, form)});
    return column(tight(words(Type::Meta, text)).inked(Tone::Mute).named(Role::Status, text), progress_bar(form))
        .gapped(1.5_mm);
}

std::string title_of(const Setting& setting, const Question& question) {
    if (question.ask == Ask::Review) return setting.say("form.review-title");
    if (question.ask == Ask::Consent) return setting.say("form.consent-title");
    return setting.say(std::string(question.words) + ".title");
}

// A line below the title: a help of this question's own, that it takes several answers, or that it may be skipped.
std::string help_of(const Setting& setting, const Question& question) {
    auto own = std::string(question.words) + ".help";
    if (setting.strings.has(own)) return setting.say(own);
    if (question.ask == Ask::Several) return setting.say("form.several");
    return question.optional ? setting.say("form.optional") : std::string{};
}

View answers(const Setting& setting, const FormModel& model) {
    switch (model.form->question().ask) {
        case Ask::Number:
            return number_view(setting, model);
        case Ask::Referral:
            return referral_view(setting, model);
        case Ask::Review:
            return review_view(setting, model);
        case Ask::Consent:
            return consent_view(setting);
        case Ask::Choice:
        case Ask::Several:
        case Ask::Text:
            break;
    }
    return choices_view(setting, model);
}

View trouble_line(std::string text) {
    View line = notice("warning", std::move(text), Tone::Warning, Tone::OnWarning);
    auto spoken = spoken_text(line);
    return std::move(line).padded(4_mm, 1.5_mm).named(Role::Alert, std::move(spoken));
}

FormButtons buttons_for(const Setting& setting, const Form& form) {
    const auto& question = form.question();
    if (question.ask == Ask::Consent) return {true, setting.say("form.consent-yes"), {"form-send", ""}};
    bool skips = question.optional && !form.answered(question.id);
    return {true, setting.say(skips ? "form.skip" : "form.next"), {"form-next", ""}};
}

View dialog(const Setting& setting, const char* icon_name, const std::string& title, std::string text,
            std::vector<View> ways) {
    View buttons = wrap().gapped(8_mm);
    buttons.children = std::move(ways);
    View inside = column(row(icon(icon_name, 16_mm, Tone::Action).droppable(), page_title(title).growing())
                             .gapped(6_mm)
                             .aligned(Place::Start, Place::Center),
                         words(Type::Body, std::move(text)), std::move(buttons))
                      .gapped(7_mm);
    return column(scrolling(setting, "form", card(std::move(inside)).padded(8_mm, 8_mm).named(Role::Dialog, title)));
}

View stop_view(const Setting& setting, const FormModel& model) {
    std::vector<View> ways;
    ways.push_back(text_button(setting.say("form.stop-no"), "", {"form-stop-no", ""}, Weightiness::Primary)
                       .at_least(60_mm, 18_mm));
    ways.push_back(text_button(setting.say("form.stop-yes"), "bin", {"form-stop-yes", ""}).at_least(60_mm, 18_mm));
    View body =
        dialog(setting, "question", setting.say("form.stop-title"), setting.say("form.stop-text"), std::move(ways));
    return form_framed(setting, model.chrome, model.fit, {false, "", {}}, std::move(body));
}

View failed_view(const Setting& setting, const FormModel& model) {
    std::vector<View> ways;
    ways.push_back(
        text_button(setting.say("form.again"), "", {"form-send", ""}, Weightiness::Primary).at_least(60_mm, 18_mm));
    View body = dialog(setting, "warning", setting.say("form.failed-title"), model.failed, std::move(ways));
    return form_framed(setting, model.chrome, model.fit, {true, "", {}}, std::move(body));
}

View saving_view(const Setting& setting, const FormModel& model) {
    View body =
        column(scrolling(setting, "form", card(words(Type::Body, setting.say("form.saving"))).padded(8_mm, 8_mm)));
    return form_framed(setting, model.chrome, model.fit, {false, "", {}}, std::move(body));
}

View typing_page(const Setting& setting, const FormModel& model) {
    const auto& question = model.form->question();
    TypingModel typing;
    typing.title = title_of(setting, question);
    typing.help = help_of(setting, question);
    typing.remark = progress_words(setting, *model.form);
    if (auto lack = model.form->lack()) typing.trouble = setting.say(words_key(*lack));
    typing.field = model.field;
    typing.keyboard = model.keyboard;
    typing.lines = question.lines;
    typing.offers = model.streets;
    typing.keeps_room = model.offers_streets && model.fit != FormFit::Scrolled;
    typing.fit = model.fit;
    return typing_view(setting, typing);
}

}  // namespace

View form_framed(const Setting& setting, const Chrome& chrome, FormFit fit, const FormButtons& buttons, View body) {
    bool roomy = fit == FormFit::Roomy;
    View whole = column();
    if (roomy) whole.children.push_back(band(setting, chrome));
    if (chrome.exercise) whole.children.push_back(exercise_strip(setting));
    whole.children.push_back(danger_strip(setting, roomy ? StripRoom::Full : StripRoom::Slim));
    whole.children.push_back(std::move(body)
                                 .padded(setting.tiny() ? 4_mm : 7_mm, roomy ? 4_mm : 6_mm)
                                 .at_least(0_mm, setting.tiny() ? 0_mm : 44_mm)
                                 .growing()
                                 .named(Role::Main, setting.say("nav.main")));
    whole.children.push_back(View{}.filled(Tone::Line).at_least(0_mm, 0.4_mm));
    whole.children.push_back(bottom(setting, buttons));
    return std::move(whole).filled(Tone::Ground);
}

KeyboardLook keyboard_look(const Setting& setting, FormFit fit) {
    KeyboardLook look;
    double panel = setting.width_in_capitals * setting.body_capital_mm;
    double beside = (setting.tiny() ? 8 : 14) + (fit == FormFit::Scrolled ? 26 : 0);
    look.room = Mm{panel - beside};
    look.key_wide = Mm{std::max(13.0, 1.75 * setting.body_capital_mm)};
    look.key_high = Mm{fit == FormFit::Roomy && !setting.wide() ? 16.0 : 13.0};
    look.direction = direction_of(setting.strings.language());
    look.words = {setting.say("keyboard.shift"), setting.say("keyboard.symbols"), setting.say("keyboard.letters"),
                  setting.say("keyboard.space"), setting.say("keyboard.erase"),   setting.say("keyboard.left"),
                  setting.say("keyboard.right"), setting.say("keyboard.more")};
    return look;
}

View typing_view(const Setting& setting, const TypingModel& model) {
    View heading = row(part_title(model.title).growing()).gapped(6_mm).aligned(Place::Start, Place::Center);
    if (!model.remark.empty())
        heading.children.push_back(tight(words(Type::Meta, model.remark)).inked(Tone::Mute).droppable());
    View top = column(std::move(heading)).gapped(1_mm);
    if (!model.help.empty() && model.fit != FormFit::Scrolled)
        top.children.push_back(tight(words(Type::Meta, model.help)).inked(Tone::Mute).droppable());
    View page = column(std::move(top)).gapped(6_mm);
    page.children.push_back(text_box(*model.field, {model.title, {"field", ""}, true, model.lines}));
    if (!model.trouble.empty()) page.children.push_back(trouble_line(model.trouble));
    if (!model.offers.empty()) {
        View streets = row().gapped(6_mm).named(Role::List, setting.say("keyboard.streets"));
        for (const auto& offer : model.offers) {
            View street = text_button(offer, "", {"form-street", offer}, Weightiness::Quiet).in_language("nl");
            streets.children.push_back(&offer == &model.offers.front() ? std::move(street)
                                                                       : std::move(street).droppable());
        }
        page.children.push_back(std::move(streets));
    } else if (model.keeps_room) {
        page.children.push_back(View{}.at_least(0_mm, 14_mm));
    }
    if (model.keyboard != nullptr) {
        // At the bottom, where a hand reaches it also on a panel that stands up.
        View keys = keyboard_view(*model.keyboard, keyboard_look(setting, model.fit)).growing();
        page.children.push_back(std::move(keys).aligned(Place::End, Place::Stretch));
    }
    return column(scrolling(setting, "form", std::move(page)));
}

View form_view(const Setting& setting, const FormModel& model) {
    if (model.asks_to_stop) return stop_view(setting, model);
    if (model.saving) return saving_view(setting, model);
    if (!model.failed.empty()) return failed_view(setting, model);
    auto buttons = buttons_for(setting, *model.form);
    if (model.field != nullptr)
        return form_framed(setting, model.chrome, model.fit, buttons, typing_page(setting, model));
    const auto& question = model.form->question();
    View page = column(progress(setting, *model.form), page_title(title_of(setting, question))).gapped(4_mm);
    auto help = help_of(setting, question);
    if (!help.empty()) page.children.push_back(words(Type::Body, help).inked(Tone::Mute));
    if (auto lack = model.form->lack()) page.children.push_back(trouble_line(setting.say(words_key(*lack))));
    page.children.push_back(answers(setting, model));
    return form_framed(setting, model.chrome, model.fit, buttons, column(scrolling(setting, "form", std::move(page))));
}

}  // namespace baken::screens
