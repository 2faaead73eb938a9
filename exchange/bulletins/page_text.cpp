#include "exchange/bulletins/page_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "exchange/base/text.hpp"

namespace baken::bulletins {
namespace {

// Does a sign of this kind stand here: U+3000 to U+9FFF, or full-width forms U+FF00 to U+FF7F?
bool is_wide(std::string_view sign) {
    if (sign.size() < 3) return false;
    auto first = static_cast<std::uint8_t>(sign[0]);
    auto second = static_cast<std::uint8_t>(sign[1]);
    return (first >= 0xE3 && first <= 0xE9) || (first == 0xEF && (second == 0xBC || second == 0xBD));
}

std::string_view last_three(std::string_view text) {
    return text.size() < 3 ? std::string_view{} : text.substr(text.size() - 3);
}

void trim_left(std::string& text) {
    text.erase(0, text.find_first_not_of(" \n\t"));
}

void trim_right(std::string& text) {
    text.erase(text.find_last_not_of(" \n\t") + 1);
}

bool is_icon_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

std::string to_utf8(std::uint32_t point) {
    auto tail = [&](int shift) { return static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
    if (point < 0x80) return {static_cast<char>(point)};
    if (point < 0x800) return {static_cast<char>(0xC0 | (point >> 6)), tail(0)};
    if (point < 0x10000) return {static_cast<char>(0xE0 | (point >> 12)), tail(6), tail(0)};
    return {static_cast<char>(0xF0 | (point >> 18)), tail(12), tail(6), tail(0)};
}

std::string decode_number(std::string_view digits, int base) {
    std::uint32_t point = 0;
    auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), point, base);
    if (problem != std::errc{} || end != digits.data() + digits.size()) return {};
    bool allowed = point >= 0x20 && point != 0x7F && point <= 0x10FFFF && !(point >= 0xD800 && point < 0xE000);
    return allowed ? to_utf8(point) : std::string{};
}

}  // namespace

void TextBuilder::add(std::string_view words) {
    if (words.empty()) return;
    auto emphasis = stress_ > 0 ? Emphasis::Strong : Emphasis::None;
    if (break_pending_ && !spans_.empty()) {
        bool joins = is_wide(last_three(spans_.back().text)) && is_wide(words);
        if (!joins) spans_.back().text += ' ';
    }
    break_pending_ = false;
    // A picture taken out from between two words leaves the spaces on both its sides.
    if (!spans_.empty() && spans_.back().text.ends_with(' ') && words.starts_with(' ')) words.remove_prefix(1);
    if (!spans_.empty() && spans_.back().emphasis == emphasis) {
        spans_.back().text += words;
    } else {
        spans_.push_back({std::string(words), emphasis});
    }
}

PageText TextBuilder::take() {
    break_pending_ = false;
    auto spans = std::exchange(spans_, {});
    if (!spans.empty()) trim_left(spans.front().text);
    if (!spans.empty()) trim_right(spans.back().text);
    std::erase_if(spans, [](const PageSpan& span) { return span.text.empty(); });
    return spans;
}

void take_icon(Paragraph& paragraph) {
    if (paragraph.text.empty() || !paragraph.text.front().text.starts_with(':')) return;
    auto& words = paragraph.text.front().text;
    auto end = words.find(':', 1);
    if (end == std::string::npos || end == 1) return;
    auto name = std::string_view(words).substr(1, end - 1);
    if (!std::ranges::all_of(name, is_icon_char)) return;
    paragraph.icon = std::string(name);
    words.erase(0, end + 1);
    trim_left(words);
    if (words.empty()) paragraph.text.erase(paragraph.text.begin());
}

void hoist_icon(ListItem& item) {
    if (item.blocks.empty()) return;
    auto* paragraph = std::get_if<Paragraph>(&item.blocks.front().content);
    if (paragraph != nullptr) item.icon = std::exchange(paragraph->icon, {});
}

std::optional<Callout::Kind> take_callout_kind(std::vector<Block>& blocks) {
    using Named = std::pair<std::string_view, Callout::Kind>;
    constexpr std::array<Named, 4> kKinds{{{"[!danger]", Callout::Kind::Danger},
                                           {"[!warning]", Callout::Kind::Warning},
                                           {"[!info]", Callout::Kind::Info},
                                           {"[!good]", Callout::Kind::Good}}};
    auto* first = blocks.empty() ? nullptr : std::get_if<Paragraph>(&blocks.front().content);
    if (first == nullptr || first->text.empty()) return std::nullopt;
    auto& words = first->text.front().text;
    for (const auto& [marker, kind] : kKinds) {
        if (!words.starts_with(marker)) continue;
        words.erase(0, marker.size());
        trim_left(words);
        if (words.empty()) first->text.erase(first->text.begin());
        take_icon(*first);
        if (first->text.empty()) blocks.erase(blocks.begin());
        return kind;
    }
    return std::nullopt;
}

std::optional<int> first_line_of(const List& list) {
    for (const auto& item : list.items) {
        if (!item.blocks.empty()) return item.blocks.front().line;
    }
    return std::nullopt;
}

std::string decode_entity(std::string_view entity) {
    using Named = std::pair<std::string_view, std::string_view>;
    constexpr std::array<Named, 12> kNamed{{{"&amp;", "&"},
                                            {"&lt;", "<"},
                                            {"&gt;", ">"},
                                            {"&quot;", "\""},
                                            {"&nbsp;", "\u00A0"},
                                            {"&shy;", "\u00AD"},
                                            {"&euro;", "€"},
                                            {"&deg;", "°"},
                                            {"&ndash;", "–"},
                                            {"&mdash;", "—"},
                                            {"&hellip;", "…"},
                                            {"&zwnj;", "\u200C"}}};
    auto found = std::ranges::find(kNamed, entity, &Named::first);
    if (found != kNamed.end()) return std::string(found->second);
    if (entity.size() < 4 || !entity.starts_with("&#")) return std::string(entity);
    bool is_hex = entity[2] == 'x' || entity[2] == 'X';
    auto digits = entity.substr(is_hex ? 3 : 2);
    auto decoded = decode_number(digits.substr(0, digits.size() - 1), is_hex ? 16 : 10);
    return decoded.empty() ? std::string(entity) : decoded;
}

bool is_picture_file(std::string_view file) {
    auto lower = to_lower_ascii(file);
    bool is_picture =
        lower.ends_with(".png") || lower.ends_with(".jpg") || lower.ends_with(".jpeg") || lower.ends_with(".svg");
    return is_picture && !file.starts_with('/') && !file.starts_with('.') &&
           file.find("/.") == std::string_view::npos && file.find_first_of(":\\%?#") == std::string_view::npos;
}

}  // namespace baken::bulletins
