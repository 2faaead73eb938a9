// Ed25519 key pairs: those that sign metadata, and the kiosk's own for what it sends.
#pragma once

#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/trust/json.hpp"
#include "exchange/trust/password_box.hpp"
#include "exchange/trust/public_key.hpp"

namespace baken::trust {

// A public key as TUF metadata declares it. The id is the SHA-256 of its canonical form.
struct DeclaredKey {
    std::string id;
    Json declaration;

    [[nodiscard]] static DeclaredKey of_ed25519(std::string_view bytes);
    // From the JSON that write() gave, or that another TUF tool wrote. Errors: key.format when it is of no kind that
    // can check signatures here.
    [[nodiscard]] static Result<DeclaredKey> read(std::string_view json);
    [[nodiscard]] std::string write() const { return write_json(declaration); }
    bool operator==(const DeclaredKey&) const = default;
};

class SigningKey {
public:
    [[nodiscard]] static SigningKey generate();
    // From 32 secret bytes, always the same pair; for tests and for keys derived elsewhere.
    [[nodiscard]] static SigningKey from_seed(std::string_view seed);

    // A key file: JSON with the public half readable and the secret half in a password box. Errors of open: key.format;
    // those of open_box; key.pair when the halves do not belong together.
    [[nodiscard]] static Result<SigningKey> open(std::string_view file, std::string_view passphrase);
    [[nodiscard]] Result<std::string> close(std::string_view passphrase, PasswordCost cost = kOfflineCost) const;

    // 32 bytes.
    [[nodiscard]] const std::string& public_bytes() const { return public_; }
    [[nodiscard]] DeclaredKey declared() const { return DeclaredKey::of_ed25519(public_); }
    // 64 bytes.
    [[nodiscard]] std::string sign(std::string_view message) const;

private:
    SigningKey(std::string public_bytes, Secret secret)
        : public_(std::move(public_bytes)), secret_(std::move(secret)) {}
    std::string public_;
    Secret secret_;  // libsodium's 64 bytes: seed and public half
};

// The public half of a key file, without its passphrase: 32 bytes. Errors: key.format; key.damaged.
[[nodiscard]] Result<std::string> public_half(std::string_view file, std::string_view kind = "signing");

}  // namespace baken::trust
