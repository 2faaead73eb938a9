#include "exchange/bulletins/markup.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/utf8.hpp"

namespace baken::bulletins {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// The value of encoding="..." in the XML declaration, in small letters; empty when there is none.
std::string declared_encoding(std::string_view text) {
    auto head = text.substr(0, std::min<std::size_t>(text.size(), 300));
    auto start = head.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || !head.substr(start).starts_with("<?xml")) return {};
    auto declaration = head.substr(start, head.find("?>", start) - start);
    auto at = declaration.find("encoding");
    if (at == std::string_view::npos) return {};
    auto quote = declaration.find_first_of("\"'", at);
    if (quote == std::string_view::npos) return {};
    auto end = declaration.find(declaration[quote], quote + 1);
    if (end == std::string_view::npos) return {};
    return to_lower_ascii(declaration.substr(quote + 1, end - quote - 1));
}

std::string from_windows_1252(std::string_view bytes) {
    constexpr std::array<char32_t, 32> kHigh = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (char byte : bytes) {
        auto value = static_cast<std::uint8_t>(byte);
        append_utf8(text, value >= 0x80 && value < 0xA0 ? kHigh[value - 0x80U] : char32_t{value});
    }
    return text;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
    auto unit = [&](std::size_t at) {
        auto high = static_cast<std::uint8_t>(bytes[big_endian ? at : at + 1]);
        auto low = static_cast<std::uint8_t>(bytes[big_endian ? at + 1 : at]);
        return static_cast<char32_t>((high << 8U) | low);
    };
    std::string text;
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        char32_t point = unit(at);
        if (point >= 0xD800 && point < 0xDC00 && at + 3 < bytes.size()) {
            char32_t low = unit(at + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
                at += 2;
            }
        }
        append_utf8(text, point);
    }
    return text;
}

// Text with wrong bytes in it is either UTF-8 that was damaged or windows-1252: whichever explains more bytes.
Decoded repair_utf8(std::string_view bytes) {
    std::size_t good = 0;
    std::size_t bad = 0;
    std::string replaced;
    for (auto rest = bytes; !rest.empty();) {
        auto point = take_utf8(rest);
        if (!point) ++bad;
        if (point && *point >= 0x80) ++good;
        append_utf8(replaced, point.value_or(0xFFFD));
    }
    if (good > bad)
        return {std::move(replaced), {fmt::format("{} bytes are not UTF-8 and were replaced by U+FFFD", bad)}};
    return {from_windows_1252(bytes), {"declared as UTF-8 but is not; read as windows-1252"}};
}

bool is_latin(const std::string& encoding) {
    return encoding == "iso-8859-1" || encoding == "iso8859-1" || encoding == "latin1" || encoding == "latin-1" ||
           encoding == "windows-1252" || encoding == "cp1252" || encoding == "iso-8859-15";
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char byte) { return static_cast<std::uint8_t>(byte) < 0x80; });
}

// Where the construct that starts at `at` and ends with `end` is over; npos when it never is.
std::size_t after(std::string_view text, std::size_t at, std::string_view end) {
    auto found = text.find(end, at);
    return found == std::string_view::npos ? found : found + end.size();
}

// The offset behind the '>' of a tag, minding quotes, in which a '>' may stand.
std::size_t after_tag(std::string_view text, std::size_t at) {
    char quote = '\0';
    for (; at < text.size(); ++at) {
        char letter = text[at];
        if (quote != '\0') {
            if (letter == quote) quote = '\0';
        } else if (letter == '"' || letter == '\'') {
            quote = letter;
        } else if (letter == '>') {
            return at + 1;
        }
    }
    return std::string_view::npos;
}

// One construct that begins with '<': where it ends and what it does to the depth.
struct Markup {
    std::size_t end = 0;
    int depth_change = 0;
    bool is_element = false;
    bool is_declaration = false;
};

Markup read_markup(std::string_view text, std::size_t at) {
    auto rest = text.substr(at);
    if (rest.starts_with("<!--")) return {after(text, at + 4, "-->")};
    if (rest.starts_with("<![CDATA[")) return {after(text, at, "]]>")};
    if (rest.starts_with("<!")) return {at + 2, 0, false, true};
    if (rest.starts_with("<?")) return {after(text, at, "?>")};
    auto end = after_tag(text, at);
    if (rest.starts_with("</")) return {end, -1};
    bool closes_itself = end != std::string_view::npos && text[end - 2] == '/';
    return {end, closes_itself ? 0 : 1, true};
}

// Does the text begin with "&...;" as XML without a DTD knows it?
bool is_reference(std::string_view text) {
    auto end = text.substr(0, 12).find(';');
    if (end == std::string_view::npos) return false;
    auto name = text.substr(1, end - 1);
    if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") return true;
    bool hex = name.starts_with("#x");
    auto digits = name.substr(std::min<std::size_t>(name.size(), hex ? 2 : 1));
    auto allowed = hex ? std::string_view("0123456789abcdefABCDEF") : std::string_view("0123456789");
    return name.starts_with('#') && !digits.empty() && digits.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

Result<Decoded> decode_markup(std::string_view bytes) {
    if (bytes.starts_with("\xFE\xFF")) return Decoded{from_utf16(bytes, true), {}};
    if (bytes.starts_with("\xFF\xFE")) return Decoded{from_utf16(bytes, false), {}};
    if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
    auto declared = declared_encoding(bytes);
    bool latin = is_latin(declared);
    bool utf8 = declared.empty() || declared == "utf-8" || declared == "utf8" || declared == "us-ascii";
    if (is_utf8(bytes)) {
        Decoded decoded{std::string(bytes), {}};
        if (!utf8 && !is_ascii(bytes)) decoded.repairs.push_back("declared as " + declared + " but is UTF-8");
        return decoded;
    }
    if (latin) return Decoded{from_windows_1252(bytes), {}};
    if (utf8) return repair_utf8(bytes);
    return refuse("cap.encoding", "the encoding " + declared.substr(0, 40) + " is not known here",
                  "send the message in UTF-8");
}

Done check_markup(std::string_view text, const MarkupLimits& limits) {
    std::size_t elements = 0;
    std::int64_t depth = 0;
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
        auto markup = read_markup(text, at);
        if (markup.is_declaration)
            return refuse("cap.dtd", "the file declares a DOCTYPE or entities, which are never processed",
                          "send the message without a DTD");
        if (markup.end == std::string_view::npos) return refuse("cap.xml", "the file ends in the middle of a tag");
        depth += markup.depth_change;
        if (markup.is_element) ++elements;
        if (elements > limits.elements || depth > static_cast<std::int64_t>(limits.depth))
            return refuse("cap.limits",
                          fmt::format("more than {} elements or nested deeper than {}", limits.elements, limits.depth));
        at = markup.end;
    }
    return {};
}

std::vector<std::size_t> stray_ampersands(std::string_view text, std::size_t most) {
    std::vector<std::size_t> found;
    for (auto at = text.find_first_of("&<"); at < text.size() && found.size() < most;) {
        auto rest = text.substr(at);
        if (rest.starts_with("<!--")) {
            at = after(text, at, "-->");
        } else if (rest.starts_with("<![CDATA[")) {
            at = after(text, at, "]]>");
        } else {
            if (rest.front() == '&' && !is_reference(rest)) found.push_back(at);
            ++at;
        }
        at = text.find_first_of("&<", at);
    }
    return found;
}

}  // namespace baken::bulletins
