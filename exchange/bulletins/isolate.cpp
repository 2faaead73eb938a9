#include "exchange/bulletins/isolate.hpp"

#include <cstdint>

namespace baken::bulletins {
namespace {

// Hebrew to the end of Arabic Extended-A (U+0590 to U+08FF) starts with these bytes in UTF-8, and the presentation
// forms of both (U+FB1D to U+FEFC) with EF AC to EF BB. A few other characters share them; an isolate too many is
// harmless.
bool has_right_to_left_letters(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto byte = static_cast<std::uint8_t>(text[i]);
        auto next = i + 1 < text.size() ? static_cast<std::uint8_t>(text[i + 1]) : 0;
        if (byte >= 0xD6 && byte <= 0xDF) return true;
        if (byte == 0xE0 && next >= 0xA0 && next <= 0xA3) return true;
        if (byte == 0xEF && next >= 0xAC && next <= 0xBB) return true;
    }
    return false;
}

}  // namespace

std::string isolate(std::string_view text, LineDirection line) {
    bool needed = line == LineDirection::RightToLeft || has_right_to_left_letters(text);
    if (text.empty() || !needed) return std::string(text);
    return "\u2068" + std::string(text) + "\u2069";
}

std::string without_isolates(std::string text) {
    for (std::string_view mark : {"\u2066", "\u2067", "\u2068", "\u2069"}) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) text.erase(at, mark.size());
    }
    return text;
}

}  // namespace baken::bulletins
