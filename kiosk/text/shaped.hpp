// A paragraph shaped as if it stood on one endless line; lines are cut from it afterwards.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/text/fonts.hpp"
#include "kiosk/text/source.hpp"

struct hb_buffer_t;

namespace baken::text {

struct ShapedGlyph {
    std::uint32_t glyph;
    std::uint32_t cluster;  // unit of the source
    std::int32_t advance;   // 26.6 pixels
    std::int32_t dx, dy;    // 26.6 pixels, dy up
    bool unsafe_to_break;   // cutting before its cluster asks for shaping again
    bool blank;             // white space or nothing at all
};

// A stretch of one face, one script and one direction.
struct ShapedRun {
    std::uint32_t begin, end;  // units
    FaceId face;
    std::uint8_t level;          // of the bidirectional algorithm; odd runs right to left
    std::uint32_t script;        // HarfBuzz's
    std::uint32_t first, count;  // glyphs, in the order they stand from left to right
};

struct ShapedText {
    Source source;
    std::string language;
    int em = 0;
    std::uint8_t base_level = 0;
    std::vector<ShapedRun> runs;  // in the order of the text
    std::vector<ShapedGlyph> glyphs;
    std::vector<std::int32_t> edge;  // for each unit and the end: advance of all that stands before it, 26.6
    std::vector<bool> unsafe;        // for each unit: a cut here, inside a run, asks for shaping again
    int missing = 0;                 // characters drawn as boxes
    int ascent = 0, descent = 0;     // of a line, pixels, by the faces used
};

struct HarfBuzzBufferDeleter {
    void operator()(hb_buffer_t* buffer) const;
};

// Turns paragraphs into shaped text. Holds one buffer, so one per thread.
class Shaper {
public:
    explicit Shaper(Fonts& fonts);

    [[nodiscard]] ShapedText shape(const Paragraph& paragraph);

    // Shapes one stretch again, with what stands around it as context, and appends its glyphs.
    void shape_run(const ShapedText& text, const ShapedRun& run, std::vector<ShapedGlyph>& glyphs);

private:
    Fonts& fonts_;
    std::unique_ptr<hb_buffer_t, HarfBuzzBufferDeleter> buffer_;
};

// 26.6 pixels of a length in a face's own units at this em.
[[nodiscard]] constexpr std::int32_t to_pixels_26_6(std::int64_t units, int em, int units_per_em) {
    std::int64_t twice = units * em * 128 / units_per_em;
    return static_cast<std::int32_t>((twice + 1) >> 1);
}

}  // namespace baken::text
