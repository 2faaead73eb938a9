#include "exchange/trust/hashes.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "exchange/base/text.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::trust {
namespace {

const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

template <std::size_t Size>
std::string hex_of(const std::array<unsigned char, Size>& digest) {
    return to_hex({reinterpret_cast<const char*>(digest.data()), Size});
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), data_of(bytes), bytes.size());
    return hex_of(digest);
}

std::string sha512_hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha512_BYTES> digest{};
    crypto_hash_sha512(digest.data(), data_of(bytes), bytes.size());
    return hex_of(digest);
}

struct FileCheck::State {
    FileFacts facts;
    std::uint64_t taken = 0;
    crypto_hash_sha256_state sha256{};
    crypto_hash_sha512_state sha512{};

    std::string sha256_text() {
        std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
        crypto_hash_sha256_final(&sha256, digest.data());
        return hex_of(digest);
    }
    std::string sha512_text() {
        std::array<unsigned char, crypto_hash_sha512_BYTES> digest{};
        crypto_hash_sha512_final(&sha512, digest.data());
        return hex_of(digest);
    }
    [[nodiscard]] bool states(const char* algorithm) const { return facts.hashes.contains(algorithm); }
};

FileCheck::FileCheck(FileFacts facts) : state_(std::make_unique<State>()) {
    state_->facts = std::move(facts);
    crypto_hash_sha256_init(&state_->sha256);
    crypto_hash_sha512_init(&state_->sha512);
}
FileCheck::~FileCheck() = default;
FileCheck::FileCheck(FileCheck&&) noexcept = default;
FileCheck& FileCheck::operator=(FileCheck&&) noexcept = default;

Done FileCheck::take(std::string_view piece, const std::string& name) {
    state_->taken += piece.size();
    if (state_->facts.length && state_->taken > *state_->facts.length) {
        return refuse(name + ".length", fmt::format("longer than the stated {} bytes", *state_->facts.length));
    }
    if (state_->states("sha256")) crypto_hash_sha256_update(&state_->sha256, data_of(piece), piece.size());
    if (state_->states("sha512")) crypto_hash_sha512_update(&state_->sha512, data_of(piece), piece.size());
    return {};
}

Done FileCheck::finish(const std::string& name) {
    const auto& facts = state_->facts;
    if (facts.length && state_->taken != *facts.length) {
        return refuse(name + ".length", fmt::format("{} bytes, stated are {}", state_->taken, *facts.length));
    }
    if (facts.hashes.empty()) return {};
    if (!state_->states("sha256") && !state_->states("sha512")) {
        return refuse(name + ".hash", "stated only in hash algorithms that are not known here");
    }
    auto agrees = [&facts](const char* algorithm, const std::string& actual) {
        return to_lower_ascii(facts.hashes.at(algorithm)) == actual;
    };
    bool right = !state_->states("sha256") || agrees("sha256", state_->sha256_text());
    right = (!state_->states("sha512") || agrees("sha512", state_->sha512_text())) && right;
    if (!right) return refuse(name + ".hash", "the content is not what was signed");
    return {};
}

Done check_file(std::string_view bytes, const FileFacts& facts, const std::string& name) {
    FileCheck check(facts);
    TRY_DONE(check.take(bytes, name));
    return check.finish(name);
}

}  // namespace baken::trust
