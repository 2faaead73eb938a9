#include "exchange/bulletins/inline_image.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <array>
#include <cstdint>

#include "exchange/base/text.hpp"

namespace baken::bulletins {
namespace {

int value_of(char letter) {
    if (letter >= 'A' && letter <= 'Z') return letter - 'A';
    if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
    if (letter >= '0' && letter <= '9') return letter - '0' + 52;
    if (letter == '+' || letter == '-') return 62;
    if (letter == '/' || letter == '_') return 63;
    return -1;
}

// Line breaks and padding at the end are allowed anywhere senders put them; another byte ends in nothing.
std::optional<std::string> decode_base64(std::string_view text) {
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (char letter : text) {
        if (letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t' || letter == '=') continue;
        int value = value_of(letter);
        if (value < 0) return std::nullopt;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU));
        }
    }
    return bytes;
}

std::string sha1_hex(std::string_view bytes) {
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    SHA1(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    std::string hex;
    for (auto byte : digest) hex += fmt::format("{:02x}", byte);
    return hex;
}

}  // namespace

Result<std::string> read_inline_image(const InlineSource& source, std::size_t most) {
    auto mime = to_lower_ascii(trim(source.mime_type));
    bool png = mime == "image/png";
    bool jpeg = mime == "image/jpeg" || mime == "image/jpg";
    if (!png && !jpeg) return refuse("cap.image.type", mime.substr(0, 60) + " is not shown, only PNG and JPEG are");
    if (source.base64.size() / 4 * 3 > most + most / 8)
        return refuse("cap.image.size", fmt::format("the picture is larger than {} bytes", most));
    auto bytes = decode_base64(source.base64);
    if (!bytes || bytes->empty()) return refuse("cap.image.base64", "the picture is not base64");
    if (bytes->size() > most) return refuse("cap.image.size", fmt::format("the picture is larger than {} bytes", most));
    if (!bytes->starts_with(png ? std::string_view{"\x89PNG\r\n\x1A\n", 8} : std::string_view{"\xFF\xD8\xFF", 3}))
        return refuse("cap.image.type", "the bytes are not those of " + mime);
    auto digest = to_lower_ascii(trim(source.digest));
    if (!digest.empty() && digest != sha1_hex(*bytes))
        return refuse("cap.image.digest", "the digest of the picture is not the one given");
    return std::move(*bytes);
}

}  // namespace baken::bulletins
