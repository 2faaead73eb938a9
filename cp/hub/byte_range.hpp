// Which part of a file a request asks for: the Range header of RFC 9110 section 14, one range.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace baken::cp {

struct Slice {
    std::uint64_t begin = 0;
    std::uint64_t length = 0;
    bool operator==(const Slice&) const = default;
};

enum class RangeVerdict {
    Whole,  // no header, one we need not understand, or several ranges: the whole file is a right answer
    Part,
    Unsatisfiable,  // begins at or after the end
};

struct RangeAnswer {
    RangeVerdict verdict = RangeVerdict::Whole;
    Slice slice;  // of a Part
    bool operator==(const RangeAnswer&) const = default;
};

[[nodiscard]] RangeAnswer parse_range(std::string_view header, std::uint64_t size);

// Does a list of entity tags (If-None-Match, RFC 9110 section 13.1.2) hold this one, or stand for any ("*")? Weak tags
// compare by their text.
[[nodiscard]] bool names_tag(std::string_view header, std::string_view tag);

}  // namespace baken::cp
