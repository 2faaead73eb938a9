// Bytes as text: hexadecimal and URL quoting.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace baken::trust {

// Lower case, two digits a byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);

// Digits of either case; nothing when a digit is foreign or one is missing at the end.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

// Every byte but ASCII letters, digits and "-._~" becomes %XX, so that the result is one name without a folder in it,
// safe both as a file name and inside a URL. A role name goes through this before it names a file.
[[nodiscard]] std::string percent_quote(std::string_view text);

}  // namespace baken::trust
