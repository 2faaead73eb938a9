#include "kiosk/text/outline.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace baken::text {

namespace {

constexpr int kLargestSide = 4096;  // pixels; a font that asks for more is broken

}  // namespace

Outline::Outline(Fonts& fonts, FaceId id, std::uint32_t glyph, int em, int quarter) : library_(fonts.library()) {
    Face& face = fonts.face(id);
    FT_Face outlines = face.outlines(library_);
    if (outlines == nullptr || FT_Load_Glyph(outlines, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) != 0) return;
    if (outlines->glyph->format != FT_GLYPH_FORMAT_OUTLINE || outlines->glyph->outline.n_points == 0) return;
    outline_ = &outlines->glyph->outline;
    FT_Fixed scale = FT_DivFix(em * 64, face.units_per_em());
    FT_Matrix matrix{scale, 0, 0, scale};
    FT_Outline_Transform(outline_, &matrix);
    FT_Outline_Translate(outline_, quarter * 16, 0);
    FT_BBox box{};
    FT_Outline_Get_CBox(outline_, &box);
    left_ = static_cast<int>(box.xMin >> 6);
    top_ = static_cast<int>((box.yMax + 63) >> 6);
    width_ = static_cast<int>((box.xMax + 63) >> 6) - left_;
    height_ = top_ - static_cast<int>(box.yMin >> 6);
    if (width_ > kLargestSide || height_ > kLargestSide) width_ = height_ = 0;
}

void Outline::fill(std::uint8_t* pixels, int stride) {
    FT_Outline_Translate(outline_, -left_ * 64, -(top_ - height_) * 64);
    FT_Bitmap target{};
    target.rows = static_cast<unsigned>(height_);
    target.width = static_cast<unsigned>(width_);
    target.pitch = stride;
    target.buffer = pixels;
    target.num_grays = 256;
    target.pixel_mode = FT_PIXEL_MODE_GRAY;
    FT_Outline_Get_Bitmap(library_, outline_, &target);
}

}  // namespace baken::text
