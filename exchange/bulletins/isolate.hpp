// Foreign text inside a line of the other direction.
#pragma once

#include <string>
#include <string_view>

namespace baken::bulletins {

enum class LineDirection { LeftToRight, RightToLeft };

// The text between U+2068 (first strong isolate) and U+2069 when it could disturb, or be disturbed by, the line around
// it: in a right-to-left line always, in a left-to-right line when it has right-to-left letters. Empty stays empty.
[[nodiscard]] std::string isolate(std::string_view text, LineDirection line);

// Without any isolate (U+2066 to U+2069). A line that was made to be shown goes into a record only so: a record is
// shown beside others, and takes no character that turns text.
[[nodiscard]] std::string without_isolates(std::string text);

}  // namespace baken::bulletins
