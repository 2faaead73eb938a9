// Text on the canvas.
#include <cstdlib>

#include "kiosk/draw/canvas.hpp"
#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/layout.hpp"

namespace baken::draw {
namespace {

// No glyph of ours reaches further than this many ems from its baseline.
constexpr int kReach = 2;
// Text this far away is out of every frame, and its sums would not be safe.
constexpr int kFarAway = 1'000'000;

bool far_away(Point point) {
    return point.x < -kFarAway || point.x > kFarAway || point.y < -kFarAway || point.y > kFarAway;
}

}  // namespace

void Canvas::text(const text::TextLayout& layout, Point top_left, Color color) {
    if (glyphs_ == nullptr || clip_.empty() || far_away(top_left)) return;
    int reach = kReach * layout.em;
    for (const auto& line : layout.lines) {
        int baseline = top_left.y + line.baseline;
        if (baseline + reach < clip_.y || baseline - reach > clip_.bottom()) continue;
        text_line(line, layout.em, {top_left.x + line.left, baseline}, color);
    }
}

void Canvas::text_line(const text::Line& line, int em, Point origin, Color color) {
    for (const auto& placed : line.glyphs) {
        auto glyph = glyphs_->get(placed.face, placed.glyph, em, placed.x);
        if (glyph.coverage == nullptr) continue;
        Point at{origin.x + (placed.x >> 6) + glyph.left, origin.y + (placed.y >> 6) - glyph.top};
        mask({glyph.coverage, {glyph.width, glyph.height}, glyph.stride}, at, color);
    }
}

}  // namespace baken::draw
