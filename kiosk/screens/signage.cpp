#include "kiosk/screens/signage.hpp"

namespace baken::screens {

using namespace ui;

namespace {

Type headline_type(const Setting& setting, HeadlineSize size) {
    switch (size) {
        case HeadlineSize::Largest:
            return Type::Signage;
        case HeadlineSize::Larger:
            return Type::Poster;
        case HeadlineSize::Large:
            return Type::Takeover;
        case HeadlineSize::Plain:
            return setting.narrow() ? Type::Title : Type::Display;
    }
    return Type::Display;
}

}  // namespace

View signage(const Setting& setting, const SignageModel& model) {
    auto look = look_of(model.gravity);
    View kind = row(icon(look.icon, 14_mm), words(Type::Title, setting.say(look.word_key), text::Weight::Bold))
                    .gapped(5_mm)
                    .inked(look.on_ground)
                    .aligned(Place::Start, Place::Center);
    View line = tight(words(headline_type(setting, model.size), model.headline, text::Weight::Bold));
    line.role = Role::Heading;
    View text = column(std::move(kind), std::move(line).in_language(model.language))
                    .gapped(4_mm)
                    .aligned(Place::Center, Place::Stretch);
    if (!model.meta.empty()) text.children.push_back(words(Type::Body, source_line(setting, model.meta)).droppable());
    View middle = column(scrolling(setting, "signage", std::move(text)))
                      .padded(setting.narrow() ? 5_mm : 10_mm, 5_mm)
                      .filled(look.ground)
                      .inked(look.on_ground)
                      .growing()
                      .named(Role::Main, model.headline);
    View foot = row(icon("hand-touch", 9_mm), tight(words(Type::Label, model.touch_line, text::Weight::Bold)).growing())
                    .gapped(4_mm)
                    .padded(10_mm, 4_mm)
                    .filled(Tone::Card)
                    .aligned(Place::Start, Place::Center)
                    .at_least(0_mm, 18_mm)
                    .named(Role::Button, model.touch_line)
                    .doing({"home", ""});
    View whole = column();
    whole.children = head(setting, model.chrome);
    whole.children.push_back(std::move(middle));
    whole.children.push_back(std::move(foot));
    return std::move(whole).filled(Tone::Ground);
}

namespace {

View in_other_language(const TakeoverOther& other) {
    View rule = View{}.filled(Tone::OnDanger).at_least(0_mm, 0.5_mm);
    return column(std::move(rule), tight(words(Type::Label, other.name, text::Weight::Bold)),
                  tight(words(Type::Meta, joined({other.headline, other.instruction}))))
        .gapped(1.5_mm)
        .in_language(other.language)
        .droppable();
}

View takeover_head(const Setting& setting, const TakeoverModel& model) {
    View headline = tight(words(Type::Takeover, model.headline, text::Weight::Bold));
    headline.role = Role::Heading;
    // Where there is hardly any height, who says it comes after what to do.
    auto kicker = setting.tiny() ? model.kicker : joined({model.kicker, model.source});
    return row(icon("danger", setting.tiny() ? 10_mm : 26_mm).droppable(),
               column(tight(words(Type::Label, std::move(kicker), text::Weight::Bold)), std::move(headline))
                   .gapped(1_mm)
                   .growing())
        .gapped(setting.tiny() ? 3_mm : 8_mm)
        .aligned(Place::Start, Place::Center)
        .in_language(model.language);
}

// So many sentences are read at one look, and leave room for other languages below them. More become a list.
constexpr std::size_t kParagraph = 4;

std::string as_paragraph(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : " ") + line.substr(line.starts_with("- ") ? 2 : 0);
    return text;
}

// What to do stands out; where nothing is said of that, the rest does.
View takeover_lines(const TakeoverModel& model) {
    View lines = column().gapped(3_mm);
    if (!model.instruction.empty() && model.instruction.size() <= kParagraph) {
        lines.children.push_back(words(Type::Heading, as_paragraph(model.instruction), text::Weight::Bold));
    } else {
        for (const auto& line : model.instruction)
            lines.children.push_back(told_line(Type::Heading, line, text::Weight::Bold));
    }
    bool alone = model.instruction.empty();
    for (const auto& line : model.description)
        lines.children.push_back(alone ? told_line(Type::Heading, line, text::Weight::Bold)
                                       : told_line(Type::Body, line));
    return lines;
}

std::string read_aloud(const TakeoverModel& model) {
    std::vector<std::string> all{model.headline};
    all.insert(all.end(), model.instruction.begin(), model.instruction.end());
    all.insert(all.end(), model.description.begin(), model.description.end());
    return joined(all);
}

View takeover_body(const Setting& setting, const TakeoverModel& model) {
    View what = takeover_lines(model)
                    .padded(8_mm, 4_mm)
                    .filled(Tone::Card)
                    .inked(Tone::Ink)
                    .rounded(3_mm)
                    .in_language(model.language);
    View all =
        column(takeover_head(setting, model), std::move(what)).gapped(4_mm).aligned(Place::Center, Place::Stretch);
    if (setting.tiny() && !model.source.empty())
        all.children.push_back(words(Type::Body, model.source).in_language(model.language));
    std::vector<View> others;
    for (const auto& other : model.others) others.push_back(in_other_language(other));
    if (!others.empty()) {
        View cells = grid(85_mm, std::move(others)).gapped(6_mm).droppable();
        all.children.push_back(std::move(cells));
    }
    return column(scrolling(setting, "takeover", std::move(all)));
}

// Between what stands on the same red.
View rule() {
    return View{}.filled(Tone::OnDanger).at_least(0_mm, 0.3_mm);
}

}  // namespace

View takeover(const Setting& setting, const TakeoverModel& model) {
    auto order = model.count > 1 && !setting.tiny()
                     ? setting.say("takeover.more-languages", {{"number", model.number}, {"count", model.count}})
                     : std::string{};
    View read = text_button(setting.say("takeover.read"), "", {"read", model.id});
    read.fill = Tone::Card;
    read.ink = Tone::DangerInk;
    read.border = Tone::OnDanger;
    View foot = row().gapped(6_mm).aligned(Place::Start, Place::Center);
    if (!order.empty()) foot.children.push_back(tight(words(Type::Meta, order)).droppable());
    foot.children.push_back(spring());
    foot.children.push_back(std::move(read).at_least(60_mm, setting.tiny() ? 14_mm : 18_mm));
    foot.padding = {setting.tiny() ? 4_mm : 7_mm, setting.tiny() ? 3_mm : 4_mm};
    View whole = column();
    whole.children = head(setting, model.chrome);
    if (!model.chrome.staff_call.empty()) whole.children.push_back(rule());
    whole.children.push_back(takeover_body(setting, model)
                                 .padded(setting.tiny() ? 4_mm : 10_mm, setting.tiny() ? 3_mm : 5_mm)
                                 .inked(Tone::OnDanger)
                                 .growing()
                                 .named(Role::Alert, read_aloud(model)));
    whole.children.push_back(rule());
    whole.children.push_back(std::move(foot).inked(Tone::OnDanger));
    return std::move(whole).filled(Tone::Danger);
}

}  // namespace baken::screens
