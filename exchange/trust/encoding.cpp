#include "exchange/trust/encoding.hpp"

#include <sodium.h>

namespace baken::trust {
namespace {

constexpr std::string_view kLower = "0123456789abcdef";
constexpr std::string_view kUpper = "0123456789ABCDEF";

int digit_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

bool is_unreserved(char letter) {
    bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    bool is_digit = letter >= '0' && letter <= '9';
    return is_letter || is_digit || letter == '-' || letter == '.' || letter == '_' || letter == '~';
}

}  // namespace

std::string to_hex(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (unsigned char byte : bytes) {
        text += kLower[byte >> 4U];
        text += kLower[byte & 15U];
    }
    return text;
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t at = 0; at < text.size(); at += 2) {
        int high = digit_value(text[at]);
        int low = digit_value(text[at + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::string percent_quote(std::string_view text) {
    std::string quoted;
    for (char letter : text) {
        if (is_unreserved(letter)) {
            quoted += letter;
            continue;
        }
        auto byte = static_cast<unsigned char>(letter);
        quoted += '%';
        quoted += kUpper[byte >> 4U];
        quoted += kUpper[byte & 15U];
    }
    return quoted;
}

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    sodium_bin2base64(text.data(), text.size(), data, bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // libsodium ends it with a zero
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3, '\0');
    std::size_t count = 0;
    const char* end = nullptr;
    auto* data = reinterpret_cast<unsigned char*>(bytes.data());
    int failed = sodium_base642bin(data, bytes.size(), text.data(), text.size(), nullptr, &count, &end,
                                   sodium_base64_VARIANT_ORIGINAL);
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(count);
    return bytes;
}

}  // namespace baken::trust
