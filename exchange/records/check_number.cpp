#include "exchange/records/check_number.hpp"

#include <fmt/format.h>

#include <array>

#include "exchange/trust/hashes.hpp"

namespace baken::records {
namespace {

// A totally anti-symmetric quasigroup of order ten (Damm 2004): row is what was read so far, column the next digit.
constexpr std::array<std::string_view, 10> kDamm{"0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
                                                 "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"};

char damm(std::string_view digits) {
    char read = '0';
    for (char digit : digits)
        read = kDamm.at(static_cast<std::size_t>(read - '0'))[static_cast<std::size_t>(digit - '0')];
    return read;
}

}  // namespace

CheckNumber check_number_of(const Head& head) {
    auto hash = trust::sha256_hex("baken check number\n" + head.kiosk + "\n" + head.id);
    return {static_cast<int>(std::stoul(hash.substr(0, 8), nullptr, 16) % 10'000)};
}

std::string format(CheckNumber number) {
    auto digits = fmt::format("{:04}", number.value);
    return digits + damm(digits);
}

Result<CheckNumber> parse_check_number(std::string_view typed) {
    std::string digits;
    for (char letter : typed.substr(0, 40)) {
        if (letter == ' ' || letter == '-' || letter == '.') continue;
        if (letter < '0' || letter > '9') return refuse("check-number.form", "only digits stand in it");
        digits += letter;
    }
    if (digits.size() != 5 || typed.size() > 40) return refuse("check-number.form", "it has five digits");
    if (damm(digits) != '0') return refuse("check-number.check", "a digit is wrong; have it read again");
    return CheckNumber{std::stoi(digits.substr(0, 4))};
}

}  // namespace baken::records
