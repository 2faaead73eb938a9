// The letters of a text that is known to be UTF-8.
#pragma once

#include <cstdint>
#include <string_view>

namespace baken::records {

// Takes the first code point off `text`, which must be UTF-8 and not empty.
[[nodiscard]] inline char32_t take_letter(std::string_view& text) {
    auto lead = static_cast<std::uint8_t>(text.front());
    std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    constexpr std::uint8_t kLeadBits[] = {0x7F, 0x1F, 0x0F, 0x07};
    char32_t point = lead & kLeadBits[length - 1];
    for (std::size_t i = 1; i < length; ++i) point = (point << 6U) | (static_cast<std::uint8_t>(text[i]) & 0x3FU);
    text.remove_prefix(length);
    return point;
}

}  // namespace baken::records
