#include "exchange/trust/password_box.hpp"

#include <sodium.h>

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/json_fields.hpp"
#include "exchange/trust/raw_bytes.hpp"

namespace baken::trust {
namespace {

constexpr std::int64_t kMostMemory = std::int64_t{1} << 30U;
constexpr std::int64_t kMostPasses = 64;

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

Result<Secret> stretch(std::string_view password, std::string_view salt, PasswordCost cost) {
    std::string key(crypto_secretbox_xchacha20poly1305_KEYBYTES, '\0');
    // No password at all is an empty one, but never a null pointer.
    const char* letters = password.empty() ? "" : password.data();
    if (crypto_pwhash(data_of(key), key.size(), letters, password.size(), data_of(salt), cost.passes, cost.memory,
                      crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return refuse("box.memory", "not enough memory to make the key");
    }
    return Secret(std::move(key));
}

// The bytes of a hexadecimal field of a fixed size.
Result<std::string> hex_field(const JsonFields& fields, std::string_view name, std::size_t size) {
    TRY(auto text, fields.text(name));
    auto bytes = from_hex(text);
    if (!bytes || bytes->size() != size) return fields.no(std::string(name) + " is not the hexadecimal it should be");
    return std::move(*bytes);
}

Result<PasswordCost> read_cost(const JsonFields& fields) {
    TRY(auto passes, fields.number("passes", static_cast<std::int64_t>(crypto_pwhash_OPSLIMIT_MIN)));
    TRY(auto memory, fields.number("memory", static_cast<std::int64_t>(crypto_pwhash_MEMLIMIT_MIN)));
    if (passes > kMostPasses || memory > kMostMemory) return refuse("box.cost", "the box asks for too much work");
    return PasswordCost{static_cast<std::uint64_t>(passes), static_cast<std::uint64_t>(memory)};
}

}  // namespace

Secret::Secret(Secret&& other) noexcept : bytes_(other.bytes_) {
    other.wipe();
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    wipe();
    bytes_ = other.bytes_;
    other.wipe();
    return *this;
}

void Secret::wipe() {
    sodium_memzero(bytes_.data(), bytes_.size());
    bytes_.clear();
}

Result<Json> close_box(const Secret& secret, std::string_view password, PasswordCost cost) {
    auto salt = random_bytes(crypto_pwhash_SALTBYTES);
    auto nonce = random_bytes(crypto_secretbox_xchacha20poly1305_NONCEBYTES);
    TRY(auto key, stretch(password, salt, cost));
    std::string closed(secret.bytes().size() + crypto_secretbox_xchacha20poly1305_MACBYTES, '\0');
    crypto_secretbox_xchacha20poly1305_easy(data_of(closed), data_of(secret.bytes()), secret.bytes().size(),
                                            data_of(nonce), data_of(key.bytes()));
    return Json{JsonObject{{"version", Json{std::int64_t{1}}},
                           {"kdf", Json{std::string("argon2id")}},
                           {"passes", Json{static_cast<std::int64_t>(cost.passes)}},
                           {"memory", Json{static_cast<std::int64_t>(cost.memory)}},
                           {"salt", Json{to_hex(salt)}},
                           {"cipher", Json{std::string("xchacha20-poly1305")}},
                           {"nonce", Json{to_hex(nonce)}},
                           {"closed", Json{to_hex(closed)}}}};
}

Result<Secret> open_box(const Json& box, std::string_view password) {
    JsonFields fields(box, "box.format");
    TRY(auto version, fields.number("version", 1));
    TRY(auto kdf, fields.text("kdf"));
    TRY(auto cipher, fields.text("cipher"));
    if (version != 1 || kdf != "argon2id" || cipher != "xchacha20-poly1305") return fields.no("of an unknown kind");
    TRY(auto cost, read_cost(fields));
    TRY(auto salt, hex_field(fields, "salt", crypto_pwhash_SALTBYTES));
    TRY(auto nonce, hex_field(fields, "nonce", crypto_secretbox_xchacha20poly1305_NONCEBYTES));
    TRY(auto closed_hex, fields.text("closed"));
    auto closed = from_hex(closed_hex);
    constexpr std::size_t kSeal = crypto_secretbox_xchacha20poly1305_MACBYTES;
    if (!closed || closed->size() < kSeal) return fields.no("closed is not the hexadecimal it should be");
    TRY(auto key, stretch(password, salt, cost));
    std::string opened(closed->size() - kSeal, '\0');
    if (crypto_secretbox_xchacha20poly1305_open_easy(data_of(opened), data_of(*closed), closed->size(), data_of(nonce),
                                                     data_of(key.bytes())) != 0) {
        return refuse("box.password", "the passphrase or PIN does not fit");
    }
    return Secret(std::move(opened));
}

}  // namespace baken::trust
