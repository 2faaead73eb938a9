// Makes pictures smaller or larger.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/draw/picture.hpp"

namespace baken::draw {

// The pixels of the rectangle `part` of the picture scaled to `target`, row by row. Smaller: the mean over each pixel's
// area. Larger: bilinear. Premultiplied goes in and comes out. Empty when anything is empty or the part lies outside.
[[nodiscard]] std::vector<std::uint32_t> scale_pixels(const Picture& picture, Size target, Rect part);

}  // namespace baken::draw
