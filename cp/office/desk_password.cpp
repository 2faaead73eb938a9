#include "cp/office/desk_password.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "exchange/base/text.hpp"

namespace baken::cp {
namespace {

constexpr std::size_t kFewestCharacters = 12;
constexpr std::size_t kMostPasswordBytes = 128;

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace

Done check_new_password(std::string_view password, std::string_view name) {
    if (!is_utf8(password) || count_characters(password) < kFewestCharacters || password.size() > kMostPasswordBytes) {
        return refuse("desk.password", "a password has at least 12 characters", "take four words that do not belong");
    }
    if (to_lower_ascii(password).find(to_lower_ascii(name)) != std::string::npos) {
        return refuse("desk.password", "the name stands in the password");
    }
    return {};
}

Result<std::string> hash_password(std::string_view password, trust::PasswordCost cost) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (sodium_init() < 0 || crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes,
                                                   cost.memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return refuse("desk.memory", "there is not enough memory to keep a password safely");
    }
    return std::string(hash.data());
}

bool password_fits(std::string_view hash, std::string_view password, trust::PasswordCost cost) {
    if (sodium_init() < 0 || password.size() > kMostPasswordBytes) return false;
    std::array<char, crypto_pwhash_STRBYTES> padded{};
    if (hash.empty() || hash.size() >= padded.size()) {
        static_cast<void>(hash_password(password, cost));
        return false;
    }
    std::ranges::copy(hash, padded.begin());
    return crypto_pwhash_str_verify(padded.data(), password.data(), password.size()) == 0;
}

}  // namespace baken::cp
