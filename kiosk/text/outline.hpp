// A glyph's outline, scaled and placed, and its coverage. HarfBuzz reads the outline, in a third of the time that
// FreeType takes for a font of Chinese, and FreeType fills it.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/text/fonts.hpp"

struct FT_Outline_;
struct FT_Vector_;

namespace baken::text {

// One glyph.
class Outline {
public:
    // At this em, its origin moved right by so many quarters of a pixel. Unhinted: the same shape everywhere, so text
    // looks alike at every size and position, and layout can be exact.
    Outline(Fonts& fonts, FaceId face, std::uint32_t glyph, int em, int quarter);

    ~Outline();
    Outline(const Outline&) = delete;
    Outline& operator=(const Outline&) = delete;

    [[nodiscard]] bool is_empty() const { return width_ <= 0 || height_ <= 0; }
    [[nodiscard]] int left() const { return left_; }      // pixels, of the first column with coverage
    [[nodiscard]] int top() const { return top_; }        // rows above the baseline
    [[nodiscard]] int width() const { return width_; }    // pixels
    [[nodiscard]] int height() const { return height_; }  // pixels

    // Writes width() by height() bytes, rows `stride` bytes apart, over zeros.
    void fill(std::uint8_t* pixels, int stride);

private:
    friend struct OutlinePen;
    void place();
    [[nodiscard]] FT_Outline_ outline();

    FT_LibraryRec_* library_;
    std::vector<FT_Vector_> points_;  // 64ths of a pixel
    std::vector<char> tags_;
    std::vector<short> ends_;  // of each contour, its last point
    int left_ = 0, top_ = 0, width_ = 0, height_ = 0;
};

}  // namespace baken::text
