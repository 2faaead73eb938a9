// Curves as chains of straight lines, short enough that no eye sees it.
#pragma once

#include <vector>

#include "kiosk/draw/vector_image.hpp"

namespace baken::draw {

struct Polyline {
    std::vector<Vec> points;
    bool closed = false;
};

// From the drawing's units to pixels: first scaled, then moved; a negative x_scale mirrors.
struct Placement {
    double x_scale = 1, y_scale = 1;
    Vec move;

    [[nodiscard]] Vec at(Vec p) const { return {p.x * x_scale + move.x, p.y * y_scale + move.y}; }
};

// One chain for each contour of the path, in pixels, nowhere further than 1/32 pixel from the curve (as long as a curve
// is shorter than a few thousand pixels).
[[nodiscard]] std::vector<Polyline> flatten(const VectorPath& path, const Placement& placement);

}  // namespace baken::draw
