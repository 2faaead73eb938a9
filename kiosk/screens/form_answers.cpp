#include "kiosk/screens/form_answers.hpp"

#include <algorithm>

namespace baken::screens {

using namespace ui;

namespace {

std::string key_of(const Question& question, std::string_view what) {
    return std::string(question.words) + "." + std::string(what);
}

// The chosen one has another ground and edge, and a tick: never colour alone.
View answer_frame(View inside, const std::string& title, Action action, bool chosen) {
    return std::move(inside)
        .filled(chosen ? Tone::Quiet : Tone::Card)
        .inked(Tone::Action)
        .bordered(chosen ? Tone::Action : Tone::Line, chosen ? 1_mm : 0.5_mm)
        .rounded(2.5_mm)
        .named(Role::Button, title)
        .doing(std::move(action))
        .chosen(chosen);
}

View answer_tile(const std::string& icon_name, const std::string& title, Action action, bool chosen) {
    View label = centered(tight(words(Type::Label, title, text::Weight::Bold)));
    label.ink = Tone::Ink;
    View pictures = row(icon(chosen ? "check" : icon_name, 13_mm)).aligned(Place::Center, Place::Center);
    View tile = column(std::move(pictures), std::move(label))
                    .gapped(1.5_mm)
                    .padded(3_mm, 3_mm)
                    .at_least(38_mm, 22_mm)
                    .aligned(Place::Center, Place::Stretch);
    return answer_frame(std::move(tile), title, std::move(action), chosen);
}

// Long answers read better as lines below each other than in tiles.
View answer_line(const std::string& icon_name, const std::string& title, Action action, bool chosen) {
    View label = tight(words(Type::Label, title, text::Weight::Bold));
    label.ink = Tone::Ink;
    View line = row(icon(chosen ? "check" : icon_name, 10_mm), std::move(label).growing())
                    .gapped(5_mm)
                    .padded(5_mm, 3_mm)
                    .at_least(60_mm, 16_mm)
                    .aligned(Place::Start, Place::Center);
    return answer_frame(std::move(line), title, std::move(action), chosen);
}

View language_tile(const LanguageChoice& choice, bool chosen) {
    return answer_line(chosen ? "check" : "speak", choice.name, {"form-choose", choice.tag}, chosen)
        .in_language(choice.tag);
}

View quick_number(int number, bool chosen) {
    View key = text_button(std::to_string(number), "", {"form-number", std::to_string(number)},
                           chosen ? Weightiness::Primary : Weightiness::Plain);
    return std::move(key).chosen(chosen);
}

}  // namespace

View choices_view(const Setting& setting, const FormModel& model) {
    const auto& question = model.form->question();
    std::vector<View> cells;
    for (const auto& choice : model.languages)
        cells.push_back(language_tile(choice, model.form->has(question.id, choice.tag)));
    if (!cells.empty()) return grid(70_mm, std::move(cells)).gapped(6_mm);
    // A few ways to answer are whole sentences; many are a word and a picture.
    bool lines = question.options.size() <= 5;
    for (const auto* option : model.form->offered()) {
        auto title = setting.say(key_of(question, option->value));
        Action action{"form-choose", std::string(option->value)};
        bool chosen = model.form->has(question.id, option->value);
        cells.push_back(lines ? answer_line(std::string(option->icon), title, std::move(action), chosen)
                              : answer_tile(std::string(option->icon), title, std::move(action), chosen));
    }
    if (!lines) return grid(setting.tiny() ? 42_mm : 54_mm, std::move(cells)).gapped(6_mm);
    View list = grid(120_mm, std::move(cells)).gapped(6_mm);
    list.most_columns = 2;
    return list;
}

View number_view(const Setting& setting, const FormModel& model) {
    const auto& question = model.form->question();
    auto number = model.form->number_of(question.id);
    // A dash between minus and plus would look like a third button.
    auto none = setting.narrow() ? std::string("?") : setting.say("form.empty");
    auto shown = number ? setting.say("form.people", {{"count", *number}}) : none;
    View amount = centered(number ? words(Type::Display, shown, text::Weight::Bold) : words(Type::Meta, shown))
                      .inked(number ? Tone::Ink : Tone::Mute)
                      .named(Role::Status, shown);
    // Steps, not what they lead to: the keys stay on a button that does the same, and a tremor presses the same twice.
    View stepper = row(icon_button("minus", setting.say("form.fewer"), {"form-number", "-1"}).at_least(24_mm, 20_mm),
                       column(std::move(amount)).aligned(Place::Center, Place::Stretch).growing(),
                       icon_button("plus", setting.say("form.more"), {"form-number", "+1"}).at_least(24_mm, 20_mm))
                       .gapped(6_mm)
                       .aligned(Place::Start, Place::Center)
                       .at_most_wide(150_mm);
    std::vector<View> quick;
    for (int one : {1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50}) quick.push_back(quick_number(one, number == one));
    return column(grid(22_mm, std::move(quick)).gapped(6_mm), std::move(stepper)).gapped(8_mm);
}

View referral_view(const Setting& setting, const FormModel& model) {
    bool none = model.shelters.empty();
    View list = column(words(Type::Body, setting.say(none ? "ask-shelter.none" : "ask-shelter.text"))).gapped(5_mm);
    for (const auto& line : model.shelters) list.children.push_back(referral_card(line));
    list.children.push_back(words(Type::Body, setting.say("ask-shelter.go-on")));
    return list;
}

std::string answer_words(const Setting& setting, const FormModel& model, const Question& question) {
    const auto& form = *model.form;
    if (question.ask == Ask::Text) return std::string(form.text_of(question.id));
    if (question.ask == Ask::Number) {
        auto number = form.number_of(question.id);
        return number ? setting.say("form.people", {{"count", *number}}) : std::string{};
    }
    std::vector<std::string> parts;
    for (const auto& value : form.chosen(question.id)) {
        auto language = std::ranges::find(model.languages, value, &LanguageChoice::tag);
        bool named = language != model.languages.end() && question.options.empty();
        parts.push_back(named ? language->name : setting.say(key_of(question, value)));
    }
    return joined(parts);
}

namespace {

// What was typed stands in a paragraph of its own, in its own direction.
View review_line(const Setting& setting, const FormModel& model, const Question& question) {
    auto label = setting.say(key_of(question, "short"));
    auto answer = answer_words(setting, model, question);
    bool typed = question.ask == Ask::Text && !answer.empty();
    View told =
        typed ? View{} : words(Type::Body, answer.empty() ? setting.say("form.empty") : answer, text::Weight::Bold);
    if (typed) told = own_words(Type::Body, answer);
    if (answer.empty()) told.ink = Tone::Mute;
    View texts = column(tight(words(Type::Meta, label)).inked(Tone::Mute), std::move(told)).gapped(1_mm).growing();
    return row(std::move(texts), icon("pencil", 8_mm, Tone::Action))
        .gapped(5_mm)
        .padded(5_mm, 2.5_mm)
        .filled(Tone::Card)
        .bordered(Tone::Line)
        .rounded(2.5_mm)
        .at_least(60_mm, 15_mm)
        .aligned(Place::Start, Place::Center)
        .named(Role::Button, label + ": " + (answer.empty() ? setting.say("form.empty") : answer))
        .doing({"form-change", std::string(question.id)});
}

}  // namespace

View review_view(const Setting& setting, const FormModel& model) {
    std::vector<View> lines;
    for (const auto* question : model.form->to_review()) lines.push_back(review_line(setting, model, *question));
    View list = grid(110_mm, std::move(lines)).gapped(6_mm);
    list.most_columns = 2;
    return column(words(Type::Body, setting.say("form.review-text")), std::move(list)).gapped(5_mm);
}

View consent_view(const Setting& setting) {
    auto line = [](const char* icon_name, std::string text) {
        return row(icon(icon_name, 12_mm, Tone::Action).droppable(), words(Type::Body, std::move(text)).growing())
            .gapped(6_mm)
            .aligned(Place::Start, Place::Center);
    };
    return card(column(line("staff", setting.say("form.consent-who")), line("bin", setting.say("form.consent-wipe"))))
        .gapped(6_mm)
        .padded(7_mm, 6_mm);
}

}  // namespace baken::screens
