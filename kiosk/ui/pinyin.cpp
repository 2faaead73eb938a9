#include "kiosk/ui/pinyin.hpp"

#include <algorithm>

#include "exchange/base/text.hpp"
#include "kiosk/ui/letters.hpp"

namespace baken::ui {
namespace {

constexpr std::size_t kMostOffers = 60;
constexpr std::size_t kLongestSyllable = 6;

// The first `most` of these characters, each once.
void add(std::vector<std::string>& all, const std::string& characters, std::size_t most) {
    for (const auto& one : letters_of(characters)) {
        if (most-- == 0 || all.size() == kMostOffers) return;
        if (std::ranges::find(all, one) == all.end()) all.push_back(one);
    }
}

}  // namespace

Result<Pinyin> Pinyin::parse(std::string_view bytes) {
    Pinyin pinyin;
    int number = 0;
    for (auto line : split(bytes, '\n')) {
        ++number;
        if (line.empty()) continue;
        auto space = line.find(' ');
        bool good = is_utf8(line) && space != std::string_view::npos && space > 0 && space <= kLongestSyllable;
        if (!good) return refuse("pinyin.table", "line " + std::to_string(number) + " is no syllable and characters");
        pinyin.syllables_[std::string(line.substr(0, space))] = line.substr(space + 1);
    }
    return pinyin;
}

std::size_t Pinyin::longest_syllable(std::string_view letters) const {
    for (auto length = std::min(letters.size(), kLongestSyllable); length > 0; --length) {
        if (syllables_.contains(letters.substr(0, length))) return length;
    }
    return 0;
}

std::size_t Pinyin::used(std::string_view letters) const {
    auto length = longest_syllable(letters);
    return length == 0 ? letters.size() : length;
}

bool Pinyin::begins_well(std::string_view letters) const {
    if (longest_syllable(letters) > 0) return true;
    auto next = syllables_.lower_bound(letters);
    return next != syllables_.end() && next->first.starts_with(letters);
}

std::vector<std::string> Pinyin::characters(std::string_view letters) const {
    std::vector<std::string> all;
    if (letters.empty()) return all;
    if (auto length = longest_syllable(letters); length > 0)
        add(all, syllables_.find(letters.substr(0, length))->second, kMostOffers);
    // While a syllable is still being typed, the first few of every one it could become.
    for (auto at = syllables_.lower_bound(letters); at != syllables_.end() && at->first.starts_with(letters); ++at) {
        constexpr std::size_t kFew = 6;
        add(all, at->second, kFew);
    }
    return all;
}

}  // namespace baken::ui
