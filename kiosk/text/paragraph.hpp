// What a screen asks to be set: words, weights and the room they get.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace baken::text {

enum class Weight : std::uint8_t { Regular, Bold };
enum class Direction : std::uint8_t { LeftToRight, RightToLeft };
enum class Align : std::uint8_t { Start, Center, End };  // Start is where the paragraph's direction begins.
enum class LineSpacing : std::uint8_t { Normal, Tight };

// UTF-8. '\n' forces a new line, U+00AD allows a break that shows a hyphen; malformed bytes are shown as U+FFFD.
struct Span {
    std::string text;
    Weight weight = Weight::Regular;
    bool operator==(const Span&) const = default;
};

struct Paragraph {
    std::vector<Span> spans;
    std::string language =
        "nl";  // BCP 47; decides letter forms, where lines may break, and which face draws punctuation
    Direction direction = Direction::LeftToRight;  // right-to-left text gets its numbers isolated, see isolates.hpp
    Align align = Align::Start;
    int em = 32;        // font size, pixels per em; held between 4 and 1024
    int max_lines = 0;  // 0 is no limit; otherwise what does not fit is cut and ends in an ellipsis
    LineSpacing spacing = LineSpacing::Normal;
    bool operator==(const Paragraph&) const = default;
};

}  // namespace baken::text
