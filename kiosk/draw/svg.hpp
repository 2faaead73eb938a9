// Reads the small part of SVG our icons are drawn in (content/icons says which): elements svg, title, g, path, circle,
// ellipse, rect, line, polyline, polygon; paint is none or currentColor. Anything else is refused by name, so that a
// drawing never looks different here from what its maker saw. (One thing differs: a stroke of no length is nothing
// here, where SVG makes a dot of it; draw a circle.)
#pragma once

#include <cstddef>
#include <string_view>

#include "exchange/base/error.hpp"
#include "kiosk/draw/vector_image.hpp"

namespace baken::draw {

constexpr std::size_t kLargestSvgBytes = 64 * 1024;
constexpr std::size_t kMostSvgPoints = 5000;

// Errors: svg.size, svg.syntax, svg.element, svg.attribute, svg.number, svg.path, svg.points, svg.range (something lies
// further outside the view box than the box is large).
[[nodiscard]] Result<VectorImage> read_svg(std::string_view bytes);

}  // namespace baken::draw
