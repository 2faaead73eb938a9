#include "kiosk/ui/text_field.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "exchange/base/text.hpp"
#include "kiosk/text/utf8.hpp"
#include "kiosk/ui/letters.hpp"

namespace baken::ui {
namespace {

// A text that grows moves to other memory and leaves its letters behind, so the room for all of it is taken at once:
// a code point is four bytes at most. Also a field of one letter lives outside the string object itself.
constexpr std::size_t kMostBytesEach = 4;
constexpr std::size_t kLeastRoom = 64;

bool is_plain(char32_t letter) {
    bool separator = letter == 0x2028 || letter == 0x2029;
    bool turns = (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
    return letter >= 0x20 && !(letter >= 0x7F && letter < 0xA0) && !separator && !turns;
}

bool is_of_a_phone_number(char32_t letter) {
    return (letter >= '0' && letter <= '9') || (letter < 0x80 && std::strchr(" +-().", static_cast<int>(letter)));
}

bool fits(char32_t letter, Accepts accepts) {
    if (accepts == Accepts::Digits) return letter >= '0' && letter <= '9';
    return accepts == Accepts::Phone ? is_of_a_phone_number(letter) : is_plain(letter);
}

bool all_fit(std::string_view utf8, Accepts accepts) {
    for (std::size_t at = 0; at < utf8.size();) {
        if (!fits(text::next_character(utf8, at), accepts)) return false;
    }
    return true;
}

std::size_t count_letters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0U) != 0x80; }));
}

// ٣ and ۳ are what an Arabic or Persian keyboard writes for 3.
std::string with_plain_digits(std::string_view utf8) {
    std::string plain;
    for (std::size_t at = 0; at < utf8.size();) {
        auto begin = at;
        auto letter = text::next_character(utf8, at);
        int digit = u_charDigitValue(static_cast<UChar32>(letter));
        if (digit >= 0) {
            plain += static_cast<char>('0' + digit);
        } else {
            plain += utf8.substr(begin, at - begin);
        }
    }
    return plain;
}

}  // namespace

void wipe(std::string& text) {
    text.resize(text.capacity());
    explicit_bzero(text.data(), text.size());
    text.clear();
}

TextField::TextField(FieldRule rule) : rule_(rule) {
    text_.reserve(std::max(kLeastRoom, rule.most * kMostBytesEach));
}

TextField::~TextField() {
    clear();
}

TextField::TextField(TextField&& other) noexcept
    : rule_(other.rule_), text_(std::move(other.text_)), caret_(std::exchange(other.caret_, 0)) {}

TextField& TextField::operator=(TextField&& other) noexcept {
    clear();
    rule_ = other.rule_;
    text_.swap(other.text_);
    caret_ = std::exchange(other.caret_, 0);
    return *this;
}

std::optional<FieldTrouble> TextField::put(std::size_t begin, std::size_t end, std::string_view utf8) {
    std::string plain;
    if (rule_.accepts != Accepts::Text) plain = with_plain_digits(utf8);
    auto written = rule_.accepts == Accepts::Text ? utf8 : std::string_view(plain);
    if (!is_utf8(written) || !all_fit(written, rule_.accepts)) return FieldTrouble::NotAllowed;
    auto gone = std::string_view(text_).substr(begin, end - begin);
    if (count_letters(text_) - count_letters(gone) + count_letters(written) > rule_.most) return FieldTrouble::Full;
    text_.reserve(std::max(kLeastRoom, rule_.most * kMostBytesEach));
    text_.replace(begin, end - begin, written);
    caret_ = begin + written.size();
    return std::nullopt;
}

std::optional<FieldTrouble> TextField::insert(std::string_view utf8) {
    return put(caret_, caret_, utf8);
}

std::optional<FieldTrouble> TextField::replace(std::string_view utf8) {
    return put(letter_begin(caret_), caret_, utf8);
}

std::optional<FieldTrouble> TextField::set(std::string_view utf8) {
    return put(0, text_.size(), utf8);
}

bool TextField::erase() {
    if (caret_ == 0) return false;
    auto begin = letter_begin(caret_);
    text_.erase(begin, caret_ - begin);
    caret_ = begin;
    return true;
}

bool TextField::step_back() {
    if (caret_ == 0) return false;
    caret_ = letter_begin(caret_);
    return true;
}

bool TextField::step_on() {
    if (caret_ == text_.size()) return false;
    caret_ = letter_after(text_, caret_);
    return true;
}

void TextField::clear() {
    wipe(text_);
    caret_ = 0;
}

std::size_t TextField::letter_begin(std::size_t end) const {
    return letter_before(text_, end);
}

std::string_view TextField::before_caret() const {
    auto begin = letter_begin(caret_);
    return std::string_view(text_).substr(begin, caret_ - begin);
}

}  // namespace baken::ui
