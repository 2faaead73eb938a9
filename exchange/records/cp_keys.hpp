// The coordination point's public keys as kiosks learn them: the file "coordination-point.toml" among the signed
// content. The region's role signs it, so whoever may warn a region may also say to whom its residents' records are
// sealed, and nobody else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"

namespace baken::records {

constexpr std::string_view kCpKeysPath = "coordination-point.toml";

struct CpKeys {
    std::vector<std::string> sealing;   // X25519, 32 bytes each, newest first: records are sealed to the first
    std::vector<std::string> receipts;  // Ed25519, 32 bytes each: a receipt signed by any of them is believed
    bool operator==(const CpKeys&) const = default;
};

[[nodiscard]] std::string write_cp_keys(const CpKeys& keys);

// Errors: toml.*; cp-keys.key when there is none of a kind or one is no key.
[[nodiscard]] Result<CpKeys> read_cp_keys(std::string_view bytes);

}  // namespace baken::records
