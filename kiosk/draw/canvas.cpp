#include "kiosk/draw/canvas.hpp"

#include <algorithm>

#include "kiosk/draw/blend.hpp"

namespace baken::draw {

Canvas::Canvas(Frame& frame, text::GlyphCache& glyphs) : frame_(frame), glyphs_(&glyphs), clip_(frame.bounds()) {}

Canvas::Canvas(Frame& frame) : frame_(frame), clip_(frame.bounds()) {}

void Canvas::set_clip(Rect clip) {
    clip_ = clip.intersected(frame_.bounds());
}

void Canvas::fill(Rect rect, Color color) {
    auto seen = rect.intersected(clip_);
    for (int y = seen.y; y < seen.bottom(); ++y) blend_fill(frame_.row(y) + seen.x, seen.w, color);
}

void Canvas::mask(const MaskView& mask, Point top_left, Color color) {
    Rect whole{top_left.x, top_left.y, mask.size.w, mask.size.h};
    auto seen = whole.intersected(clip_);
    if (seen.empty()) return;
    MaskView part{mask.row(seen.y - whole.y) + (seen.x - whole.x), seen.size(), mask.stride};
    blend_mask(frame_.row(seen.y) + seen.x, frame_.stride(), part, color);
}

}  // namespace baken::draw
