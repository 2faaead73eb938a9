#include "kiosk/ui/letters.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <memory>

namespace baken::ui {
namespace {

struct TextCloser {
    void operator()(UText* text) const { utext_close(text); }
};

// Walks the letters of one text; positions are bytes.
class Walk {
public:
    explicit Walk(std::string_view utf8) {
        UErrorCode status = U_ZERO_ERROR;
        text_.reset(utext_openUTF8(nullptr, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status));
        letters_.reset(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        if (U_SUCCESS(status)) letters_->setText(text_.get(), status);
        if (U_FAILURE(status)) letters_.reset();
    }
    // Nothing when ICU could not do it; the caller then goes by code points.
    [[nodiscard]] std::optional<std::size_t> before(std::size_t end) {
        if (!letters_) return std::nullopt;
        auto at = letters_->preceding(static_cast<std::int32_t>(end));
        return at == icu::BreakIterator::DONE ? 0 : static_cast<std::size_t>(at);
    }
    [[nodiscard]] std::optional<std::size_t> after(std::size_t begin) const {
        if (!letters_) return std::nullopt;
        auto at = letters_->following(static_cast<std::int32_t>(begin));
        return at == icu::BreakIterator::DONE ? std::nullopt : std::optional(static_cast<std::size_t>(at));
    }

private:
    std::unique_ptr<UText, TextCloser> text_;
    std::unique_ptr<icu::BreakIterator> letters_;
};

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
}

// Over the letter that begins here; there is one.
std::size_t step(const Walk& walk, std::string_view utf8, std::size_t begin) {
    if (auto found = walk.after(begin)) return *found;
    auto at = begin + 1;
    while (at < utf8.size() && continues(utf8[at])) ++at;
    return at;
}

}  // namespace

std::size_t letter_before(std::string_view utf8, std::size_t end) {
    if (end == 0) return 0;
    if (auto found = Walk{utf8}.before(end)) return *found;
    auto at = end - 1;
    while (at > 0 && continues(utf8[at])) --at;
    return at;
}

std::size_t letter_after(std::string_view utf8, std::size_t begin) {
    return begin >= utf8.size() ? utf8.size() : step(Walk{utf8}, utf8, begin);
}

std::vector<std::string> letters_of(std::string_view utf8) {
    std::vector<std::string> letters;
    Walk walk{utf8};
    for (std::size_t at = 0; at < utf8.size();) {
        auto end = step(walk, utf8, at);
        letters.emplace_back(utf8.substr(at, end - at));
        at = end;
    }
    return letters;
}

std::string capital(std::string_view utf8, const std::string& language) {
    auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    std::string large;
    text.toUpper(icu::Locale::createFromName(language.c_str())).toUTF8String(large);
    return large;
}

std::string plain_capitals(std::string_view utf8) {
    auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    UErrorCode status = U_ZERO_ERROR;
    const auto* decompose = icu::Normalizer2::getNFDInstance(status);
    if (U_SUCCESS(status)) text = decompose->normalize(text, status);
    icu::UnicodeString plain;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        auto letter = text.char32At(at);
        if (u_charType(letter) != U_NON_SPACING_MARK) plain.append(letter);
    }
    std::string large;
    plain.toUpper(icu::Locale::getRoot()).toUTF8String(large);
    return large;
}

text::Direction written_direction(std::string_view utf8, text::Direction otherwise) {
    auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    switch (ubidi_getBaseDirection(text.getBuffer(), text.length())) {
        case UBIDI_LTR:
            return text::Direction::LeftToRight;
        case UBIDI_RTL:
            return text::Direction::RightToLeft;
        default:
            break;
    }
    // A number alone, as one for a telephone, is read from the left in every script.
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        if (u_isdigit(text.char32At(at))) return text::Direction::LeftToRight;
    }
    return otherwise;
}

}  // namespace baken::ui
