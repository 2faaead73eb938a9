// Words spelled for a voice radio: the NATO alphabet, which Dutch police and railways use, and digits one by one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace baken::records {

enum class CardLanguage : std::uint8_t { Dutch, English };

// One group for each word of the text: "Dam 12" is {"Delta Alfa Mike", "een twee"} in Dutch. Latin letters lose their
// accents; letters of other scripts become one "onbekend teken" ("unknown sign") for each run of them, so that the
// reader does not pass over them in silence. Punctuation is left out, but for the hyphen, slash, point and plus. The
// text must be UTF-8.
[[nodiscard]] std::vector<std::string> spell(std::string_view text, CardLanguage language);

// Digits one by one: 40 is "vier nul" and "four zero".
[[nodiscard]] std::string say_digits(int number, CardLanguage language);

}  // namespace baken::records
