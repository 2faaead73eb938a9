// From bytes of any origin to UTF-8 text that an XML parser may be given: bounded, without a DTD, in one encoding.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"

namespace baken::bulletins {

struct Decoded {
    std::string text;                  // UTF-8 without byte order mark
    std::vector<std::string> repairs;  // one sentence for each thing that was not as declared; empty when all was well
};

// Reads UTF-8, UTF-16 with a byte order mark, ISO-8859-1 and windows-1252, and repairs what is declared as one and is
// another. Errors: cap.encoding.
[[nodiscard]] Result<Decoded> decode_markup(std::string_view bytes);

struct MarkupLimits {
    std::size_t elements = 0;
    std::size_t depth = 0;
};

// Looks at the tags before anything is allocated for them. Errors: cap.dtd, cap.limits, cap.xml (a tag, comment or
// section without an end).
[[nodiscard]] Done check_markup(std::string_view text, const MarkupLimits& limits);

// Offsets of ampersands that begin no character or predefined entity reference; at most `most` of them.
[[nodiscard]] std::vector<std::size_t> stray_ampersands(std::string_view text, std::size_t most);

}  // namespace baken::bulletins
