// The rounded shapes and the triangle of the canvas.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/draw/canvas.hpp"

namespace baken::draw {
namespace {

int allowed_radius(Rect rect, int radius) {
    return std::clamp(radius, 0, std::min({rect.w / 2, rect.h / 2, kLargestRadius}));
}

// What of the row from `left` to `right` (not whole pixels) lies in each pixel, added to sums that are later divided.
void add_run(std::vector<double>& sums, double left, double right) {
    auto last = static_cast<std::size_t>(std::max(0.0, std::ceil(right)));
    for (auto x = static_cast<std::size_t>(std::max(0.0, left)); x < std::min(last, sums.size()); ++x) {
        auto column = static_cast<double>(x);
        sums[x] += std::min(column + 1, right) - std::max(column, left);
    }
}

// Rows are cut into this many slices, each measured through its middle: exact but where an edge turns within a slice.
constexpr int kSlices = 16;

void triangle_row(Mask& mask, int y) {
    std::vector<double> sums(static_cast<std::size_t>(mask.size.w));
    double middle = mask.size.w / 2.0;
    for (int slice = 0; slice < kSlices; ++slice) {
        double depth = (y + (slice + 0.5) / kSlices) / mask.size.h;
        add_run(sums, middle - middle * depth, middle + middle * depth);
    }
    auto to_byte = [](double sum) { return static_cast<std::uint8_t>(std::lround(sum / kSlices * 255)); };
    std::ranges::transform(sums, mask.row(y), to_byte);
}

// A triangle larger than any panel is drawn no larger than this.
constexpr int kLargestTriangle = 4096;

}  // namespace

void Canvas::corners(Rect rect, int radius, int inner_radius, Corners which, Color color) {
    const auto& masks = corners_.get(radius, inner_radius);
    int right = rect.right() - radius;
    int bottom = rect.bottom() - radius;
    if (has(which, Corners::TopLeft)) mask(masks.left.view(), {rect.x, rect.y}, color);
    if (has(which, Corners::TopRight)) mask(masks.right.view(), {right, rect.y}, color);
    if (has(which, Corners::BottomLeft)) mask(masks.left.view().upside_down(), {rect.x, bottom}, color);
    if (has(which, Corners::BottomRight)) mask(masks.right.view().upside_down(), {right, bottom}, color);
}

void Canvas::fill_rounded(Rect rect, int radius, Color color) {
    fill_rounded_start(rect, radius, Corners::All, color);
}

void Canvas::fill_rounded_start(Rect rect, int radius, Corners which, Color color) {
    int r = allowed_radius(rect, radius);
    if (r == 0 || which == Corners::None) return fill(rect, color);
    if (!rect.intersects(clip_)) return;
    int top_left = has(which, Corners::TopLeft) ? r : 0;
    int top_right = has(which, Corners::TopRight) ? r : 0;
    int bottom_left = has(which, Corners::BottomLeft) ? r : 0;
    int bottom_right = has(which, Corners::BottomRight) ? r : 0;
    fill({rect.x + top_left, rect.y, rect.w - top_left - top_right, r}, color);
    fill({rect.x, rect.y + r, rect.w, rect.h - 2 * r}, color);
    fill({rect.x + bottom_left, rect.bottom() - r, rect.w - bottom_left - bottom_right, r}, color);
    corners(rect, r, 0, which, color);
}

void Canvas::stroke_rounded(Rect rect, int radius, int thickness, Color color) {
    if (thickness <= 0 || !rect.intersects(clip_)) return;
    if (thickness >= std::min(rect.w, rect.h) / 2) return fill_rounded(rect, radius, color);
    ring(rect, allowed_radius(rect, radius), thickness, color);
}

// Four corners; the straight edges between them; and, where the line is thicker than the corner, what is inside them.
void Canvas::ring(Rect rect, int radius, int thickness, Color color) {
    int edge = std::min(radius, thickness);
    if (radius > 0) corners(rect, radius, std::max(0, radius - thickness), Corners::All, color);
    int across = rect.w - 2 * radius;
    int down = rect.h - 2 * radius;
    fill({rect.x + radius, rect.y, across, edge}, color);
    fill({rect.x + radius, rect.bottom() - edge, across, edge}, color);
    fill({rect.x, rect.y + radius, edge, down}, color);
    fill({rect.right() - edge, rect.y + radius, edge, down}, color);
    int more = thickness - edge;
    if (more == 0) return;
    Rect inside = rect.inset(edge);
    fill({inside.x, inside.y, inside.w, more}, color);
    fill({inside.x, inside.bottom() - more, inside.w, more}, color);
    fill({inside.x, inside.y + more, more, inside.h - 2 * more}, color);
    fill({inside.right() - more, inside.y + more, more, inside.h - 2 * more}, color);
}

void Canvas::triangle(Rect rect, Color color) {
    if (!rect.intersects(clip_) || std::max(rect.w, rect.h) > kLargestTriangle) return;
    Mask whole(rect.size());
    for (int y = 0; y < rect.h; ++y) triangle_row(whole, y);
    mask(whole.view(), {rect.x, rect.y}, color);
}

}  // namespace baken::draw
