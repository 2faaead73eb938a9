// Letters as a reader sees them (UAX #29), by ICU: an emoji of a family is one, a letter with its accent is one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/text/paragraph.hpp"

namespace baken::ui {

// Where the letter that ends at `end` begins; 0 at the beginning. `end` is between two letters.
[[nodiscard]] std::size_t letter_before(std::string_view utf8, std::size_t end);
// Where the letter that begins at `begin` ends; the size at the end.
[[nodiscard]] std::size_t letter_after(std::string_view utf8, std::size_t begin);
[[nodiscard]] std::vector<std::string> letters_of(std::string_view utf8);
// In the way of this language: Turkish "i" becomes "İ".
[[nodiscard]] std::string capital(std::string_view utf8, const std::string& language);
// Capitals without accents, for comparing: "Zeedijk-é" is "ZEEDIJK-E".
[[nodiscard]] std::string plain_capitals(std::string_view utf8);
// Of the first letter that has a direction; a number alone goes from the left; `otherwise` when there is neither.
[[nodiscard]] text::Direction written_direction(std::string_view utf8, text::Direction otherwise);

}  // namespace baken::ui
