// Reading UTF-8 a character at a time, whatever the bytes.
#pragma once

#include <cstddef>
#include <string_view>

namespace baken::text {

// The character at `at`, which moves behind it; U+FFFD for bytes that are not UTF-8. `at` is less than utf8.size().
[[nodiscard]] char32_t next_character(std::string_view utf8, std::size_t& at);

}  // namespace baken::text
