#include "exchange/trust/keys.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/hashes.hpp"
#include "exchange/trust/json_fields.hpp"
#include "exchange/trust/key_file.hpp"
#include "exchange/trust/raw_bytes.hpp"

namespace baken::trust {
namespace {

constexpr JsonLimits kKeyFileLimits{.bytes = 16'384, .depth = 8, .values = 100};

// Of everything but itself.
std::string hash_of(JsonObject fields) {
    fields.erase("sha256");
    return sha256_hex(canonical_json(Json{std::move(fields)}));
}

// A rotten byte in the closed half would else be told as a wrong passphrase, for ever. Files of earlier versions have
// no hash.
Done check_hash(const Json& json, const JsonFields& fields) {
    if (!fields.has("sha256")) return {};
    TRY(auto hash, fields.text("sha256"));
    if (hash == hash_of(*json.object())) return {};
    return refuse("key.damaged", "the key file is not what was written");
}

Result<Json> parse_key_file(std::string_view kind, std::string_view file) {
    auto json = parse_json(file, kKeyFileLimits);
    if (!json) return refuse("key.format", json.error().text());
    JsonFields fields(*json, "key.format");
    TRY(auto found_kind, fields.text("baken-key"));
    if (found_kind != kind) return fields.no(fmt::format("a {} key, not a {} key", found_kind, kind));
    TRY(auto version, fields.number("version", 1));
    if (version != 1) return fields.no("of an unknown version");
    TRY_DONE(fields.object("box"));
    TRY_DONE(check_hash(*json, fields));
    return json;
}

}  // namespace

DeclaredKey DeclaredKey::of_ed25519(std::string_view bytes) {
    Json declaration{JsonObject{{"keytype", text_json("ed25519")},
                                {"scheme", text_json("ed25519")},
                                {"keyval", Json{JsonObject{{"public", Json{to_hex(bytes)}}}}}}};
    return {sha256_hex(canonical_json(declaration)), std::move(declaration)};
}

Result<DeclaredKey> DeclaredKey::read(std::string_view json) {
    auto declaration = parse_json(json, kKeyFileLimits);
    if (!declaration) return refuse("key.format", declaration.error().text());
    JsonFields fields(*declaration, "key.format");
    TRY(auto type, fields.text("keytype"));
    TRY(auto scheme, fields.text("scheme"));
    TRY_DONE(fields.object("keyval"));
    TRY(auto value, fields.inside(*declaration->find("keyval")).text("public"));
    if (!PublicKey::read(type, scheme, value)) return fields.no("of a kind that is not known here");
    return DeclaredKey{sha256_hex(canonical_json(*declaration)), std::move(*declaration)};
}

SigningKey SigningKey::generate() {
    wake_sodium();
    std::string seed(crypto_sign_SEEDBYTES, '\0');
    randombytes_buf(seed.data(), seed.size());
    auto key = from_seed(seed);
    sodium_memzero(seed.data(), seed.size());
    return key;
}

SigningKey SigningKey::from_seed(std::string_view seed) {
    wake_sodium();
    std::string exact(seed);
    exact.resize(crypto_sign_SEEDBYTES);
    std::string public_bytes(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string secret(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_seed_keypair(data_of(public_bytes), data_of(secret), data_of(exact));
    sodium_memzero(exact.data(), exact.size());
    return {std::move(public_bytes), Secret(std::move(secret))};
}

Result<SigningKey> SigningKey::open(std::string_view file, std::string_view passphrase) {
    TRY(auto opened, read_key_file("signing", file, passphrase));
    if (opened.secret.bytes().size() != crypto_sign_SEEDBYTES) return refuse("key.format", "no Ed25519 seed inside");
    auto key = from_seed(opened.secret.bytes());
    if (key.public_bytes() != opened.public_bytes) {
        return refuse("key.pair", "the public half in the file is of another key");
    }
    return key;
}

Result<std::string> SigningKey::close(std::string_view passphrase, PasswordCost cost) const {
    Secret seed(std::string(secret_.bytes().substr(0, crypto_sign_SEEDBYTES)));
    return write_key_file("signing", public_, seed, passphrase, cost);
}

std::string SigningKey::sign(std::string_view message) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(data_of(signature), nullptr, data_of(message), message.size(), data_of(secret_.bytes()));
    return signature;
}

Result<std::string> public_half(std::string_view file, std::string_view kind) {
    TRY(auto json, parse_key_file(kind, file));
    TRY(auto hex, JsonFields(json, "key.format").text("public"));
    auto bytes = hex.size() == 64 ? from_hex(hex) : std::nullopt;
    if (!bytes) return refuse("key.format", "the public half is no 32 bytes");
    return std::move(*bytes);
}

void wake_sodium() {
    static const int awake = sodium_init();
    static_cast<void>(awake);
}

Result<std::string> write_key_file(std::string_view kind, std::string_view public_bytes, const Secret& secret,
                                   std::string_view password, PasswordCost cost) {
    wake_sodium();
    TRY(auto box, close_box(secret, password, cost));
    JsonObject fields{{"baken-key", text_json(kind)},
                      {"version", Json{std::int64_t{1}}},
                      {"public", Json{to_hex(public_bytes)}},
                      {"box", std::move(box)}};
    fields.emplace("sha256", Json{hash_of(fields)});
    return write_json(Json{std::move(fields)});
}

Result<KeyFile> read_key_file(std::string_view kind, std::string_view file, std::string_view password) {
    wake_sodium();
    TRY(auto json, parse_key_file(kind, file));
    TRY(auto public_bytes, public_half(file, kind));
    TRY(auto secret, open_box(*json.find("box"), password));
    return KeyFile{std::move(public_bytes), std::move(secret)};
}

}  // namespace baken::trust
