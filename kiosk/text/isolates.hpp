// Numbers in right-to-left text. Left to itself, the bidirectional algorithm prints 0800-0411 between Arabic words as
// 0411-0800; a number that is kept in an isolate (U+2066 to U+2069) stays as it was written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace baken::text {

struct ByteRange {
    std::size_t begin, end;
    bool operator==(const ByteRange&) const = default;
};

// The times, dates, ranges, amounts and telephone numbers of the text: everything made of digits that has signs or
// separators in or on it. Plain numbers are left out, and so are those that belong to a Latin word before them
// ("Kerkstraat 12-14", which as a whole runs left to right) and those that stand in an isolate already.
[[nodiscard]] std::vector<ByteRange> find_numbers(std::string_view utf8);

// Wraps each of them in U+2066 (LEFT-TO-RIGHT ISOLATE) and U+2069. Doing it twice changes nothing.
[[nodiscard]] std::string isolate_numbers(std::string_view text);

}  // namespace baken::text
