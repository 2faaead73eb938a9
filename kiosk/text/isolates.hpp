// Numbers in right-to-left text. Left to itself, the bidirectional algorithm prints 0800-0411 between Arabic words as
// 0411-0800; a number that is kept in an isolate (U+2066 to U+2069) stays as it was written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace baken::text {

// A time, date, range, amount or telephone number: digits with signs or separators in or on them.
struct WrittenNumber {
    std::size_t begin, end;  // bytes
    // False when it belongs to a Latin word before it ("Kerkstraat 12-14" runs left to right as a whole, and an isolate
    // would part it), or stands in an isolate already.
    bool wants_isolate;
    bool operator==(const WrittenNumber&) const = default;
};

// All of them, in order. Plain digits are left out: their order never changes.
[[nodiscard]] std::vector<WrittenNumber> find_numbers(std::string_view utf8);

// Wraps those that want it in U+2066 (LEFT-TO-RIGHT ISOLATE) and U+2069. Doing it twice changes nothing.
[[nodiscard]] std::string isolate_numbers(std::string_view text);

}  // namespace baken::text
