#include "exchange/bulletins/utf8.hpp"

#include <cstdint>

#include "exchange/base/text.hpp"

namespace baken::bulletins {

void append_utf8(std::string& text, char32_t point) {
    if (point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) point = 0xFFFD;
    auto add = [&](char32_t bits) { text.push_back(static_cast<char>(static_cast<std::uint8_t>(bits))); };
    if (point < 0x80) return add(point);
    if (point < 0x800) {
        add(0xC0U | (point >> 6U));
    } else if (point < 0x10000) {
        add(0xE0U | (point >> 12U));
        add(0x80U | ((point >> 6U) & 0x3FU));
    } else {
        add(0xF0U | (point >> 18U));
        add(0x80U | ((point >> 12U) & 0x3FU));
        add(0x80U | ((point >> 6U) & 0x3FU));
    }
    add(0x80U | (point & 0x3FU));
}

std::optional<char32_t> take_utf8(std::string_view& rest) {
    auto lead = static_cast<std::uint8_t>(rest.front());
    std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    auto bytes = rest.substr(0, length);
    if (bytes.size() < length || !is_utf8(bytes)) {
        rest.remove_prefix(1);
        return std::nullopt;
    }
    rest.remove_prefix(length);
    if (length == 1) return lead;
    char32_t point = lead & (0x7FU >> length);
    for (char byte : bytes.substr(1)) point = (point << 6U) | (static_cast<std::uint8_t>(byte) & 0x3FU);
    return point;
}

}  // namespace baken::bulletins
