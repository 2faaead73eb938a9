#include "exchange/records/text_rule.hpp"

#include <algorithm>

#include "exchange/base/text.hpp"
#include "exchange/records/letters.hpp"

namespace baken::records {
namespace {

bool is_control(char32_t letter, Lines lines) {
    if (letter == U'\n') return lines == Lines::One;
    bool separator = letter == 0x2028 || letter == 0x2029;
    bool turns = (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
    return letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || separator || turns;
}

bool has_control(std::string_view text, Lines lines) {
    while (!text.empty()) {
        if (is_control(take_letter(text), lines)) return true;
    }
    return false;
}

}  // namespace

std::size_t count_letters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0U) != 0x80; }));
}

std::optional<TextFault> text_fault(std::string_view text, TextRule rule) {
    if (!is_utf8(text)) return TextFault::NotUtf8;
    if (count_letters(text) > rule.most) return TextFault::TooLong;
    if (has_control(text, rule.lines)) return TextFault::Control;
    if (trim(text).empty()) return TextFault::Empty;
    return std::nullopt;
}

std::string_view name_of(TextFault fault) {
    switch (fault) {
        case TextFault::NotUtf8:
            return "utf8";
        case TextFault::Control:
            return "control";
        case TextFault::TooLong:
            return "length";
        case TextFault::Empty:
            return "empty";
    }
    return {};
}

}  // namespace baken::records
