// Keys that check signatures: Ed25519, ECDSA on P-256, RSA-PSS and RSA PKCS #1 v1.5, each over SHA-256 where the
// scheme hashes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace baken::trust {

class PublicKey {
public:
    // As metadata declares it: Ed25519 as 64 hexadecimal digits, the others as PEM "PUBLIC KEY". Nothing when the type
    // or scheme is unknown here or the value is no key of that kind (another curve, RSA under 2048 or over 8192 bits):
    // such a key is not an error, it only can never vote.
    [[nodiscard]] static std::optional<PublicKey> read(std::string_view type, std::string_view scheme,
                                                       std::string_view value);
    // From the 32 bytes of an Ed25519 key.
    [[nodiscard]] static PublicKey ed25519(std::string bytes);

    [[nodiscard]] bool verifies(std::string_view message, std::string_view signature) const;

    // The decoded key. Keys with equal material are one voter, whatever ids, schemes or spellings they are listed
    // under.
    [[nodiscard]] const std::string& material() const { return material_; }

private:
    enum class Scheme { Ed25519, EcdsaP256, RsaPss, RsaPkcs1 };
    PublicKey(Scheme scheme, std::string material) : scheme_(scheme), material_(std::move(material)) {}

    Scheme scheme_;
    std::string material_;  // 32 bytes, or a DER SubjectPublicKeyInfo
};

// By key id, as one document declares them.
using Keys = std::map<std::string, PublicKey, std::less<>>;

}  // namespace baken::trust
