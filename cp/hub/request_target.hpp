// The target of an HTTP request (RFC 9112 section 3.2): which path, which questions. Whatever comes out names something
// below the root and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace baken::cp {

struct RequestTarget {
    std::string path;  // decoded, without the leading '/': "baken/changes"; empty for the root
    std::vector<std::pair<std::string, std::string>> query;

    // The value of a question that is asked once; nothing when it is not asked, or twice.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view name) const;
};

// Nothing when it is longer than 2,048 bytes or its path than 1,024, wrongly quoted, not UTF-8, or not a plain path
// once decoded (no empty,
// "." or ".." part, no backslash, no control character, no name that begins with '.').
[[nodiscard]] std::optional<RequestTarget> parse_request_target(std::string_view text);

// Digits alone, at most 2^63-1.
[[nodiscard]] std::optional<std::int64_t> parse_number(std::string_view text);

}  // namespace baken::cp
