#include "kiosk/text/breaks.hpp"

#include <unicode/ubrk.h>
#include <unicode/uloc.h>

#include <array>
#include <string_view>

#include "exchange/base/text.hpp"

namespace baken::text {

namespace {

// ICU's rules differ for few languages; the others share one iterator. Chinese and Japanese keep small kana and the
// like off the start of a line (lb=strict).
std::string locale_of(const std::string& language) {
    auto primary = to_lower_ascii(std::string_view(language).substr(0, language.find_first_of("-_")));
    if (primary == "zh" || primary == "ja") return primary + "@lb=strict";
    for (std::string_view own : {"fi", "sv", "ko"}) {
        if (primary == own) return primary;
    }
    return "root";
}

}  // namespace

void BreakIteratorCloser::operator()(UBreakIterator* iterator) const {
    ubrk_close(iterator);
}

UBreakIterator* Breaker::line_iterator(const std::string& language) {
    auto locale = locale_of(language);
    auto& iterator = lines_[locale];
    if (!iterator) {
        UErrorCode status = U_ZERO_ERROR;
        iterator.reset(ubrk_open(UBRK_LINE, locale.c_str(), nullptr, 0, &status));
    }
    return iterator.get();
}

std::vector<Break> Breaker::line_breaks(const Source& source, const std::string& language) {
    std::vector<Break> breaks(source.size() + 1U, Break::None);
    UErrorCode status = U_ZERO_ERROR;
    if (UBreakIterator* lines = line_iterator(language)) {
        ubrk_setText(lines, source.text.data(), static_cast<std::int32_t>(source.size()), &status);
        for (auto at = ubrk_next(lines); at != UBRK_DONE; at = ubrk_next(lines)) {
            auto unit = static_cast<std::size_t>(at);
            breaks[unit] = source.text[unit - 1] == 0xAD ? Break::Hyphen : Break::Allowed;
        }
    }
    for (const auto& number : source.numbers) {
        for (auto at = number.begin + 1; at < number.end; ++at) breaks[at] = Break::None;
    }
    for (std::size_t at = 0; at < source.text.size(); ++at) {
        if (source.text[at] == '\n') breaks[at + 1] = Break::Forced;
    }
    breaks.back() = Break::Forced;
    return breaks;
}

std::vector<std::uint32_t> Breaker::letter_ends(const Source& source, std::uint32_t begin, std::uint32_t end) {
    std::vector<std::uint32_t> ends;
    UErrorCode status = U_ZERO_ERROR;
    if (!letters_) letters_.reset(ubrk_open(UBRK_CHARACTER, "root", nullptr, 0, &status));
    if (letters_) {
        auto length = static_cast<std::int32_t>(end - begin);
        ubrk_setText(letters_.get(), source.text.data() + begin, length, &status);
        for (auto at = ubrk_next(letters_.get()); at != UBRK_DONE; at = ubrk_next(letters_.get())) {
            ends.push_back(begin + static_cast<std::uint32_t>(at));
        }
    }
    if (ends.empty() || ends.back() != end) ends.push_back(end);
    return ends;
}

}  // namespace baken::text
