#include "kiosk/ui/keyboard_view.hpp"

#include <algorithm>

namespace baken::ui {
namespace {

constexpr Mm kKeyGap{6};

View key_ground(View inside, std::string name, Action action, Mm wide, Mm high) {
    return std::move(inside)
        .filled(Tone::Card)
        .bordered(Tone::Line)
        .rounded(2_mm)
        .at_least(wide, high)
        .aligned(Place::Center, Place::Center)
        .named(Role::Button, std::move(name))
        .doing(std::move(action));
}

View letter_key(const std::string& letter, const Action& action, const KeyboardLook& look,
                const std::string& language) {
    View label = centered(tight(words(Type::Label, letter)));
    label.grow = 1;
    return key_ground(row(std::move(label)), letter, action, look.key_wide, look.key_high).in_language(language);
}

View icon_key(const std::string& icon_name, const std::string& name, Action action, const KeyboardLook& look) {
    return key_ground(row(arrow(icon_name, 7_mm).growing()), name, std::move(action), 14_mm, look.key_high)
        .padded(1_mm, 0_mm)
        .filled(Tone::Quiet);
}

View word_key(const std::string& word, const std::string& name, Action action, const KeyboardLook& look) {
    return key_ground(row(tight(words(Type::Label, word))), name, std::move(action), 14_mm, look.key_high)
        .padded(2_mm, 0_mm)
        .filled(Tone::Quiet);
}

std::size_t columns_in(const KeyboardLook& look) {
    auto fit = static_cast<int>((look.room.value + kKeyGap.value + 0.01) / (look.key_wide.value + kKeyGap.value));
    return static_cast<std::size_t>(std::max(1, fit));
}

// A row of equal cells; what it lacks of the widest row is left open at both ends.
View row_of_keys(const KeyRow& keys, std::size_t columns, const KeyboardLook& look, const std::string& language) {
    View line = row().gapped(kKeyGap).evenly();
    auto open = columns - keys.size();
    for (std::size_t i = 0; i < open / 2; ++i) line.children.emplace_back();
    for (const auto& key : keys) line.children.push_back(letter_key(key, {"key", key}, look, language));
    for (std::size_t i = open / 2; i < open; ++i) line.children.emplace_back();
    if (look.direction == text::Direction::RightToLeft) std::ranges::reverse(line.children);
    return line;
}

View offer_row(const Keyboard& keyboard, const KeyboardLook& look, std::size_t columns, const std::string& language) {
    View line = row().gapped(kKeyGap);
    if (!keyboard.composing().empty()) {
        columns = columns > 2 ? columns - 2 : 1;
        View typed = words(Type::Label, keyboard.composing(), text::Weight::Bold);
        line.children.push_back(row(std::move(typed)).aligned(Place::Center, Place::Center).inked(Tone::Action));
    }
    auto offers = keyboard.offers();
    bool more = offers.size() > columns;
    auto shown = more ? columns - 1 : offers.size();
    for (std::size_t i = 0; i < shown; ++i) {
        auto key = letter_key(offers[i], {"key-offer", std::to_string(i)}, look, language);
        line.children.push_back(std::move(key).filled(Tone::Quiet).bordered(Tone::Action));
    }
    if (more)
        line.children.push_back(icon_key("next", look.words.more, {"key-more-offers", std::to_string(shown)}, look));
    return std::move(line).at_least(0_mm, look.key_high);
}

// Where hardly any keys stand beside each other.
bool is_narrow(const KeyboardLook& look) {
    constexpr std::size_t kFew = 5;
    return columns_in(look) < kFew;
}

// The keys that change what the others write.
std::vector<View> switches(const Keyboard& keyboard, const KeyboardLook& look) {
    std::vector<View> keys;
    const auto& layout = *keyboard.layout();
    bool symbols = keyboard.page() == Keyboard::Page::Symbols;
    if (!layout.capitals.empty() && !symbols) {
        bool on = keyboard.page() == Keyboard::Page::Capitals;
        View shift = icon_key("shift", look.words.shift, {"key-shift", ""}, look).chosen(on);
        keys.push_back(on ? std::move(shift).filled(Tone::Action).inked(Tone::OnAction) : std::move(shift));
    }
    if (!layout.symbols.empty()) {
        keys.push_back(word_key(symbols ? layout.label : "123", symbols ? look.words.letters : look.words.symbols,
                                {"key-symbols", ""}, look));
    }
    if (keyboard.other() != nullptr) {
        const auto& other = *keyboard.other();
        keys.push_back(word_key(other.label, other.label, {"key-other", ""}, look).in_language(other.language));
    }
    return keys;
}

// A space, the way through the text, and the way back.
std::vector<View> editing_keys(const Keyboard& keyboard, const KeyboardLook& look) {
    std::vector<View> keys;
    bool spaces = keyboard.layout()->spaces;
    auto broad = is_narrow(look) ? 13_mm : 20_mm;
    keys.push_back(icon_key("back", look.words.left, {"key-left", ""}, look).droppable());
    if (spaces) {
        View bar = key_ground(row(centered(tight(words(Type::Meta, look.words.space))).growing().droppable()),
                              look.words.space, {"key", " "}, broad, look.key_high);
        keys.push_back(std::move(bar).padded(1_mm, 0_mm).growing());
    }
    keys.push_back(icon_key("next", look.words.right, {"key-right", ""}, look).droppable());
    View erase = icon_key("backspace", look.words.erase, {"key-erase", ""}, look);
    erase.least_wide = broad;
    if (!spaces) erase.grow = 1;
    keys.push_back(std::move(erase));
    return keys;
}

// One row; two where there is no room for both kinds beside each other.
std::vector<View> bottom_rows(const Keyboard& keyboard, const KeyboardLook& look) {
    auto first = switches(keyboard, look);
    auto rest = editing_keys(keyboard, look);
    constexpr std::size_t kBesideOnNarrow = 1;
    std::vector<View> rows;
    if (is_narrow(look) && first.size() > kBesideOnNarrow) {
        View line = row().gapped(kKeyGap);
        for (auto& key : first) line.children.push_back(std::move(key).growing());
        rows.push_back(std::move(line));
        first.clear();
    }
    View line = row().gapped(kKeyGap);
    std::ranges::move(first, std::back_inserter(line.children));
    std::ranges::move(rest, std::back_inserter(line.children));
    rows.push_back(std::move(line));
    return rows;
}

}  // namespace

std::vector<KeyRow> fitted_rows(const std::vector<KeyRow>& rows, std::size_t columns) {
    std::vector<KeyRow> fitted;
    KeyRow left_over;
    for (const auto& keys : rows) {
        auto length = std::min(keys.size(), columns);
        fitted.emplace_back(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(length));
        left_over.insert(left_over.end(), keys.begin() + static_cast<std::ptrdiff_t>(length), keys.end());
    }
    for (std::size_t at = 0; at < left_over.size(); at += columns) {
        auto end = std::min(left_over.size(), at + columns);
        fitted.emplace_back(left_over.begin() + static_cast<std::ptrdiff_t>(at),
                            left_over.begin() + static_cast<std::ptrdiff_t>(end));
    }
    return fitted;
}

View keyboard_view(const Keyboard& keyboard, const KeyboardLook& look) {
    View board = column().gapped(kKeyGap);
    if (keyboard.layout() == nullptr) return board;
    auto language = keyboard.layout()->language;
    auto most = columns_in(look);
    auto rows = fitted_rows(keyboard.rows(), most);
    std::size_t columns = 1;
    for (const auto& keys : rows) columns = std::max(columns, keys.size());
    if (keyboard.has_offers()) board.children.push_back(offer_row(keyboard, look, most, language));
    for (const auto& keys : rows) board.children.push_back(row_of_keys(keys, columns, look, language));
    for (auto& bottom : bottom_rows(keyboard, look)) board.children.push_back(std::move(bottom));
    return board;
}

View text_box(const TextField& field, const TextBoxLook& look) {
    View typed;
    typed.part = FieldPart{field.text(), field.caret(), look.active, look.lines};
    View box = column(std::move(typed).growing())
                   .padded(4_mm, 2.5_mm)
                   .filled(Tone::Card)
                   .bordered(look.active ? Tone::Action : Tone::Line, look.active ? 0.8_mm : 0.4_mm)
                   .rounded(2.5_mm)
                   .at_least(40_mm, 14_mm)
                   .named(Role::TextBox, look.name)
                   .doing(look.action)
                   .chosen(look.active);
    box.value = field.text();
    return box;
}

}  // namespace baken::ui
