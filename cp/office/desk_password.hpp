// Passwords of who works at the desk: Argon2id, in libsodium's own written form.
#pragma once

#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/trust/password_box.hpp"

namespace baken::cp {

// Signing in happens many times a day on a machine that also serves kiosks: about a tenth of a second.
constexpr trust::PasswordCost kSignInCost{3, 64U << 20U};

// Errors: desk.password when it has fewer than 12 characters or more than 128 bytes, or holds the name.
[[nodiscard]] Done check_new_password(std::string_view password, std::string_view name);

// Errors: desk.memory when the machine cannot spare what the cost asks.
[[nodiscard]] Result<std::string> hash_password(std::string_view password, trust::PasswordCost cost = kSignInCost);

// Takes as long for a hash that cannot be read as the cost says, so that the time does not tell which names exist.
[[nodiscard]] bool password_fits(std::string_view hash, std::string_view password,
                                 trust::PasswordCost cost = kSignInCost);

}  // namespace baken::cp
