// Which delegated role is responsible for which target path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/trust/metadata.hpp"

namespace baken::trust {

// Shell-style: '*' is any run and '?' any one byte, neither crosses '/'; "[abc]", "[a-z]" and "[!a-z]" are one byte of
// a set. Takes time proportional to pattern times path, whatever the pattern.
[[nodiscard]] bool matches_pattern(std::string_view pattern, std::string_view path);

[[nodiscard]] bool is_responsible(const Delegation& delegation, std::string_view path);

// The role of the bin into which the path falls.
[[nodiscard]] std::string bin_name(const HashBins& bins, std::string_view path);
// All bins' roles, in order.
[[nodiscard]] std::vector<std::string> bin_names(const HashBins& bins);

// The delegations of `targets` that are responsible for the path, in order, bins included.
[[nodiscard]] std::vector<Delegation> responsible_for(const Targets& targets, std::string_view path);

// Can the path name a file below a folder and nothing outside? No empty, "." or ".." component, no leading or trailing
// slash, no backslash, no control character, at most 1024 bytes.
[[nodiscard]] bool is_plain_path(std::string_view path);

}  // namespace baken::trust
