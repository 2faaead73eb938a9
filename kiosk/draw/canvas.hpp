// Where a screen is drawn. A canvas draws into one frame with our own blending, so that every board and every test sees
// the same pixels. Everything is clipped to the clip rectangle and the frame; rectangles may be empty, negative or
// huge.
#pragma once

#include "kiosk/draw/corner.hpp"
#include "kiosk/draw/frame.hpp"
#include "kiosk/draw/geometry.hpp"
#include "kiosk/draw/mask.hpp"

namespace baken::text {
class GlyphCache;
struct Line;
struct TextLayout;
}  // namespace baken::text

namespace baken::draw {

class Icon;
class Picture;
class QrCode;

// Corners are not made rounder than this; no panel of ours needs more.
constexpr int kLargestRadius = 512;

// The frame and the glyph cache must outlive it. UI thread only. Its only state is the clip; a new canvas a frame is
// cheap, one kept for the life of its frame keeps its corners.
class Canvas {
public:
    Canvas(Frame& frame, text::GlyphCache& glyphs);
    // A canvas for shapes alone: text() draws nothing.
    explicit Canvas(Frame& frame);

    // Nothing outside is touched from now on. At the start: the whole frame.
    void set_clip(Rect clip);
    [[nodiscard]] Rect clip() const { return clip_; }

    void fill(Rect rect, Color color);
    // The radius is cut to half the shorter side.
    void fill_rounded(Rect rect, int radius, Color color);
    // Only the named corners are round.
    void fill_rounded_start(Rect rect, int radius, Corners corners, Color color);
    // A line of this thickness along the inside of the rectangle's edge.
    void stroke_rounded(Rect rect, int radius, int thickness, Color color);
    // A triangle standing on the rectangle's lower edge, its top at the middle of the upper one. (A rectangle of
    // w : h = 100 : 87 makes it equilateral.)
    void triangle(Rect rect, Color color);

    void text(const text::TextLayout& layout, Point top_left, Color color);
    // As large as fits, in the middle of the rectangle.
    void icon(const Icon& icon, Rect rect, Color color, Mirror mirror);
    // Scaled to the rectangle, whatever its shape; fit() of picture.hpp finds one that keeps the picture's.
    void picture(const Picture& picture, Rect rect);
    // Square modules of whole pixels in the middle of the rectangle, with the quiet zone of four modules the standard
    // asks for. A rectangle too small for one pixel a module is left as it is.
    void qr(const QrCode& code, Rect rect, Color dark, Color light);
    // A shape's coverage in one colour.
    void mask(const MaskView& mask, Point top_left, Color color);

private:
    void ring(Rect rect, int radius, int thickness, Color color);
    void text_line(const text::Line& line, int em, Point origin, Color color);
    void corners(Rect rect, int radius, int inner_radius, Corners which, Color color);

    Frame& frame_;
    text::GlyphCache* glyphs_ = nullptr;
    Rect clip_;
    CornerCache corners_;
};

}  // namespace baken::draw
