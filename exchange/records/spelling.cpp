#include "exchange/records/spelling.hpp"

#include <algorithm>
#include <array>

#include "exchange/records/letters.hpp"

namespace baken::records {
namespace {

constexpr std::array<std::string_view, 26> kNato{
    "Alfa",    "Bravo", "Charlie", "Delta",  "Echo",     "Foxtrot", "Golf",   "Hotel",  "India",
    "Juliett", "Kilo",  "Lima",    "Mike",   "November", "Oscar",   "Papa",   "Quebec", "Romeo",
    "Sierra",  "Tango", "Uniform", "Victor", "Whiskey",  "X-ray",   "Yankee", "Zulu"};

using Digits = std::array<std::string_view, 10>;
constexpr Digits kDutchDigits{"nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"};
constexpr Digits kEnglishDigits{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};

struct Sign {
    char32_t letter;
    std::string_view dutch;
    std::string_view english;
};
constexpr std::array kSigns{Sign{U'-', "streepje", "hyphen"}, Sign{U'/', "schuine streep", "slash"},
                            Sign{U'.', "punt", "point"}, Sign{U'+', "plus", "plus"}};

// U+00C0 to U+017F without their accents, as one plain letter each; '?' is no letter.
constexpr std::string_view kPlainLatin =
    "AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO?OUUUUYTY"
    "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLLNNNNNNNNNOOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUU"
    "UUWW"
    "YYYZZZZZZS";
static_assert(kPlainLatin.size() == 0x180 - 0xC0);

// The capital that is spelled for this letter; 0 when there is none.
char plain_capital(char32_t letter) {
    if (letter >= U'a' && letter <= U'z') return static_cast<char>(letter - U'a' + U'A');
    if (letter >= U'A' && letter <= U'Z') return static_cast<char>(letter);
    if (letter >= 0xC0 && letter < 0x180) {
        char plain = kPlainLatin[letter - 0xC0];
        return plain == '?' ? '\0' : plain;
    }
    if (letter >= 0x218 && letter <= 0x219) return 'S';  // Romanian, with a comma below
    if (letter >= 0x21A && letter <= 0x21B) return 'T';
    return '\0';
}

bool is_passed_over(char32_t letter) {
    bool ascii_sign = letter < 0x80;  // whatever was not spelled before
    bool quotes_and_dashes = letter >= 0x2000 && letter < 0x2070;
    return ascii_sign || quotes_and_dashes || (letter >= 0x300 && letter < 0x370) || (letter >= 0xA0 && letter < 0xC0);
}

// The word for one letter: empty when it is passed over.
std::string_view word_for(char32_t letter, CardLanguage language) {
    bool dutch = language == CardLanguage::Dutch;
    if (char capital = plain_capital(letter); capital != '\0') return kNato.at(static_cast<std::size_t>(capital - 'A'));
    if (letter >= U'0' && letter <= U'9') return (dutch ? kDutchDigits : kEnglishDigits).at(letter - U'0');
    const auto* sign = std::ranges::find(kSigns, letter, &Sign::letter);
    if (sign != kSigns.end()) return dutch ? sign->dutch : sign->english;
    if (is_passed_over(letter)) return {};
    return dutch ? "onbekend teken" : "unknown sign";
}

bool is_unknown(std::string_view word) {
    return word == "onbekend teken" || word == "unknown sign";
}

}  // namespace

std::vector<std::string> spell(std::string_view text, CardLanguage language) {
    std::vector<std::string> groups(1);
    std::string_view last;
    while (!text.empty()) {
        auto letter = take_letter(text);
        if (letter == U' ' || letter == U'\n') {
            if (!groups.back().empty()) groups.emplace_back();
            last = {};
            continue;
        }
        auto word = word_for(letter, language);
        if (word.empty() || (is_unknown(word) && word == last)) continue;
        if (!groups.back().empty()) groups.back() += ' ';
        groups.back() += word;
        last = word;
    }
    if (groups.back().empty()) groups.pop_back();
    return groups;
}

std::string say_digits(int number, CardLanguage language) {
    auto groups = spell(std::to_string(number), language);
    return groups.front();
}

}  // namespace baken::records
