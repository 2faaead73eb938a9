// Foreign text inside a line of the other direction.
#pragma once

#include <string>
#include <string_view>

namespace baken::bulletins {

enum class LineDirection { LeftToRight, RightToLeft };

// The text between U+2068 (first strong isolate) and U+2069 when it could disturb, or be disturbed by, the line around
// it: in a right-to-left line always, in a left-to-right line when it has right-to-left letters. Empty stays empty.
[[nodiscard]] std::string isolate(std::string_view text, LineDirection line);

}  // namespace baken::bulletins
