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

// RFC 4648 section 4, with padding: for keeping bytes where only text can stand.
[[nodiscard]] std::string to_base64(std::string_view bytes);
// Nothing when it is not written exactly so.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

// Every byte but ASCII letters, digits and "-._~" becomes %XX, so that the result is one name without a folder in it,
// safe both as a file name and inside a URL. A role name goes through this before it names a file.
[[nodiscard]] std::string percent_quote(std::string_view text);

}  // namespace baken::trust
