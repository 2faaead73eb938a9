#include "kiosk/screens/staff_blocks.hpp"

#include <algorithm>

namespace baken::screens {

using namespace ui;

namespace {

View label_of(const std::string& text) {
    return tight(words(Type::Label, text, text::Weight::Bold)).inked(Tone::Mute);
}

// The chosen one is filled and ticked: never colour alone.
View choice_view(const StaffChoice& choice, bool urgent) {
    View chip = row();
    if (choice.chosen) chip.children.push_back(icon("check", 6_mm));
    chip.children.push_back(tight(words(Type::Label, choice.label, text::Weight::Bold)));
    Tone ground = urgent ? Tone::Danger : Tone::Action;
    chip.fill = choice.chosen ? ground : Tone::Card;
    chip.ink = choice.chosen ? (urgent ? Tone::OnDanger : Tone::OnAction) : Tone::Ink;
    chip.border = choice.chosen ? ground : Tone::Line;
    return std::move(chip)
        .gapped(2_mm)
        .padded(5_mm, 2.5_mm)
        .rounded(2.5_mm)
        .at_least(24_mm, 14_mm)
        .aligned(Place::Center, Place::Center)
        .named(Role::Button, choice.label)
        .doing(choice.action)
        .chosen(choice.chosen);
}

View block_view(const Setting&, const StaffHeading& heading) {
    return part_title(heading.text);
}

View block_view(const Setting&, const StaffText& text) {
    auto view = words(Type::Body, text.text);
    return text.quiet ? std::move(view).inked(Tone::Mute) : view;
}

View block_view(const Setting&, const StaffRemark& remark) {
    switch (remark.kind) {
        case StaffRemark::Kind::Good:
            return notice("good", remark.text, Tone::Good, Tone::OnGood);
        case StaffRemark::Kind::Warning:
            return notice("warning", remark.text, Tone::Warning, Tone::OnWarning);
        case StaffRemark::Kind::Danger:
            return notice("danger", remark.text, Tone::Danger, Tone::OnDanger);
        case StaffRemark::Kind::Note:
            break;
    }
    return notice("info", remark.text, Tone::Quiet, Tone::Ink);
}

View block_view(const Setting&, const StaffQuestion& question) {
    View choices = wrap().gapped(6_mm);
    for (const auto& choice : question.choices) choices.children.push_back(choice_view(choice, question.urgent));
    View whole = column().gapped(1.5_mm);
    if (!question.label.empty()) whole.children.push_back(label_of(question.label));
    whole.children.push_back(std::move(choices));
    return whole;
}

View field_view(const StaffField& field) {
    bool empty = field.value.empty();
    View box = column(tight(words(Type::Body, empty ? field.hint : field.value)).inked(empty ? Tone::Mute : Tone::Ink))
                   .padded(5_mm, 3_mm)
                   .filled(Tone::Card)
                   .bordered(Tone::Mute)
                   .rounded(2.5_mm)
                   .at_least(40_mm, 14_mm)
                   .aligned(Place::Center, Place::Stretch)
                   .named(Role::TextBox, joined({field.label, field.value}))
                   .doing(field.action);
    return column(label_of(field.label), std::move(box)).gapped(1.5_mm);
}

View block_view(const Setting&, const StaffFields& fields) {
    std::vector<View> cells;
    for (const auto& field : fields.fields) cells.push_back(field_view(field));
    auto cells_view = grid(100_mm, std::move(cells)).gapped(6_mm);
    cells_view.most_columns = 2;
    return cells_view;
}

View amount_view(const StaffAmount& amount) {
    View value = centered(tight(words(Type::Title, amount.value, text::Weight::Bold)));
    return column(label_of(amount.label),
                  row(icon_button("minus", amount.less, amount.less_action), std::move(value).growing(),
                      icon_button("plus", amount.more, amount.more_action))
                      .gapped(4_mm)
                      .aligned(Place::Start, Place::Center))
        .gapped(1.5_mm)
        .padded(4_mm, 3_mm)
        .filled(Tone::Card)
        .bordered(Tone::Line)
        .rounded(2.5_mm)
        .named(Role::ListItem, joined({amount.label, amount.value}));
}

View block_view(const Setting&, const StaffAmounts& amounts) {
    std::vector<View> cells;
    for (const auto& amount : amounts.amounts) cells.push_back(amount_view(amount));
    return grid(84_mm, std::move(cells)).gapped(6_mm);
}

struct EdgeLook {
    Tone ground;
    Tone on_ground;
    const char* icon;
};
EdgeLook look_of(StaffEdge edge) {
    switch (edge) {
        case StaffEdge::Danger:
            return {Tone::Danger, Tone::OnDanger, "danger"};
        case StaffEdge::Warning:
            return {Tone::Warning, Tone::OnWarning, "warning"};
        case StaffEdge::Info:
            return {Tone::Info, Tone::OnInfo, "info"};
        case StaffEdge::Good:
            return {Tone::Good, Tone::OnGood, "good"};
        case StaffEdge::Plain:
            break;
    }
    return {Tone::Quiet, Tone::Ink, "note"};
}

View entry_view(const StaffEntry& entry) {
    auto look = look_of(entry.edge);
    View edge = column(icon(entry.picked ? "check" : look.icon, 7_mm))
                    .padded(3_mm, 2_mm)
                    .filled(look.ground)
                    .inked(look.on_ground)
                    .rounded(2.5_mm)
                    .aligned(Place::Center, Place::Center);
    edge.round_start_only = true;
    View texts = column(tight(words(Type::Label, entry.title, text::Weight::Bold))).gapped(0.5_mm).padded(4_mm, 2.5_mm);
    if (!entry.line.empty()) texts.children.push_back(tight(words(Type::Meta, entry.line)));
    if (!entry.status.empty()) {
        texts.children.push_back(
            tight(words(Type::Meta, entry.status, text::Weight::Bold)).inked(entry.good ? Tone::GoodInk : Tone::Ink));
    }
    auto name = joined({entry.title, entry.line, entry.status});
    View whole = card(row(std::move(edge), std::move(texts).growing())).at_least(0_mm, 14_mm);
    if (entry.action.empty()) return std::move(whole).named(Role::ListItem, name);
    return std::move(whole).named(Role::Button, name).doing(entry.action).chosen(entry.picked);
}

View block_view(const Setting&, const StaffEntries& entries) {
    if (entries.entries.empty()) return words(Type::Body, entries.none).inked(Tone::Mute);
    View list = column().gapped(6_mm);
    for (const auto& entry : entries.entries) list.children.push_back(entry_view(entry));
    return list;
}

View state_icon(StaffFact::State state) {
    switch (state) {
        case StaffFact::State::Good:
            return icon("good", 7_mm, Tone::GoodInk);
        case StaffFact::State::Doubtful:
            return icon("warning", 7_mm, Tone::Ink);
        case StaffFact::State::Bad:
            return icon("danger", 7_mm, Tone::DangerInk);
        case StaffFact::State::Waiting:
        case StaffFact::State::Plain:
            break;
    }
    return icon("hourglass", 7_mm, Tone::Mute);
}

View block_view(const Setting&, const StaffFacts& facts) {
    View list = column().gapped(4_mm).padded(5_mm, 4_mm);
    auto plain = [](const StaffFact& fact) { return fact.state == StaffFact::State::Plain; };
    // Where some have a sign, the words of all begin at the same place.
    bool signs = !std::ranges::all_of(facts.facts, plain);
    for (const auto& fact : facts.facts) {
        View texts = column(tight(words(Type::Label, fact.what, text::Weight::Bold))).gapped(0.5_mm).growing();
        if (!fact.text.empty()) texts.children.push_back(tight(words(Type::Body, fact.text)));
        View line = row();
        if (signs) line.children.push_back(plain(fact) ? View{}.at_least(7_mm, 0_mm) : state_icon(fact.state));
        list.children.push_back(std::move(line)
                                    .add(std::move(texts))
                                    .gapped(4_mm)
                                    .aligned(Place::Start, Place::Center)
                                    .named(Role::ListItem, joined({fact.what, fact.text})));
    }
    return card(std::move(list));
}

View block_view(const Setting&, const StaffButtons& buttons) {
    View line = wrap().gapped(6_mm);
    for (const auto& button : buttons.buttons) line.children.push_back(staff_button(button));
    return line;
}

View block_view(const Setting&, const StaffCard& card_lines) {
    View list = column().gapped(2_mm).padded(6_mm, 5_mm);
    for (const auto& line : card_lines.lines) {
        bool goes_on = line.starts_with("  ");
        auto text = tight(words(Type::Body, line.substr(goes_on ? 2 : 0)));
        list.children.push_back(goes_on ? row(std::move(text).growing()).padded(6_mm, 0_mm) : std::move(text));
    }
    return card(std::move(list)).named(Role::List, "");
}

}  // namespace

View staff_block(const Setting& setting, const StaffBlock& block) {
    return std::visit([&](const auto& one) { return block_view(setting, one); }, block);
}

}  // namespace baken::screens
