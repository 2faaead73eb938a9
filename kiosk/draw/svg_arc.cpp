// Arcs of ellipses as cubic curves, as SVG 1.1 appendix F.6 says.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "kiosk/draw/svg_path.hpp"

namespace baken::draw {
namespace {

using std::numbers::pi;

// An ellipse's frame: unit circle -> stretched by the radii -> turned -> moved to the centre.
struct Ellipse {
    double rx, ry, cosine, sine;
    Vec centre;

    [[nodiscard]] Vec at(Vec unit) const {
        double x = unit.x * rx;
        double y = unit.y * ry;
        return {centre.x + x * cosine - y * sine, centre.y + x * sine + y * cosine};
    }
};

double angle_between(Vec from, Vec to) {
    return std::atan2(from.x * to.y - from.y * to.x, from.x * to.x + from.y * to.y);
}

// A piece of at most a quarter, whose control
// points lie at 4/3 tan(sweep / 4) along the tangents.
void add_piece(VectorPath& path, const Ellipse& ellipse, double start, double sweep) {
    double handle = 4.0 / 3.0 * std::tan(sweep / 4);
    double end = start + sweep;
    Vec a{std::cos(start), std::sin(start)};
    Vec b{std::cos(end), std::sin(end)};
    path.push_back({PathStep::Kind::Cubic, ellipse.at({a.x - handle * a.y, a.y + handle * a.x}),
                    ellipse.at({b.x + handle * b.y, b.y - handle * b.x}), ellipse.at(b)});
}

}  // namespace

void add_arc(VectorPath& path, Vec from, const SvgArc& arc) {
    double rx = std::abs(arc.rx);
    double ry = std::abs(arc.ry);
    if (from == arc.to) return;
    if (rx < 1e-6 || ry < 1e-6) {
        path.push_back({PathStep::Kind::Line, {}, {}, arc.to});
        return;
    }
    double turn = std::fmod(arc.turn_degrees, 360.0) * pi / 180;
    double cosine = std::cos(turn);
    double sine = std::sin(turn);
    Vec half{(from.x - arc.to.x) / 2, (from.y - arc.to.y) / 2};
    Vec turned{cosine * half.x + sine * half.y, -sine * half.x + cosine * half.y};
    // Radii too small to reach are made larger until they just do.
    double needed = std::hypot(turned.x / rx, turned.y / ry);
    if (needed > 1) {
        rx *= needed;
        ry *= needed;
    }
    Vec unit{turned.x / rx, turned.y / ry};
    double length = unit.x * unit.x + unit.y * unit.y;
    double offset = std::sqrt(std::max(0.0, 1 / length - 1)) * (arc.large == arc.sweep ? -1 : 1);
    Vec centre{offset * unit.y, -offset * unit.x};
    Ellipse ellipse{rx, ry, cosine, sine, {(from.x + arc.to.x) / 2, (from.y + arc.to.y) / 2}};
    ellipse.centre = ellipse.at(centre);
    Vec first{unit.x - centre.x, unit.y - centre.y};
    Vec last{-unit.x - centre.x, -unit.y - centre.y};
    double sweep = angle_between(first, last);
    if (arc.sweep && sweep < 0) sweep += 2 * pi;
    if (!arc.sweep && sweep > 0) sweep -= 2 * pi;
    auto pieces = std::max(1, static_cast<int>(std::ceil(std::abs(sweep) / (pi / 2) - 1e-9)));
    double start = std::atan2(first.y, first.x);
    for (int i = 0; i < pieces; ++i) add_piece(path, ellipse, start + sweep * i / pieces, sweep / pieces);
    path.back().to = arc.to;
}

}  // namespace baken::draw
