#include "exchange/records/package.hpp"

#include <fmt/format.h>

#include "exchange/trust/public_key.hpp"

namespace baken::records {
namespace {

constexpr std::size_t kSignatureBytes = 64;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kPadTo = 1024;
constexpr trust::JsonLimits kHeaderLimits{.bytes = 400, .depth = 1, .values = 10};

void put_number(std::string& out, std::size_t number, int bytes) {
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xFFU);
}

// Takes bytes off the front; once there are too few, it is short for good.
class Cutter {
public:
    explicit Cutter(std::string_view bytes) : rest_(bytes) {}

    std::string_view take(std::size_t count) {
        if (count > rest_.size()) {
            short_ = true;
            rest_ = {};
            return {};
        }
        auto taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }
    std::size_t number(int bytes) {
        std::size_t number = 0;
        for (char byte : take(static_cast<std::size_t>(bytes))) number = number << 8U | static_cast<std::uint8_t>(byte);
        return number;
    }
    [[nodiscard]] bool is_whole() const { return !short_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool short_ = false;
};

}  // namespace

std::string write_package(const PackageForm& form, const trust::Json& header, std::span<const std::string> parts,
                          const trust::SigningKey& signer) {
    std::string out(form.first_line);
    auto header_bytes = trust::write_json(header);
    put_number(out, header_bytes.size(), 2);
    out += header_bytes;
    put_number(out, parts.size(), 1);
    for (const auto& part : parts) {
        put_number(out, part.size(), 4);
        out += part;
    }
    return out + signer.sign(out);
}

Result<Package> read_package(const PackageForm& form, std::string_view bytes) {
    auto refused = [&](std::string_view check, std::string message) {
        return refuse(fmt::format("{}.{}", form.check, check), std::move(message));
    };
    if (bytes.size() > form.most_bytes) {
        return refused("size", fmt::format("{} bytes, at most {} are read", bytes.size(), form.most_bytes));
    }
    if (bytes.size() < form.first_line.size() + kSignatureBytes || !bytes.starts_with(form.first_line)) {
        return refused("format", "does not begin as one");
    }
    auto signed_bytes = bytes.substr(0, bytes.size() - kSignatureBytes);
    Cutter cutter(signed_bytes.substr(form.first_line.size()));
    auto header = trust::parse_json(cutter.take(cutter.number(2)), kHeaderLimits);
    if (!header) return refused("format", "its header: " + header.error().text());
    if (cutter.number(1) != form.parts) return refused("format", "not the right number of sealed parts");
    std::vector<std::string> parts;
    parts.reserve(form.parts);
    for (std::size_t i = 0; i < form.parts; ++i) parts.emplace_back(cutter.take(cutter.number(4)));
    if (!cutter.is_whole()) return refused("format", "its lengths do not add up");
    return Package{*std::move(header), std::move(parts), std::string(signed_bytes),
                   std::string(bytes.substr(signed_bytes.size()))};
}

bool is_signed_by(const Package& package, std::string_view public_key) {
    return public_key.size() == kKeyBytes &&
           trust::PublicKey::ed25519(std::string(public_key)).verifies(package.signed_bytes, package.signature);
}

std::string pad_json(std::string json) {
    json.append((kPadTo - json.size() % kPadTo) % kPadTo, ' ');
    return json;
}

}  // namespace baken::records
