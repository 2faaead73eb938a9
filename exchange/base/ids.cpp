#include "exchange/base/ids.hpp"

#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <string>

namespace baken {

std::string new_uuid7(Instant now) {
    std::array<std::uint8_t, 16> id{};
    // getrandom never fails and never returns short for so few bytes once the pool is ready (getrandom(2), NOTES).
    while (::getrandom(id.data(), id.size(), 0) != static_cast<ssize_t>(id.size())) {
    }
    auto milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (int i = 0; i < 6; ++i) id.at(i) = static_cast<std::uint8_t>(milliseconds >> (40 - 8 * i));
    id[6] = static_cast<std::uint8_t>(0x70 | (id[6] & 0x0f));
    id[8] = static_cast<std::uint8_t>(0x80 | (id[8] & 0x3f));
    std::string text;
    for (std::size_t i = 0; i < id.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += fmt::format("{:02x}", id.at(i));
    }
    return text;
}

Instant moment_of_uuid7(std::string_view id) {
    auto digits = std::string(id.substr(0, 8)) + std::string(id.substr(9, 4));
    return Instant{Duration{std::stoll(digits, nullptr, 16)}};
}

bool is_uuid7(std::string_view text) {
    if (text.size() != 36 || text[14] != '7') return false;
    if (std::string_view("89ab").find(text[19]) == std::string_view::npos) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        bool hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
        if (hyphen ? text[i] != '-' : !hex) return false;
    }
    return true;
}

bool is_identifier(std::string_view text) {
    auto fits = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    };
    return !text.empty() && text.size() <= 64 && text.front() != '-' && std::ranges::all_of(text, fits);
}

}  // namespace baken
