// A secret kept under a passphrase or a PIN: Argon2id makes the key, XChaCha20-Poly1305 (libsodium's secretbox) the
// box. What is written down names its algorithms and costs, so that they can be raised later without breaking old
// files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/trust/json.hpp"

namespace baken::trust {

// Bytes that are wiped when they are let go.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    ~Secret() { wipe(); }
    [[nodiscard]] std::string_view bytes() const { return bytes_; }

private:
    void wipe();
    std::string bytes_;
};

// What guessing one password costs.
struct PasswordCost {
    std::uint64_t passes = 3;
    std::uint64_t memory = 256U << 20U;  // bytes
};
// For keys that are used a few times a year: about a second.
constexpr PasswordCost kOfflineCost{};
// For a PIN typed at a kiosk with little memory. A PIN of few digits can still be guessed by whoever copies the disk;
// this makes each guess dear, no more.
constexpr PasswordCost kKioskCost{3, 64U << 20U};
// For tests: no protection.
constexpr PasswordCost kNoCost{1, 8192};

// Errors: box.memory when the machine cannot spare what the cost asks.
[[nodiscard]] Result<Json> close_box(const Secret& secret, std::string_view password, PasswordCost cost);

// Errors: box.format; box.cost when the file asks for more than 1 GiB or 64 passes; box.password when it does not fit
// (or the box was damaged: the two cannot be told apart).
[[nodiscard]] Result<Secret> open_box(const Json& box, std::string_view password);

}  // namespace baken::trust
