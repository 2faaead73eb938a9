#include "kiosk/text/utf8.hpp"

#include <unicode/utf8.h>

#include <cstdint>

namespace baken::text {

char32_t next_character(std::string_view utf8, std::size_t& at) {
    if (static_cast<unsigned char>(utf8[at]) < 0x80) return static_cast<char32_t>(utf8[at++]);
    const char* rest = utf8.data() + at;
    auto length = static_cast<std::int32_t>(utf8.size() - at < 4 ? utf8.size() - at : 4);
    std::int32_t read = 0;
    UChar32 character = 0;
    U8_NEXT_OR_FFFD(rest, read, length, character);  // NOLINT(bugprone-inc-dec-in-conditions): ICU's own macro
    at += static_cast<std::size_t>(read);
    return static_cast<char32_t>(character);
}

}  // namespace baken::text
