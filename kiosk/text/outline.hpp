// A glyph's outline from FreeType, scaled and placed, and its coverage.
#pragma once

#include <cstdint>

#include "kiosk/text/fonts.hpp"

struct FT_Outline_;

namespace baken::text {

// One glyph, loaded; valid until the next one of the same face is.
class Outline {
public:
    // At this em, its origin moved right by so many quarters of a pixel. Unhinted: the same shape everywhere, so text
    // looks alike at every size and position, and layout can be exact.
    Outline(Fonts& fonts, FaceId face, std::uint32_t glyph, int em, int quarter);

    [[nodiscard]] bool is_empty() const { return width_ <= 0 || height_ <= 0; }
    [[nodiscard]] int left() const { return left_; }      // pixels, of the first column with coverage
    [[nodiscard]] int top() const { return top_; }        // rows above the baseline
    [[nodiscard]] int width() const { return width_; }    // pixels
    [[nodiscard]] int height() const { return height_; }  // pixels

    // Writes width() by height() bytes, rows `stride` bytes apart, over zeros.
    void fill(std::uint8_t* pixels, int stride);

private:
    FT_LibraryRec_* library_;
    FT_Outline_* outline_ = nullptr;
    int left_ = 0, top_ = 0, width_ = 0, height_ = 0;
};

}  // namespace baken::text
