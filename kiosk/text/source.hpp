// A paragraph's text made ready for ICU and HarfBuzz: one UTF-16 string, with the way back to the bytes it came from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/text/paragraph.hpp"

namespace baken::text {

struct UnitRange {
    std::uint32_t begin, end;
};

struct Source {
    std::u16string text;                   // control characters made harmless, every forced break a single '\n'
    std::vector<std::uint32_t> byte_of;    // for each unit and the end: the byte of the joined spans it came from
    std::vector<std::uint32_t> span_ends;  // units
    std::vector<UnitRange> numbers;        // telephone numbers, times and the like, which no line break may part
    bool needs_bidi = false;               // something in it, or the paragraph itself, runs from right to left

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text.size()); }
};

// Decodes (malformed bytes become U+FFFD) and, in right-to-left paragraphs, isolates the numbers.
[[nodiscard]] Source prepare(const Paragraph& paragraph);

// A character of the text at a unit, and where the next one begins.
struct Decoded {
    char32_t character;
    std::uint32_t next;
};
[[nodiscard]] Decoded decode(const Source& source, std::uint32_t unit);

// White space that hangs over the end of a line.
[[nodiscard]] bool is_hanging_space(char16_t unit);
// Characters that are never drawn, whatever the font: joiners, variation selectors, isolates, the soft hyphen.
[[nodiscard]] bool is_invisible(char32_t character);
// Characters that belong to the one before: combining marks, joiners, selectors.
[[nodiscard]] bool extends_cluster(char32_t character);

}  // namespace baken::text
