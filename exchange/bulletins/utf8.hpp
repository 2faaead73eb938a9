// UTF-8 one code point at a time, for the cleaning that the CAP reader does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace baken::bulletins {

// Appends the code point; a surrogate or a value beyond U+10FFFF becomes U+FFFD.
void append_utf8(std::string& text, char32_t point);

// Takes the first code point off `rest`, which must not be empty. When the bytes there are not well formed, one byte is
// taken and nothing is returned.
[[nodiscard]] std::optional<char32_t> take_utf8(std::string_view& rest);

}  // namespace baken::bulletins
