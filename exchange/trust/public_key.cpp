#include "exchange/trust/public_key.hpp"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <sodium.h>

#include <array>
#include <memory>

#include "exchange/trust/encoding.hpp"

namespace baken::trust {
namespace {

constexpr std::size_t kLongestPem = 8192;

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(unsigned char* bytes) const { OPENSSL_free(bytes); }
};
using Pkey = std::unique_ptr<EVP_PKEY, Free>;

const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Pkey read_pem(std::string_view pem) {
    if (pem.size() > kLongestPem) return nullptr;
    std::unique_ptr<BIO, Free> source(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    if (!source) return nullptr;
    return Pkey(PEM_read_bio_PUBKEY(source.get(), nullptr, nullptr, nullptr));
}

std::string der_of(EVP_PKEY* key) {
    unsigned char* bytes = nullptr;
    int size = i2d_PUBKEY(key, &bytes);
    if (size <= 0) return {};
    std::unique_ptr<unsigned char, Free> owned(bytes);
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

bool is_p256(EVP_PKEY* key) {
    std::array<char, 64> group{};
    std::size_t size = 0;
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_EC &&
           EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) == 1 &&
           std::string_view(group.data(), size) == "prime256v1";
}

bool is_sound_rsa(EVP_PKEY* key) {
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA && EVP_PKEY_get_bits(key) >= 2048 &&
           EVP_PKEY_get_bits(key) <= 8192;
}

bool set_pss(EVP_PKEY_CTX* context) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_AUTO) == 1;
}

bool verify_with_openssl(std::string_view der, bool pss, std::string_view message, std::string_view signature) {
    const unsigned char* at = data_of(der);
    Pkey key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
    std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* settings = nullptr;
    if (!key || !context) return false;
    if (EVP_DigestVerifyInit(context.get(), &settings, EVP_sha256(), nullptr, key.get()) != 1) return false;
    if (pss && !set_pss(settings)) return false;
    return EVP_DigestVerify(context.get(), data_of(signature), signature.size(), data_of(message), message.size()) == 1;
}

}  // namespace

std::optional<PublicKey> PublicKey::read(std::string_view type, std::string_view scheme, std::string_view value) {
    if (type == "ed25519" && scheme == "ed25519") {
        if (value.size() != 2 * crypto_sign_PUBLICKEYBYTES) return std::nullopt;
        auto bytes = from_hex(value);
        return bytes ? std::optional(PublicKey(Scheme::Ed25519, std::move(*bytes))) : std::nullopt;
    }
    auto key = read_pem(value);
    if (!key) return std::nullopt;
    bool is_ecdsa = type == "ecdsa" || type == "ecdsa-sha2-nistp256";
    if (is_ecdsa && scheme == "ecdsa-sha2-nistp256" && is_p256(key.get())) {
        return PublicKey(Scheme::EcdsaP256, der_of(key.get()));
    }
    if (type != "rsa" || !is_sound_rsa(key.get())) return std::nullopt;
    if (scheme == "rsassa-pss-sha256") return PublicKey(Scheme::RsaPss, der_of(key.get()));
    if (scheme == "rsa-pkcs1v15-sha256") return PublicKey(Scheme::RsaPkcs1, der_of(key.get()));
    return std::nullopt;
}

PublicKey PublicKey::ed25519(std::string bytes) {
    return PublicKey(Scheme::Ed25519, std::move(bytes));
}

bool PublicKey::verifies(std::string_view message, std::string_view signature) const {
    if (scheme_ != Scheme::Ed25519) {
        return verify_with_openssl(material_, scheme_ == Scheme::RsaPss, message, signature);
    }
    if (signature.size() != crypto_sign_BYTES || material_.size() != crypto_sign_PUBLICKEYBYTES) return false;
    return crypto_sign_verify_detached(data_of(signature), data_of(message), message.size(), data_of(material_)) == 0;
}

}  // namespace baken::trust
