#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/signatures.hpp"
#include "tests/trust/trust_tests.hpp"
#include "tests/trust/world.hpp"

using namespace baken;
using namespace baken::testing;
using trust::Json;
using trust::JsonArray;
using trust::JsonObject;

namespace {

using Pkey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

enum class Padding { None, Pss, Pkcs1 };

std::string pem_of(EVP_PKEY* key) {
    std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PUBKEY(out.get(), key);
    char* bytes = nullptr;
    auto size = BIO_get_mem_data(out.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

std::string sign_with(EVP_PKEY* key, Padding padding, std::string_view message) {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_PKEY_CTX* settings = nullptr;
    EVP_DigestSignInit(context.get(), &settings, EVP_sha256(), nullptr, key);
    if (padding == Padding::Pss) {
        EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST);
    }
    const auto* data = reinterpret_cast<const unsigned char*>(message.data());
    std::size_t size = 0;
    EVP_DigestSign(context.get(), nullptr, &size, data, message.size());
    std::string signature(size, '\0');
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, data, message.size());
    signature.resize(size);
    return signature;
}

Json key_json(const std::string& type, const std::string& scheme, const std::string& value) {
    return Json{JsonObject{
        {"keytype", Json{type}}, {"scheme", Json{scheme}}, {"keyval", Json{JsonObject{{"public", Json{value}}}}}}};
}

// Appends a signature to a served document.
void add_signature(std::string& document, const std::string& key_id, const std::string& hex) {
    auto json = *trust::parse_json(document);
    auto& signatures = std::get<JsonArray>(std::get<JsonObject>(json.value)["signatures"].value);
    signatures.push_back(Json{JsonObject{{"keyid", Json{key_id}}, {"sig", Json{hex}}}});
    document = trust::write_json(json);
}

// The timestamp is signed by this key alone, and then by a signature with one bit flipped.
void accepts_and_refuses(const std::string& type, const std::string& scheme, EVP_PKEY* key, Padding padding) {
    World world;
    auto& root = world.content("root");
    std::get<JsonObject>(root["keys"].value)["outside"] = key_json(type, scheme, pem_of(key));
    std::get<JsonObject>(root["roles"].value)["timestamp"] =
        Json{JsonObject{{"keyids", Json{JsonArray{Json{std::string("outside")}}}}, {"threshold", Json{1L}}}};
    world.let_sign("timestamp", {});
    world.publish({"root", "timestamp"});
    auto bare = world.served("timestamp");
    auto content = trust::canonical_json(*trust::parse_json(bare)->find("signed"));
    auto signature = sign_with(key, padding, content);
    auto wrong = signature;
    wrong[wrong.size() / 2] ^= 1;
    add_signature(world.served("timestamp"), "outside", trust::to_hex(wrong));
    CHECK_REFUSED(world.refresh(), "tuf.signature.threshold");
    world.served("timestamp") = bare;
    add_signature(world.served("timestamp"), "outside", trust::to_hex(signature));
    CHECK_OK(world.refresh());
}

void ecdsa(World&) {
    Pkey key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    accepts_and_refuses("ecdsa", "ecdsa-sha2-nistp256", key.get(), Padding::None);
    accepts_and_refuses("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", key.get(), Padding::None);
}

void rsa(World&) {
    Pkey key(EVP_RSA_gen(2048), EVP_PKEY_free);
    accepts_and_refuses("rsa", "rsassa-pss-sha256", key.get(), Padding::Pss);
    accepts_and_refuses("rsa", "rsa-pkcs1v15-sha256", key.get(), Padding::Pkcs1);
}

void weak_keys(World&) {
    Pkey curve(EVP_EC_gen("P-384"), EVP_PKEY_free);
    CHECK(!trust::PublicKey::read("ecdsa", "ecdsa-sha2-nistp256", pem_of(curve.get())));
    Pkey small(EVP_RSA_gen(1024), EVP_PKEY_free);
    CHECK(!trust::PublicKey::read("rsa", "rsassa-pss-sha256", pem_of(small.get())));
    CHECK(!trust::PublicKey::read("rsa", "md5", pem_of(small.get())));
    CHECK(!trust::PublicKey::read("ed25519", "ed25519", "00ff"));
    CHECK(!trust::PublicKey::read("rsa", "rsassa-pss-sha256", "-----BEGIN PUBLIC KEY-----\nAAAA"));
}

void threshold_of_three(World& world) {
    world.appoint("snapshot", {"a", "b", "c"}, 3);
    world.publish({"root"});
    world.publish_all();
    CHECK_OK(world.refresh());
    world.let_sign("snapshot", {"a", "b"});
    world.publish_all();
    CHECK_REFUSED(world.refresh(), "tuf.signature.threshold");
    CHECK_EQ(world.believed("snapshot"), 2);
    world.let_sign("snapshot", {"a", "b", "mallory", "targets"});
    world.publish_all();
    CHECK_REFUSED(world.refresh(), "tuf.signature.threshold");
}

void threshold_out_of_reach(World& world) {
    world.appoint("snapshot", {"a", "b"}, 3);
    world.publish({"root"});
    world.publish_all();
    CHECK_REFUSED(world.refresh(), "tuf.signature.threshold");
    CHECK_EQ(world.believed("root"), 2);
}

void twice_the_same_id(World& world) {
    auto document = *trust::parse_json(world.served("snapshot"));
    auto signature = document.find("signatures")->array()->front();
    add_signature(world.served("snapshot"), *signature.find("keyid")->text(), *signature.find("sig")->text());
    CHECK_REFUSED(world.refresh(), "tuf.signature.duplicate");
    CHECK_EQ(world.believed("snapshot"), 0);
}

// One key under three ids is one voter.
void one_key_many_ids(World& world) {
    auto& root = world.content("root");
    auto declaration = key_named("snapshot").declared();
    auto& keys = std::get<JsonObject>(root["keys"].value);
    keys["second"] = declaration.declaration;
    keys["third"] = declaration.declaration;
    std::get<JsonObject>(keys["third"].value)["x-note"] = Json{1L};
    JsonArray ids{Json{declaration.id}, Json{std::string("second")}, Json{std::string("third")}};
    std::get<JsonObject>(root["roles"].value)["snapshot"] =
        Json{JsonObject{{"keyids", Json{ids}}, {"threshold", Json{2L}}}};
    world.publish({"root"});
    world.publish_all();
    auto document = *trust::parse_json(world.served("snapshot"));
    auto hex = *document.find("signatures")->array()->front().find("sig")->text();
    add_signature(world.served("snapshot"), "second", hex);
    add_signature(world.served("snapshot"), "third", hex);
    CHECK_REFUSED(world.refresh(), "tuf.signature.threshold");
}

void id_listed_twice(World& world) {
    auto id = key_named("snapshot").declared().id;
    std::get<JsonObject>(world.content("root")["roles"].value)["snapshot"] =
        Json{JsonObject{{"keyids", Json{JsonArray{Json{id}, Json{id}}}}, {"threshold", Json{2L}}}};
    world.publish({"root"});
    CHECK_REFUSED(world.refresh(), "tuf.root.format");
}

void useless_signatures_do_no_harm(World& world) {
    world.appoint("timestamp", {"timestamp", "second"});
    world.let_sign("timestamp", {"second"});
    world.publish({"root", "timestamp"});
    auto id = key_named("timestamp").declared().id;
    for (const auto* hex : {"", "00", "not hexadecimal", "304502"}) {
        world.publish({"timestamp"});
        add_signature(world.served("timestamp"), id, hex);
        CHECK_OK(world.refresh());
    }
}

void unknown_kinds_do_no_harm(World& world) {
    auto& keys = std::get<JsonObject>(world.content("root")["keys"].value);
    keys["future"] = key_json("dilithium", "dilithium5", "00");
    keys["shapeless"] = Json{JsonObject{{"keytype", Json{std::string("sigstore-oidc")}},
                                        {"scheme", Json{std::string("Fulcio")}},
                                        {"keyval", Json{JsonObject{{"identity", Json{std::string("x")}}}}}}};
    auto& roles = std::get<JsonObject>(world.content("root")["roles"].value);
    auto& ids = std::get<JsonArray>(std::get<JsonObject>(roles["timestamp"].value)["keyids"].value);
    ids.push_back(Json{std::string("future")});
    ids.push_back(Json{std::string("nowhere declared")});
    world.publish({"root"});
    CHECK_OK(world.refresh());
    CHECK_EQ(world.believed("root"), 2);
}

void threshold_of_nobody(World& world) {
    auto& roles = std::get<JsonObject>(world.content("root")["roles"].value);
    std::get<JsonObject>(roles["timestamp"].value)["threshold"] = Json{0L};
    world.publish({"root"});
    CHECK_REFUSED(world.refresh(), "tuf.root.format");
}

}  // namespace

int run_signature_tests() {
    const CMUnitTest tests[] = {
        test<ecdsa, World>("an ECDSA P-256 signature is accepted and a damaged one refused"),
        test<rsa, World>("an RSA signature is accepted and a damaged one refused"),
        test<weak_keys, World>("a key of another curve, too few bits or another form is none"),
        test<threshold_of_three, World>("fewer than the threshold of signatures is refused"),
        test<threshold_out_of_reach, World>("a threshold beyond the number of keys cannot be met"),
        test<twice_the_same_id, World>("a key id that signs twice is refused"),
        test<one_key_many_ids, World>("one key under several ids is one vote"),
        test<id_listed_twice, World>("a role that lists a key id twice is refused"),
        test<useless_signatures_do_no_harm, World>("empty and wrong signatures do no harm beside enough good ones"),
        test<unknown_kinds_do_no_harm, World>("keys of unknown kinds do no harm"),
        test<threshold_of_nobody, World>("a threshold of nobody is refused"),
    };
    return run("trust.signature", tests);
}
