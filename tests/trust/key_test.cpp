#include "exchange/trust/keys.hpp"

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/json.hpp"
#include "exchange/trust/seal.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/trust/trust_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::trust;

namespace {

// RFC 8032, section 7.1, test 1 and its seed.
void known_signature() {
    auto key = SigningKey::from_seed(*from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    CHECK_EQ(to_hex(key.public_bytes()),
             std::string("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"));
    CHECK_EQ(
        to_hex(key.sign("")),
        std::string("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
                    "6bd25bf5f0595bbe24655141438e7a100b"));
    CHECK(PublicKey::ed25519(key.public_bytes()).verifies("", key.sign("")));
    CHECK(!PublicKey::ed25519(key.public_bytes()).verifies("x", key.sign("")));
}

void key_files() {
    auto key = SigningKey::generate();
    auto file = *key.close("correct horse", kNoCost);
    CHECK_EQ(*public_half(file), key.public_bytes());
    auto opened = SigningKey::open(file, "correct horse");
    CHECK_OK(opened);
    CHECK_EQ(opened->sign("m"), key.sign("m"));
    CHECK_REFUSED(SigningKey::open(file, "wrong horse"), "box.password");
    CHECK_REFUSED(SigningKey::open(file, ""), "box.password");
    CHECK(file.find(to_hex(key.sign("m")).substr(0, 8)) == std::string::npos);
    CHECK(*key.close("correct horse", kNoCost) != file);
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    auto at = text.find(what);
    CHECK(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

// As earlier versions wrote it.
std::string without_hash(const std::string& file) {
    auto fields = *parse_json(file)->object();
    CHECK_EQ(fields.erase("sha256"), 1U);
    return write_json(Json{std::move(fields)});
}

void rotten_key_files() {
    auto key = SigningKey::from_seed(std::string(32, 's'));
    auto file = *key.close("p", kNoCost);
    for (std::size_t at = 0; at < file.size(); ++at) {
        auto rotten = file;
        rotten[at] = static_cast<char>(rotten[at] ^ 1);
        auto opened = SigningKey::open(rotten, "p");
        if (opened) CHECK_EQ(opened->public_bytes(), key.public_bytes());
        if (!opened) CHECK(opened.error().check == "key.damaged" || opened.error().check == "key.format");
    }
    CHECK_REFUSED(SigningKey::open(file, "q"), "box.password");
}

void damaged_key_files() {
    auto key = SigningKey::from_seed(std::string(32, 's'));
    auto file = without_hash(*key.close("p", kNoCost));
    CHECK_OK(SigningKey::open(file, "p"));
    CHECK_REFUSED(SigningKey::open("", "p"), "key.format");
    CHECK_REFUSED(SigningKey::open("{}", "p"), "key.format");
    CHECK_REFUSED(SigningKey::open(replaced(file, "\"version\":1", "\"version\":2"), "p"), "box.format");
    CHECK_REFUSED(SigningKey::open(replaced(file, "argon2id", "plaintext"), "p"), "box.format");
    CHECK_REFUSED(SigningKey::open(replaced(file, "\"memory\":8192", "\"memory\":99999999999"), "p"), "box.cost");
    CHECK_REFUSED(SigningKey::open(replaced(file, "\"passes\":1", "\"passes\":99"), "p"), "box.cost");
    auto other = SigningKey::from_seed(std::string(32, 't'));
    CHECK_REFUSED(SigningKey::open(replaced(file, to_hex(key.public_bytes()), to_hex(other.public_bytes())), "p"),
                  "key.pair");
    for (std::size_t at = 0; at < file.size(); at += 5) {
        auto flipped = file;
        flipped[at] = static_cast<char>(flipped[at] ^ 1);
        auto opened = SigningKey::open(flipped, "p");
        if (opened) CHECK_EQ(opened->public_bytes(), key.public_bytes());
    }
}

void declared_keys() {
    auto key = SigningKey::from_seed(std::string(32, 's')).declared();
    CHECK(*DeclaredKey::read(key.write()) == key);
    CHECK_EQ(key.id.size(), 64U);
    CHECK_REFUSED(DeclaredKey::read("[]"), "key.format");
    CHECK_REFUSED(DeclaredKey::read(R"({"keytype":"rot13","scheme":"rot13","keyval":{"public":"x"}})"), "key.format");
}

void sealing() {
    auto reader = SealingKey::generate();
    auto sealed = *seal("help at the Dorpsstraat", reader.public_bytes());
    CHECK_EQ(*reader.open(sealed), std::string("help at the Dorpsstraat"));
    CHECK(sealed.find("Dorpsstraat") == std::string::npos);
    CHECK(*seal("help at the Dorpsstraat", reader.public_bytes()) != sealed);
    CHECK_REFUSED(SealingKey::generate().open(sealed), "seal.open");
    CHECK_EQ(*reader.open(*seal("", reader.public_bytes())), std::string());
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        auto flipped = sealed;
        flipped[at] = static_cast<char>(flipped[at] ^ 1);
        CHECK_REFUSED(reader.open(flipped), "seal.open");
    }
    CHECK_REFUSED(reader.open("short"), "seal.open");
    CHECK_REFUSED(seal("x", "short"), "seal.key");
    CHECK_REFUSED(seal("x", std::string(32, '\0')), "seal.key");
}

void pin_wrap() {
    auto staff = SealingKey::generate();
    auto wrapped = *staff.wrap("2580", kNoCost);
    auto sealed = *seal("only with staff", staff.public_bytes());
    CHECK_EQ(*SealingKey::unwrap(wrapped, "2580")->open(sealed), std::string("only with staff"));
    CHECK_REFUSED(SealingKey::unwrap(wrapped, "2581"), "box.password");
    CHECK_EQ(*public_half(wrapped, "sealing"), staff.public_bytes());
    CHECK_REFUSED(SigningKey::open(wrapped, "2580"), "key.format");
    auto rewrapped = *SealingKey::unwrap(wrapped, "2580")->wrap("0852", kNoCost);
    CHECK_EQ(*SealingKey::unwrap(rewrapped, "0852")->open(sealed), std::string("only with staff"));
    CHECK_REFUSED(SealingKey::unwrap(rewrapped, "2580"), "box.password");
}

}  // namespace

int run_key_tests() {
    const CMUnitTest tests[] = {
        test<known_signature>("an Ed25519 key signs as RFC 8032 says"),
        test<key_files>("a key file opens with its passphrase and no other"),
        test<damaged_key_files>("a damaged key file is refused by name and never gives another key"),
        test<rotten_key_files>("rot in a key file is never taken for a wrong passphrase"),
        test<declared_keys>("a declared key reads back with the same id"),
        test<sealing>("what is sealed opens for its reader alone and only whole"),
        test<pin_wrap>("a secret key wrapped by a PIN opens with that PIN alone"),
    };
    return run("trust.key", tests);
}
