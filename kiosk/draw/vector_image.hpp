// A drawing made of lines and curves, in its own units; what an icon file says before it has a size in pixels.
#pragma once

#include <cstdint>
#include <vector>

namespace baken::draw {

struct Vec {
    double x = 0, y = 0;
    bool operator==(const Vec&) const = default;
};

// One stroke of the pen. Move, Line: `to`. Quadratic: `first`, `to`. Cubic: `first`, `second`, `to`. Close: nothing.
struct PathStep {
    enum class Kind : std::uint8_t { Move, Line, Quadratic, Cubic, Close };
    Kind kind = Kind::Move;
    Vec first, second, to;
};

using VectorPath = std::vector<PathStep>;  // begins with a Move when it is not empty

enum class LineCap : std::uint8_t { Butt, Round, Square };
enum class LineJoin : std::uint8_t { Miter, Round, Bevel };
enum class Paint : std::uint8_t { None, CurrentColor };

struct PathStyle {
    Paint fill = Paint::CurrentColor;
    Paint stroke = Paint::None;
    double stroke_width = 1;
    LineCap cap = LineCap::Butt;
    LineJoin join = LineJoin::Miter;
};

struct VectorShape {
    VectorPath path;
    PathStyle style;
};

struct VectorImage {
    Vec origin;                       // the upper left corner of what is shown
    double width = 0;                 // above zero
    double height = 0;                // above zero
    std::vector<VectorShape> shapes;  // painted in this order, all in one colour
};

}  // namespace baken::draw
