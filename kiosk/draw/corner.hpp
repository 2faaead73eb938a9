// Round corners with exact coverage: each pixel's value is the true area of the quarter disc inside it, so that corners
// are smooth on coarse panels and the same on every machine.
#pragma once

#include <vector>

#include "kiosk/draw/mask.hpp"

namespace baken::draw {

// The quarter disc of this radius whose centre is the lower right corner of a radius x radius mask: the top left corner
// of a rounded rectangle. With an inner radius above zero, what lies within that radius is left out (a ring).
[[nodiscard]] Mask quarter_disc(int radius, int inner_radius);

// Both horizontal forms of one corner; upside_down() of their views gives the lower ones.
struct CornerMasks {
    Mask left;
    Mask right;
};

// Keeps the corners last asked for: a screen draws the same two or three radii a hundred times.
class CornerCache {
public:
    // Valid until the next call.
    const CornerMasks& get(int radius, int inner_radius);

private:
    struct Entry {
        int radius;
        int inner_radius;
        CornerMasks masks;
    };
    std::vector<Entry> entries_;
};

}  // namespace baken::draw
