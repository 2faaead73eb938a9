// Envelopes that only one reader can open: libsodium's sealed box (X25519, XSalsa20-Poly1305). Whoever seals needs no
// key of their own and cannot open the envelope again; who sealed it is not proven, so an envelope is signed as well.
#pragma once

#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/trust/password_box.hpp"

namespace baken::trust {

// Seals to a reader's 32-byte public key; 48 bytes longer than the message. Errors: seal.key when it is no such key.
[[nodiscard]] Result<std::string> seal(std::string_view message, std::string_view reader_public_key);

// The reader's key pair.
class SealingKey {
public:
    [[nodiscard]] static SealingKey generate();

    // A key file, its secret half under a passphrase or a staff PIN. Errors of unwrap: key.format; key.damaged; those
    // of open_box; key.pair when the halves do not belong together.
    [[nodiscard]] static Result<SealingKey> unwrap(std::string_view file, std::string_view pin);
    [[nodiscard]] Result<std::string> wrap(std::string_view pin, PasswordCost cost = kKioskCost) const;

    // 32 bytes.
    [[nodiscard]] const std::string& public_bytes() const { return public_; }

    // Errors: seal.open when it was sealed to another or damaged.
    [[nodiscard]] Result<std::string> open(std::string_view sealed) const;

private:
    SealingKey(std::string public_bytes, Secret secret)
        : public_(std::move(public_bytes)), secret_(std::move(secret)) {}
    std::string public_;
    Secret secret_;
};

}  // namespace baken::trust
