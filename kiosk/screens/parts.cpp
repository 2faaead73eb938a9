#include "kiosk/screens/parts.hpp"

namespace baken::screens {

using namespace ui;

GravityLook look_of(Gravity gravity) {
    switch (gravity) {
        case Gravity::Danger:
            return {Tone::Danger, Tone::OnDanger, "danger", "gravity.danger"};
        case Gravity::Warning:
            return {Tone::Warning, Tone::OnWarning, "warning", "gravity.warning"};
        case Gravity::Info:
            return {Tone::Info, Tone::OnInfo, "info", "gravity.info"};
        case Gravity::AllClear:
            return {Tone::Good, Tone::OnGood, "good", "gravity.all-clear"};
    }
    return {Tone::Info, Tone::OnInfo, "info", "gravity.info"};
}

View gravity_end(const Setting& setting, Gravity gravity) {
    auto look = look_of(gravity);
    auto word = centered(tight(words(Type::Meta, setting.say(look.word_key), text::Weight::Bold)));
    auto end = column(icon(look.icon, 15_mm), std::move(word))
                   .gapped(1.5_mm)
                   .padded(2_mm, 3_mm)
                   .filled(look.ground)
                   .inked(look.on_ground)
                   .rounded(2.5_mm)
                   .at_least(setting.capitals(5.6), 0_mm)
                   .aligned(Place::Center, Place::Stretch);
    end.round_start_only = true;
    return end;
}

View gravity_badge(const Setting& setting, Gravity gravity) {
    auto look = look_of(gravity);
    return row(icon(look.icon, 9_mm), words(Type::Meta, setting.say(look.word_key), text::Weight::Bold))
        .gapped(2.5_mm)
        .padded(4_mm, 2_mm)
        .filled(look.ground)
        .inked(look.on_ground)
        .rounded(2_mm)
        .aligned(Place::Start, Place::Center);
}

namespace {

void dress(View& button, Weightiness weightiness) {
    button.radius = 2.5_mm;
    switch (weightiness) {
        case Weightiness::Primary:
            button.fill = Tone::Action;
            button.ink = Tone::OnAction;
            return;
        case Weightiness::Plain:
            button.fill = Tone::Card;
            button.ink = Tone::Action;
            button.border = Tone::Action;
            return;
        case Weightiness::Quiet:
            button.fill = Tone::Quiet;
            button.ink = Tone::Action;
            // In the high-contrast modes the quiet ground is the page's own, so the edge must show the button.
            button.border = Tone::Line;
            return;
    }
}

bool points_somewhere(const std::string& icon_name) {
    return icon_name == "back" || icon_name == "next";
}

View icon_of(const std::string& icon_name, Mm size) {
    return points_somewhere(icon_name) ? arrow(icon_name, size) : icon(icon_name, size);
}

}  // namespace

View text_button(std::string label, const std::string& icon_name, Action action, Weightiness weightiness) {
    View button = row();
    if (!icon_name.empty()) button.children.push_back(icon_of(icon_name, 7_mm));
    button.children.push_back(tight(words(Type::Label, label, text::Weight::Bold)));
    dress(button, weightiness);
    return std::move(button)
        .gapped(3_mm)
        .padded(6_mm, 2.5_mm)
        .at_least(20_mm, 14_mm)
        .aligned(Place::Center, Place::Center)
        .named(Role::Button, std::move(label))
        .doing(std::move(action));
}

View icon_button(const std::string& icon_name, std::string name, Action action) {
    View button = row(icon_of(icon_name, 9_mm).growing());
    dress(button, Weightiness::Quiet);
    return std::move(button)
        .at_least(14_mm, 14_mm)
        .padded(2_mm, 2_mm)
        .aligned(Place::Center, Place::Center)
        .named(Role::Button, std::move(name))
        .doing(std::move(action));
}

View doorway(const std::string& icon_name, const std::string& title, const std::string& line, Action action,
             Weightiness weightiness) {
    View texts = column(tight(words(Type::Title, title, text::Weight::Bold))).gapped(0.5_mm).growing();
    texts.children.front().ink = weightiness == Weightiness::Primary ? Tone::OnAction : Tone::Ink;
    if (!line.empty()) {
        View small = tight(words(Type::Meta, line));
        small.ink = weightiness == Weightiness::Primary ? Tone::OnAction : Tone::Ink;
        texts.children.push_back(std::move(small));
    }
    View door = row(icon_of(icon_name, 16_mm).droppable(), std::move(texts));
    dress(door, weightiness);
    door.border_width = 0.6_mm;
    return std::move(door)
        .gapped(5_mm)
        .padded(6_mm, 3_mm)
        .at_least(40_mm, 18_mm)
        .aligned(Place::Start, Place::Center)
        .named(Role::Button, title)
        .doing(std::move(action));
}

View tile(const std::string& icon_name, const std::string& title, Action action, Mm icon_size) {
    View label = centered(tight(words(Type::Label, title, text::Weight::Bold)));
    label.ink = Tone::Ink;
    View door = column(icon_of(icon_name, icon_size), std::move(label));
    dress(door, Weightiness::Plain);
    door.border_width = 0.6_mm;
    return std::move(door)
        .gapped(1_mm)
        .padded(3_mm, 1.5_mm)
        .at_least(38_mm, 24_mm)
        .aligned(Place::Center, Place::Stretch)
        .named(Role::Button, title)
        .doing(std::move(action));
}

View card(View inside) {
    return std::move(inside).filled(Tone::Card).bordered(Tone::Line).rounded(2.5_mm);
}

View page_title(std::string text) {
    View title = tight(words(Type::Display, std::move(text), text::Weight::Bold));
    title.role = Role::Heading;
    return title;
}

View part_title(std::string text) {
    View title = tight(words(Type::Heading, std::move(text), text::Weight::Bold));
    title.role = Role::Heading;
    return title;
}

View notice(const std::string& icon_name, std::string text, Tone ground, Tone on_ground) {
    return row(icon(icon_name, 7_mm), words(Type::Body, std::move(text)).growing())
        .gapped(4_mm)
        .padded(4_mm, 3_mm)
        .filled(ground)
        .inked(on_ground)
        .rounded(2_mm)
        .aligned(Place::Start, Place::Center);
}

View told_line(Type type, const std::string& line, text::Weight weight) {
    for (std::string_view mark : {"- ", "* ", "• ", "– "}) {
        if (!line.starts_with(mark)) continue;
        auto rest = line.substr(mark.size());
        return row(words(type, "•", text::Weight::Bold), words(type, rest, weight).growing())
            .gapped(3_mm)
            .named(Role::ListItem, rest);
    }
    return words(type, line, weight);
}

View own_words(Type type, const std::string& text) {
    // U+2068 and U+2069: a first strong isolate.
    return words(type, "\u2068" + text + "\u2069", text::Weight::Bold);
}

View scrolling(const Setting& setting, std::string id, View inside) {
    return scroll({std::move(id), setting.say("scroll.up"), setting.say("scroll.down")}, std::move(inside));
}

std::string joined(const std::vector<std::string>& parts) {
    std::string line;
    for (const auto& part : parts) {
        if (part.empty()) continue;
        if (!line.empty()) line += " · ";
        line += part;
    }
    return line;
}

std::string unbroken(std::string_view words) {
    std::string whole;
    for (char letter : words) whole += letter == ' ' ? "\u00A0" : std::string(1, letter);
    return whole;
}

std::string source_line(const Setting& setting, std::vector<std::string> parts) {
    for (std::size_t i = 1; i < parts.size() && !setting.narrow(); ++i) parts[i] = unbroken(parts[i]);
    return joined(parts);
}

}  // namespace baken::screens
