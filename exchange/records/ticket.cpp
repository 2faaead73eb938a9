#include "exchange/records/ticket.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "exchange/base/text.hpp"
#include "exchange/records/letters.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::records {
namespace {

// Nineteen, a prime: with a different weight at each place, the sum modulo 19 changes with any one character and with
// any two that change places.
constexpr std::string_view kLetters = "ACDEFHJKLMNPRTUVWXY";
// Without vowels: a word they spell would stand on every number of a kiosk.
constexpr std::string_view kPlaceLetters = "CDFHJKLMNPRTVWX";
constexpr int kModulus = 19;
constexpr std::size_t kMostDigits = 5;

int value_of(char letter) {
    return is_digit(letter) ? letter - '0' : static_cast<int>(kLetters.find(letter));
}

// Weights: 1 for the check letter, 2 to 6 for the digits from the right, 7 to 9 for the letters from the right.
int weigh(std::string_view from_left, int weight_of_last) {
    int sum = 0;
    for (auto letter = from_left.rbegin(); letter != from_left.rend(); ++letter) {
        sum += value_of(*letter) * weight_of_last++;
    }
    return sum;
}

char check_letter(std::string_view place, std::string_view digits) {
    int sum = weigh(digits, 2) + weigh(place, 2 + static_cast<int>(kMostDigits));
    return kLetters[static_cast<std::size_t>((kModulus - sum % kModulus) % kModulus)];
}

// One typed letter in our own form; 0 for a separator, nothing when it is none of ours.
std::optional<char> read_letter(char32_t letter) {
    if (letter == U' ' || letter == U'-' || letter == 0xA0 || letter == 0x2011) return '\0';
    if (letter >= 0x0660 && letter <= 0x0669) return static_cast<char>('0' + (letter - 0x0660));
    if (letter >= 0x06F0 && letter <= 0x06F9) return static_cast<char>('0' + (letter - 0x06F0));
    if (letter >= U'a' && letter <= U'z') letter -= U'a' - U'A';
    if (letter > 0x7F) return std::nullopt;
    auto plain = static_cast<char>(letter);
    if (!is_digit(plain) && kLetters.find(plain) == std::string_view::npos) return std::nullopt;
    return plain;
}

Result<std::string> read_letters(std::string_view typed) {
    if (typed.size() > 40) return refuse("ticket.form", "too long for a ticket");
    if (!is_utf8(typed)) return refuse("ticket.character", "not UTF-8");
    std::string letters;
    while (!typed.empty()) {
        auto rest = typed;
        auto letter = read_letter(take_letter(rest));
        if (!letter) {
            return refuse("ticket.character",
                          fmt::format("\"{}\" is on no ticket", typed.substr(0, typed.size() - rest.size())));
        }
        if (*letter != '\0') letters += *letter;
        typed = rest;
    }
    return letters;
}

}  // namespace

std::string ticket_place_of(std::string_view kiosk) {
    auto hash = trust::sha256_hex("baken ticket\n" + std::string(kiosk));
    auto number = std::stoul(hash.substr(0, 8), nullptr, 16);
    std::string letters;
    for (; letters.size() < 3; number /= kPlaceLetters.size()) letters += kPlaceLetters[number % kPlaceLetters.size()];
    return letters;
}

bool is_ticket_place(std::string_view letters) {
    return letters.size() == 3 &&
           std::ranges::all_of(letters, [](char letter) { return kLetters.find(letter) != std::string_view::npos; });
}

std::string format(const Ticket& ticket) {
    auto digits = std::to_string(ticket.number);
    return fmt::format("{}-{}-{}", ticket.place, digits, check_letter(ticket.place, digits));
}

Result<Ticket> parse_ticket(std::string_view typed) {
    TRY(const std::string letters, read_letters(typed));
    auto first_digit = std::ranges::find_if(letters, is_digit);
    auto after_digits = std::find_if_not(first_digit, letters.end(), is_digit);
    std::string place(letters.begin(), first_digit);
    std::string digits(first_digit, after_digits);
    bool formed = is_ticket_place(place) && !digits.empty() && digits.size() <= kMostDigits && digits[0] != '0' &&
                  letters.end() - after_digits == 1 && !is_digit(*after_digits);
    if (!formed) return refuse("ticket.form", "a ticket is three letters, a number and a letter");
    if (check_letter(place, digits) != *after_digits) return refuse("ticket.check", "a letter or digit is wrong");
    return Ticket{std::move(place), std::stoi(digits)};
}

}  // namespace baken::records
