#include "exchange/bulletins/plain_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/utf8.hpp"

namespace baken::bulletins {
namespace {

// Tags that end a line, tags that leave no trace, and tags whose content is not for reading. Names not listed are not
// taken for tags.
constexpr auto kLineTags = std::to_array<std::string_view>(
    {"br", "p",  "div",        "tr",  "ul", "ol", "table", "h1",      "h2",      "h3",     "h4",     "h5",
     "h6", "hr", "blockquote", "pre", "dl", "dt", "dd",    "section", "article", "header", "footer", "form"});
constexpr auto kSilentTags = std::to_array<std::string_view>(
    {"a",    "b",    "i",     "u",      "s",     "em",   "strong", "span", "font", "center", "small", "big",
     "sup",  "sub",  "code",  "strike", "del",   "ins",  "abbr",   "nobr", "img",  "tbody",  "thead", "tfoot",
     "html", "body", "input", "button", "label", "mark", "cite",   "q",    "tt",   "wbr",    "video", "audio",
     "meta", "link", "svg",   "o:p",    "main",  "nav",  "figure", "kbd",  "var",  "samp",   "time",  "base"});
constexpr auto kHiddenTags =
    std::to_array<std::string_view>({"script", "style", "head", "title", "iframe", "object", "noscript", "template"});

template <std::size_t Count>
bool has(const std::array<std::string_view, Count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr auto kEntities = std::to_array<std::pair<std::string_view, char32_t>>(
    {{"amp", U'&'},     {"lt", U'<'},      {"gt", U'>'},      {"quot", U'"'},    {"apos", U'\''},   {"nbsp", 0xA0},
     {"shy", 0xAD},     {"deg", 0xB0},     {"plusmn", 0xB1},  {"middot", 0xB7},  {"laquo", 0xAB},   {"raquo", 0xBB},
     {"copy", 0xA9},    {"reg", 0xAE},     {"sect", 0xA7},    {"frac12", 0xBD},  {"times", 0xD7},   {"szlig", 0xDF},
     {"agrave", 0xE0},  {"aacute", 0xE1},  {"acirc", 0xE2},   {"auml", 0xE4},    {"aring", 0xE5},   {"aelig", 0xE6},
     {"ccedil", 0xE7},  {"egrave", 0xE8},  {"eacute", 0xE9},  {"ecirc", 0xEA},   {"euml", 0xEB},    {"iacute", 0xED},
     {"icirc", 0xEE},   {"iuml", 0xEF},    {"ntilde", 0xF1},  {"oacute", 0xF3},  {"ocirc", 0xF4},   {"ouml", 0xF6},
     {"oslash", 0xF8},  {"ugrave", 0xF9},  {"uacute", 0xFA},  {"ucirc", 0xFB},   {"uuml", 0xFC},    {"Auml", 0xC4},
     {"Ouml", 0xD6},    {"Uuml", 0xDC},    {"Eacute", 0xC9},  {"euro", 0x20AC},  {"ndash", 0x2013}, {"mdash", 0x2014},
     {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bull", 0x2022},  {"hellip", 0x2026},
     {"zwnj", 0x200C},  {"zwj", 0x200D},   {"lrm", 0x200E},   {"rlm", 0x200F}});

std::optional<char32_t> entity_value(std::string_view name) {
    if (name.starts_with('#')) {
        bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        auto digits = name.substr(hex ? 2 : 1);
        std::uint32_t value = 0;
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
        if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
        return value;
    }
    for (const auto& [known, point] : kEntities) {
        if (known == name) return point;
    }
    return std::nullopt;
}

// Takes one "&...;" off `rest` if it is a character.
std::optional<char32_t> take_entity(std::string_view& rest) {
    auto end = rest.substr(0, 12).find(';');
    if (end == std::string_view::npos) return std::nullopt;
    auto value = entity_value(rest.substr(1, end - 1));
    if (value) rest.remove_prefix(end + 1);
    return value;
}

struct Tag {
    std::string name;  // small letters
    bool closing = false;
};

// Takes one "<...>" off `rest` if it is a known tag or a comment.
std::optional<Tag> take_tag(std::string_view& rest) {
    constexpr std::size_t kLongestTag = 4'000;
    if (rest.starts_with("<!--")) {
        auto end = rest.find("-->");
        if (end == std::string_view::npos) return std::nullopt;
        rest.remove_prefix(end + 3);
        return Tag{};
    }
    bool closing = rest.starts_with("</");
    auto inside = rest.substr(closing ? 2 : 1, kLongestTag);
    auto length = static_cast<std::size_t>(
        std::find_if(inside.begin(), inside.end(),
                     [](unsigned char letter) { return std::isalnum(letter) == 0 && letter != ':'; }) -
        inside.begin());
    auto name = to_lower_ascii(inside.substr(0, length));
    bool known = has(kLineTags, name) || has(kSilentTags, name) || has(kHiddenTags, name) || name == "li" ||
                 name == "td" || name == "th";
    auto end = inside.find('>', length);
    if (!known || end == std::string_view::npos || inside.substr(length, end - length).find('<') != std::string::npos)
        return std::nullopt;
    rest.remove_prefix(end + (closing ? 3 : 2));
    return Tag{std::move(name), closing};
}

// Skips to behind the closing tag of this name, or to the end of the text.
void skip_content(std::string_view& rest, const std::string& name) {
    auto lower = to_lower_ascii(rest);
    auto end = lower.find("</" + name);
    if (end == std::string::npos) {
        rest = {};
        return;
    }
    rest.remove_prefix(end);
    auto close = rest.find('>');
    rest.remove_prefix(close == std::string_view::npos ? rest.size() : close + 1);
}

void apply(const Tag& tag, std::string& text, std::string_view& rest) {
    bool second_half = tag.closing && (tag.name == "br" || tag.name == "hr");
    if (has(kLineTags, tag.name) && !second_half) text += '\n';
    if (tag.name == "li" && !tag.closing) text += "\n- ";
    if (tag.name == "td" || tag.name == "th") text += ' ';
    if (has(kHiddenTags, tag.name) && !tag.closing) skip_content(rest, tag.name);
}

std::string without_markup(std::string_view rest) {
    std::string text;
    text.reserve(rest.size());
    while (!rest.empty()) {
        auto plain = rest.substr(0, rest.find_first_of("<&"));
        text += plain;
        rest.remove_prefix(plain.size());
        if (rest.empty()) break;
        if (rest.front() == '<') {
            if (auto tag = take_tag(rest)) {
                apply(*tag, text, rest);
                continue;
            }
        } else if (auto point = take_entity(rest)) {
            append_utf8(text, *point);
            continue;
        }
        text += rest.front();
        rest.remove_prefix(1);
    }
    return text;
}

// Controls have no glyph; direction overrides can make a text say something else than it does. The marks and isolates
// that honest right-to-left text needs stay.
bool is_unwanted(char32_t point) {
    if (point < 0x20) return point != '\n';
    return (point >= 0x7F && point < 0xA0) || point == 0x202D || point == 0x202E || point == 0xFEFF ||
           (point >= 0xFFF9 && point <= 0xFFFB) || (point & 0xFFFEU) == 0xFFFE || (point >= 0xE0000 && point < 0xE0080);
}

// White space is a blank or a line feed from here on.
std::string without_controls(std::string_view rest) {
    std::string text;
    text.reserve(rest.size());
    while (!rest.empty()) {
        auto point = take_utf8(rest).value_or(0xFFFD);
        if (point == '\r' && rest.starts_with('\n')) continue;
        if (point == '\r' || point == 0x2028 || point == 0x2029 || point == 0x85 || point == 0x0C) point = '\n';
        if (point == '\t' || point == 0x0B) point = ' ';
        if (!is_unwanted(point)) append_utf8(text, point);
    }
    return text;
}

}  // namespace

std::string plain_text(std::string_view text) {
    auto once = without_markup(text);
    // Some issuers escape their markup twice.
    auto clean = without_controls(once == text ? once : without_markup(once));
    std::string lines;
    int empty_lines = 0;
    for (auto line : split(clean, '\n')) {
        line = trim(line);
        empty_lines = line.empty() ? empty_lines + 1 : 0;
        if (empty_lines > 1 || (line.empty() && lines.empty())) continue;
        lines += line;
        lines += '\n';
    }
    while (!lines.empty() && lines.back() == '\n') lines.pop_back();
    return lines;
}

std::string plain_line(std::string_view text) {
    std::string line;
    for (char letter : plain_text(text)) {
        if (letter == '\n') letter = ' ';
        if (letter == ' ' && (line.empty() || line.back() == ' ')) continue;
        line += letter;
    }
    return line;
}

std::string_view cut_utf8(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<std::uint8_t>(text[most]) & 0xC0U) == 0x80) --most;
    return text.substr(0, most);
}

}  // namespace baken::bulletins
