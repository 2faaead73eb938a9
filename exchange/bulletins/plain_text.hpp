// What issuers put into CAP's text fields, as text that can be shown: no markup, no control characters.
#pragma once

#include <string>
#include <string_view>

namespace baken::bulletins {

// HTML tags and character entities become plain text (line breaks, list dashes, letters); control characters and
// overrides of the writing direction go; spaces at line ends and more than one empty line in a row go. Text that merely
// looks like markup ("<5 km", "<mail@example.nl>") stays. `text` may be any bytes; the answer is UTF-8.
[[nodiscard]] std::string plain_text(std::string_view text);

// The same on one line: every run of white space is one space.
[[nodiscard]] std::string plain_line(std::string_view text);

// At most `most` bytes, cut between code points.
[[nodiscard]] std::string_view cut_utf8(std::string_view text, std::size_t most);

}  // namespace baken::bulletins
