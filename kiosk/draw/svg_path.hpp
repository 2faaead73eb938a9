// The `d` attribute of an SVG path (SVG 1.1 section 8.3): M L H V C S Q A Z in both cases. T is not among what our
// icons may use.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "kiosk/draw/vector_image.hpp"

namespace baken::draw {

// No number of an icon may be larger than this.
constexpr double kLargestSvgNumber = 100'000;

// Reads at most `most_steps` steps; arcs become cubics. Errors: svg.path, svg.points.
[[nodiscard]] Result<VectorPath> read_svg_path(std::string_view data, std::size_t most_steps);

// Numbers parted by white space or one comma ("0 0 24,24"). Errors: svg.number, svg.points.
[[nodiscard]] Result<std::vector<double>> read_svg_numbers(std::string_view text, std::size_t most);

// Appends a part of an ellipse as cubics, from where the path is to `to` (SVG 1.1 appendix F.6).
struct SvgArc {
    double rx = 0, ry = 0;
    double turn_degrees = 0;
    bool large = false, sweep = false;
    Vec to;
};
void add_arc(VectorPath& path, Vec from, const SvgArc& arc);

}  // namespace baken::draw
