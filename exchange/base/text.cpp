#include "exchange/base/text.hpp"

#include <cstdint>

namespace baken {

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view kWhite = " \t\r\n\f\v";
    auto first = text.find_first_not_of(kWhite);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kWhite) - first + 1);
}

std::string to_lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

namespace {

// How many bytes follow this lead byte, and the smallest code point that needs so many; -1 when it leads nothing.
struct Lead {
    int more;
    std::uint32_t bits;
    std::uint32_t smallest;
};

Lead read_lead(std::uint8_t byte) {
    if (byte < 0x80) return {0, byte, 0};
    if (byte >= 0xC2 && byte < 0xE0) return {1, byte & 0x1FU, 0x80};
    if (byte >= 0xE0 && byte < 0xF0) return {2, byte & 0x0FU, 0x800};
    if (byte >= 0xF0 && byte < 0xF5) return {3, byte & 0x07U, 0x10000};
    return {-1, 0, 0};
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        auto lead = read_lead(static_cast<std::uint8_t>(text.front()));
        text.remove_prefix(1);
        if (lead.more < 0 || text.size() < static_cast<std::size_t>(lead.more)) return false;
        std::uint32_t point = lead.bits;
        for (int i = 0; i < lead.more; ++i) {
            auto byte = static_cast<std::uint8_t>(text[static_cast<std::size_t>(i)]);
            if ((byte & 0xC0U) != 0x80) return false;
            point = (point << 6U) | (byte & 0x3FU);
        }
        text.remove_prefix(static_cast<std::size_t>(lead.more));
        if (point < lead.smallest || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return false;
    }
    return true;
}

}  // namespace baken
