// Text that has been set: lines of glyphs at their places. Plain values; nothing here owns a font.
#pragma once

#include <cstdint>
#include <vector>

namespace baken::text {

using FaceId = std::uint16_t;  // of the Fonts it was set with

struct PlacedGlyph {
    std::uint32_t glyph;
    FaceId face;
    std::uint16_t cluster_hint;  // bytes from the line's begin to the character it draws, at most 65535
    // 26.6 pixels: x from the line's left, in quarters, of square characters whole; y down from the baseline, whole.
    std::int32_t x, y;
    bool operator==(const PlacedGlyph&) const = default;
};

struct Line {
    std::vector<PlacedGlyph> glyphs;  // from left to right; white space has none
    int left, baseline, width;        // pixels in the paragraph's box; trailing white space has no width
    std::uint32_t begin, end;         // bytes of the spans' joined text; the lines follow on each other without a gap
    bool operator==(const Line&) const = default;
};

struct TextLayout {
    std::vector<Line> lines;  // at least one, also for an empty text
    int em;
    int width;   // of the widest line, pixels
    int height;  // all lines at the paragraph's one line height, pixels
    int box_width;
    bool truncated;      // max_lines cut something off
    bool overflows;      // a piece that has no break opportunity was wider than the box and was cut between letters
    int missing_glyphs;  // characters no font could draw, shown as boxes
    bool operator==(const TextLayout&) const = default;
};

}  // namespace baken::text
