// "baken/courier.json": by it a coordination point makes a stick a courier's, and a kiosk may write records on it. Any
// other stick is only read.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/keys.hpp"

namespace baken::records {

constexpr std::string_view kCourierPassPath = "courier.json";
constexpr std::size_t kMostPassBytes = 4096;

struct CourierPass {
    std::string region;
    Instant made{};
    Instant until{};
    bool operator==(const CourierPass&) const = default;
};

[[nodiscard]] std::string sign_courier_pass(const CourierPass& pass, const trust::SigningKey& cp);

// `cp_keys` are those that sign receipts. A pass that is over is still returned: only a clock that is sure may hold it
// against the stick. Errors: courier.format, courier.signature.
[[nodiscard]] Result<CourierPass> read_courier_pass(std::string_view bytes, std::span<const std::string> cp_keys);

}  // namespace baken::records
