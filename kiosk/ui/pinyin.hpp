// Chinese characters by how they sound: for the letters of a syllable, the characters that are read so, the most used
// first. The table is made when the program is built, from the Unicode Han Database of Debian's unicode-data.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"

namespace baken::ui {

class Pinyin {
public:
    // Lines of a syllable, a space, and its characters. Errors: pinyin.table (names the line).
    [[nodiscard]] static Result<Pinyin> parse(std::string_view bytes);

    // Characters for the longest syllable `letters` begins with, or, when it is only the beginning of syllables, for
    // all of those; at most 60. Empty when there is no such syllable.
    [[nodiscard]] std::vector<std::string> characters(std::string_view letters) const;
    // How many of the letters a chosen character stands for.
    [[nodiscard]] std::size_t used(std::string_view letters) const;
    // Can these letters still become characters?
    [[nodiscard]] bool begins_well(std::string_view letters) const;

private:
    [[nodiscard]] std::size_t longest_syllable(std::string_view letters) const;
    // The characters of each in one piece: cut when they are asked for, which a kiosk that starts has no time for.
    std::map<std::string, std::string, std::less<>> syllables_;
};

}  // namespace baken::ui
