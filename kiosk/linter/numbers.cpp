#include "kiosk/linter/numbers.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <regex>

#include "kiosk/linter/rules.hpp"

namespace baken::linter {
namespace {

// Digits of every script become Western ones, every kind of blank and hyphen the plain one.
std::string simplify(std::string_view line) {
    std::string plain;
    auto size = static_cast<std::int32_t>(line.size());
    for (std::int32_t at = 0; at < size;) {
        auto begin = at;
        UChar32 point = 0;
        U8_NEXT_OR_FFFD(line.data(), at, size, point);
        auto digit = u_charDigitValue(point);
        if (digit >= 0) {
            plain += static_cast<char>('0' + digit);
        } else if (u_isUWhiteSpace(point) != 0) {
            plain += ' ';
        } else if (u_charType(point) == U_DASH_PUNCTUATION) {
            plain += '-';
        } else if (u_charType(point) != U_FORMAT_CHAR) {
            plain += line.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
        }
    }
    return plain;
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

bool is_national(const std::string& digits) {
    return std::ranges::find(kNationalNumbers, digits) != kNationalNumbers.end();
}

// "2026-11-22" is a date, and so is what stands in a moment.
bool is_date(const std::string& text) {
    static const std::regex kDate(R"((19|20)\d\d-\d\d-\d\d)");
    return std::regex_match(text, kDate);
}

// Seven digits and more, or five and more after a zero or a plus, or three that only a telephone knows.
bool is_telephone(const std::string& text) {
    static const std::regex kShort(R"(11[013-9]|144|116\d{3}|911|999)");
    auto digits = digits_of(text);
    if (is_date(text) || is_national(digits)) return false;
    bool international = text.starts_with('+');
    bool area = text.starts_with('0') || text.starts_with('(');
    return digits.size() >= 7 || ((international || area) && digits.size() >= 5) || std::regex_match(text, kShort);
}

void collect(const std::string& line, const std::regex& pattern, bool (*wanted)(const std::string&),
             std::vector<std::string>& found) {
    for (std::sregex_iterator match(line.begin(), line.end(), pattern), end; match != end; ++match) {
        auto text = match->str();
        if (wanted(text)) found.push_back(text);
    }
}

}  // namespace

std::vector<std::string> local_numbers(std::string_view line) {
    static const std::regex kRun(R"([+(]?\d+(?:[ .()/-]{1,2}\d+)*)");
    static const std::regex kUnit(
        R"(\d+(?:[.,]\d+)? ?(?:MHz|kHz|FM|AM|МГц|кГц|FM|兆赫|千赫|ميغاهرتز|ميجاهرتز|مگاهرتز|ሜጋኸርትዝ))",
        std::regex::icase);
    static const std::regex kBand(R"(\b(?:8[7-9]|9\d|10[0-8])[.,]\d\b)");
    auto plain = simplify(line);
    std::vector<std::string> found;
    collect(plain, kRun, is_telephone, found);
    collect(plain, kUnit, [](const std::string&) { return true; }, found);
    if (found.empty()) collect(plain, kBand, [](const std::string&) { return true; }, found);
    return found;
}

}  // namespace baken::linter
