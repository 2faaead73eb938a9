#include "kiosk/text/isolates.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "kiosk/text/utf8.hpp"

namespace baken::text {

namespace {

constexpr std::size_t kLongestWord = 256;  // how far back a word is followed; keeps hostile text from costing n times n
constexpr std::string_view kLeftToRightIsolate = "\u2066";
constexpr std::string_view kIsolateEnd = "\u2069";

struct Character {
    char32_t point;
    std::size_t byte;
};

// European digits and the Persian ones, which the bidirectional algorithm treats alike. Arabic-Indic digits are left to
// it: dates and ranges in them are read from the right.
bool is_digit(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= U'\u06F0' && c <= U'\u06F9');
}
bool is_latin_letter(char32_t c) {
    return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= U'\u00C0' && c <= U'\u024F');
}
bool is_capital(char32_t c) {
    return c >= U'A' && c <= U'Z';
}
bool is_space(char32_t c) {
    return c == U' ' || c == U'\u00A0' || c == U'\u202F';
}
bool is_hard_space(char32_t c) {
    return c == U'\u00A0' || c == U'\u202F';
}
bool is_dash(char32_t c) {
    return c == U'-' || (c >= U'\u2010' && c <= U'\u2014') || c == U'\u2212';
}
bool is_currency(char32_t c) {
    return c == U'€' || c == U'$' || c == U'£' || c == U'¥';
}
bool is_separator(char32_t c) {
    return c == U':' || c == U'.' || c == U',' || c == U'/' || c == U'\'' || c == U'\u2019' || c == U'\u00B7' ||
           c == U'\u00D7' || c == U'\u2044' || is_dash(c);
}
bool is_sign_before(char32_t c) {
    return c == U'+' || c == U'\u00B1' || c == U'#' || c == U'~' || c == U'\u2248' || c == U'<' || c == U'>' ||
           c == U'\u2264' || c == U'\u2265' || c == U'\u2116' || is_dash(c) || is_currency(c);
}
bool is_sign_after(char32_t c) {
    return c == U'%' || c == U'\u2030' || c == U'\u00B0' || c == U'+' || c == U'\u2032' || c == U'\u2033' ||
           c == U'\u00B2' || c == U'\u00B3' || is_currency(c);
}
// Characters that stay in a left-to-right word: the dots, slashes and the like of an address on the network.
bool is_inside_word(char32_t c) {
    return c > U' ' && c < 0x7F && c != U'(' && c != U')' && c != U'[' && c != U']' && c != U'"' && c != U',' &&
           c != U';';
}

class NumberFinder {
public:
    explicit NumberFinder(std::string_view utf8) : size_(utf8.size()) {
        characters_.reserve(utf8.size());
        for (std::size_t at = 0; at < utf8.size();) {
            auto byte = at;
            characters_.push_back({next_character(utf8, at), byte});
        }
    }

    std::vector<WrittenNumber> find() {
        std::vector<WrittenNumber> found;
        std::size_t floor = 0;  // What stands before was taken by an earlier number.
        for (std::size_t at = 0; at < characters_.size();) {
            if (!is_digit(point(at))) {
                ++at;
                continue;
            }
            std::size_t begin = start_before(at, floor);
            std::size_t end = end_of_number(begin, at);
            if (digits_end(begin) != end) found.push_back({byte(begin), byte(end), wants_isolate(begin)});
            at = floor = end;
        }
        return found;
    }

private:
    [[nodiscard]] char32_t point(std::size_t at) const { return at < characters_.size() ? characters_[at].point : 0; }
    [[nodiscard]] std::size_t byte(std::size_t at) const {
        return at < characters_.size() ? characters_[at].byte : size_;
    }

    [[nodiscard]] std::size_t digits_end(std::size_t at) const {
        while (is_digit(point(at))) ++at;
        return at;
    }

    // Takes signs before the first digit: "+31", "(030) ...", "€ 70". A dash between a word and a digit is no sign.
    [[nodiscard]] std::size_t start_before(std::size_t at, std::size_t floor) const {
        std::size_t begin = at;
        if (begin > floor && point(begin - 1) == U'+') --begin;
        if (begin > floor && point(begin - 1) == U'(' && bracket_end(begin - 1)) return begin - 1;
        if (begin > floor + 1 && is_space(point(begin - 1)) && is_currency(point(begin - 2))) return begin - 2;
        while (begin > floor && is_sign_before(point(begin - 1))) --begin;
        bool after_word = begin > 0 && u_isalnum(static_cast<UChar32>(point(begin - 1)));
        return after_word ? at : begin;
    }

    // For "(030) 1234567" or "(0)30": where the digits go on behind the bracket.
    [[nodiscard]] std::optional<std::size_t> bracket_end(std::size_t open) const {
        std::size_t at = open + 1;
        if (point(at) == U'+') ++at;
        std::size_t close = digits_end(at);
        if (close == at || point(close) != U')') return std::nullopt;
        std::size_t next = close + 1;
        if (is_space(point(next)) || is_dash(point(next))) ++next;
        return is_digit(point(next)) ? std::optional(next) : std::nullopt;
    }

    [[nodiscard]] std::size_t end_of_number(std::size_t begin, std::size_t first_digit) const {
        std::size_t at = digits_end(first_digit);
        if (point(begin) == U'(') at = digits_end(*bracket_end(begin));
        bool telephone = point(begin) == U'+' || point(begin) == U'(' || point(first_digit) == U'0' ||
                         point(first_digit) == U'\u06F0';
        std::size_t looked_at = begin;
        while (true) {
            telephone = telephone && could_be_telephone(looked_at, at);
            looked_at = at;
            if (auto next = next_group(at, telephone, point(begin) == U'+')) {
                at = digits_end(*next);
            } else {
                break;
            }
        }
        return with_signs_after(at);
    }

    // Telephone numbers hold digits, dashes, spaces and brackets, never a colon or a point.
    [[nodiscard]] bool could_be_telephone(std::size_t begin, std::size_t end) const {
        for (std::size_t at = begin; at < end; ++at) {
            char32_t c = point(at);
            if (c == U':' || c == U',' || c == U'.' || is_currency(c)) return false;
        }
        return true;
    }

    // Where the digits go on behind a separator, if they do.
    [[nodiscard]] std::optional<std::size_t> next_group(std::size_t at, bool telephone, bool international) const {
        char32_t c = point(at);
        if (is_separator(c) && is_digit(point(at + 1))) return at + 1;
        if (is_separator(c) && is_currency(point(at + 1)) && is_digit(point(at + 2))) return at + 2;  // €50-€70
        if (is_space(c) && is_dash(point(at + 1)) && is_space(point(at + 2)) && is_digit(point(at + 3))) return at + 3;
        if (is_hard_space(c) && is_digit(point(at + 1))) return at + 1;
        if (!telephone) return std::nullopt;
        std::size_t open = is_space(c) ? at + 1 : at;
        if (point(open) == U'(') return bracket_end(open);
        if (!is_space(c) || !is_digit(point(at + 1))) return std::nullopt;
        std::size_t end = digits_end(at + 1);
        bool a_time_or_amount =
            point(end) != U' ' && is_separator(point(end)) && !is_dash(point(end)) && is_digit(point(end + 1));
        bool long_enough = international || end - at > 2;  // "0 1" is two numbers
        return long_enough && !a_time_or_amount ? std::optional(at + 1) : std::nullopt;
    }

    // "50%", "20°C", "12A", "70 €" and the postcode "3511 ED".
    [[nodiscard]] std::size_t with_signs_after(std::size_t at) const {
        std::size_t end = at;
        while (is_sign_after(point(end))) ++end;
        while (is_latin_letter(point(end)) || (end > at && is_digit(point(end)))) ++end;
        if (end > at) return end;
        if (is_space(point(at)) && (is_currency(point(at + 1)) || point(at + 1) == U'%') && !is_digit(point(at + 2)))
            return at + 2;
        bool postcode = at >= 4 && digits_end(at - 4) == at && is_space(point(at)) && is_capital(point(at + 1)) &&
                        is_capital(point(at + 2)) && u_isalnum(static_cast<UChar32>(point(at + 3))) == 0;
        return postcode ? at + 3 : at;
    }

    [[nodiscard]] bool wants_isolate(std::size_t begin) const {
        if (begin > 0 && point(begin - 1) >= U'\u2066' && point(begin - 1) <= U'\u2068') return false;
        return !follows_latin(begin);
    }

    // In a Latin word, or one space behind it, a number runs left to right with the word; an isolate would part them.
    [[nodiscard]] bool follows_latin(std::size_t begin) const {
        if (begin > 1 && is_space(point(begin - 1)) && is_latin_letter(point(begin - 2))) return true;
        std::size_t at = begin;
        std::size_t farthest = begin > kLongestWord ? begin - kLongestWord : 0;
        while (at > farthest && is_inside_word(point(at - 1))) {
            if (is_latin_letter(point(--at))) return true;
        }
        return at > 0 && is_latin_letter(point(at - 1));
    }

    std::vector<Character> characters_;
    std::size_t size_;
};

}  // namespace

std::vector<WrittenNumber> find_numbers(std::string_view utf8) {
    return NumberFinder(utf8).find();
}

std::string isolate_numbers(std::string_view text) {
    std::string out;
    std::size_t done = 0;
    for (const auto& number : find_numbers(text)) {
        if (!number.wants_isolate) continue;
        out.append(text.substr(done, number.begin - done)).append(kLeftToRightIsolate);
        out.append(text.substr(number.begin, number.end - number.begin)).append(kIsolateEnd);
        done = number.end;
    }
    return out.append(text.substr(done));
}

}  // namespace baken::text
