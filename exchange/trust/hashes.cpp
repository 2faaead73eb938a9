#include "exchange/trust/hashes.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "exchange/base/text.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::trust {
namespace {

// One hash, piece by piece. OpenSSL's, which uses the processor's own instructions where it has them: a kiosk hashes
// everything it shows after every start.
class Digest {
public:
    explicit Digest(const EVP_MD* algorithm) : context_(EVP_MD_CTX_new()) {
        EVP_DigestInit_ex(context_.get(), algorithm, nullptr);
    }
    void take(std::string_view piece) { EVP_DigestUpdate(context_.get(), piece.data(), piece.size()); }
    std::string hex() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
        return to_hex({reinterpret_cast<const char*>(digest.data()), size});
    }

private:
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context_;
};

std::string hex_of(const EVP_MD* algorithm, std::string_view bytes) {
    Digest digest(algorithm);
    digest.take(bytes);
    return digest.hex();
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    return hex_of(EVP_sha256(), bytes);
}

std::string sha512_hex(std::string_view bytes) {
    return hex_of(EVP_sha512(), bytes);
}

struct FileCheck::State {
    FileFacts facts;
    std::uint64_t taken = 0;
    Digest sha256{EVP_sha256()};
    Digest sha512{EVP_sha512()};

    [[nodiscard]] bool states(const char* algorithm) const { return facts.hashes.contains(algorithm); }
};

FileCheck::FileCheck(FileFacts facts) : state_(std::make_unique<State>()) {
    state_->facts = std::move(facts);
}
FileCheck::~FileCheck() = default;
FileCheck::FileCheck(FileCheck&&) noexcept = default;
FileCheck& FileCheck::operator=(FileCheck&&) noexcept = default;

Done FileCheck::take(std::string_view piece, const std::string& name) {
    state_->taken += piece.size();
    if (state_->facts.length && state_->taken > *state_->facts.length) {
        return refuse(name + ".length", fmt::format("longer than the stated {} bytes", *state_->facts.length));
    }
    if (state_->states("sha256")) state_->sha256.take(piece);
    if (state_->states("sha512")) state_->sha512.take(piece);
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
    bool right = !state_->states("sha256") || agrees("sha256", state_->sha256.hex());
    right = (!state_->states("sha512") || agrees("sha512", state_->sha512.hex())) && right;
    if (!right) return refuse(name + ".hash", "the content is not what was signed");
    return {};
}

Done check_file(std::string_view bytes, const FileFacts& facts, const std::string& name) {
    FileCheck check(facts);
    TRY_DONE(check.take(bytes, name));
    return check.finish(name);
}

}  // namespace baken::trust
