// Small questions about strings that many rooms ask.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace baken {

// Parts between separators, empty ones kept: split("a,,b", ',') is {"a", "", "b"}.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

// Without ASCII white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

// ASCII letters made small; other bytes are left as they are.
[[nodiscard]] std::string to_lower_ascii(std::string_view text);

// One of the ten ASCII digits?
[[nodiscard]] constexpr bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

// Is this well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF)?
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace baken
