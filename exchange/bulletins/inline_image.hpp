// A picture that travels inside an alert (CAP 1.2 section 3.2.3, derefUri).
#pragma once

#include <string>
#include <string_view>

#include "exchange/base/error.hpp"

namespace baken::bulletins {

struct InlineSource {
    std::string_view mime_type;
    std::string_view base64;
    std::string_view digest;  // SHA-1 in hexadecimal, or empty
};

// The bytes of a PNG or JPEG of at most `most` bytes that begins like one. Errors: cap.image.type, cap.image.size,
// cap.image.base64, cap.image.digest.
[[nodiscard]] Result<std::string> read_inline_image(const InlineSource& source, std::size_t most);

}  // namespace baken::bulletins
