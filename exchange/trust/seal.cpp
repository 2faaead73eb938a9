#include "exchange/trust/seal.hpp"

#include <sodium.h>

#include "exchange/trust/key_file.hpp"
#include "exchange/trust/raw_bytes.hpp"

namespace baken::trust {
namespace {}  // namespace

Result<std::string> seal(std::string_view message, std::string_view reader_public_key) {
    wake_sodium();
    if (reader_public_key.size() != crypto_box_PUBLICKEYBYTES) return refuse("seal.key", "no 32-byte public key");
    std::string sealed(message.size() + crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal(data_of(sealed), data_of(message), message.size(), data_of(reader_public_key)) != 0) {
        return refuse("seal.key", "a public key that nothing can be sealed to");
    }
    return sealed;
}

SealingKey SealingKey::generate() {
    wake_sodium();
    std::string public_bytes(crypto_box_PUBLICKEYBYTES, '\0');
    std::string secret(crypto_box_SECRETKEYBYTES, '\0');
    crypto_box_keypair(data_of(public_bytes), data_of(secret));
    return {std::move(public_bytes), Secret(std::move(secret))};
}

Result<SealingKey> SealingKey::unwrap(std::string_view file, std::string_view pin) {
    TRY(auto opened, read_key_file("sealing", file, pin));
    if (opened.secret.bytes().size() != crypto_box_SECRETKEYBYTES) return refuse("key.format", "no X25519 key inside");
    std::string public_bytes(crypto_box_PUBLICKEYBYTES, '\0');
    if (crypto_scalarmult_base(data_of(public_bytes), data_of(opened.secret.bytes())) != 0 ||
        public_bytes != opened.public_bytes) {
        return refuse("key.pair", "the public half in the file is of another key");
    }
    return SealingKey(std::move(public_bytes), std::move(opened.secret));
}

Result<std::string> SealingKey::wrap(std::string_view pin, PasswordCost cost) const {
    return write_key_file("sealing", public_, secret_, pin, cost);
}

Result<std::string> SealingKey::open(std::string_view sealed) const {
    if (sealed.size() < crypto_box_SEALBYTES) return refuse("seal.open", "too short to be sealed");
    std::string message(sealed.size() - crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal_open(data_of(message), data_of(sealed), sealed.size(), data_of(public_),
                             data_of(secret_.bytes())) != 0) {
        return refuse("seal.open", "sealed to another reader, or damaged");
    }
    return message;
}

}  // namespace baken::trust
