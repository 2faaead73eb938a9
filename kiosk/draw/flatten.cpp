#include "kiosk/draw/flatten.hpp"

#include <algorithm>
#include <cmath>

namespace baken::draw {
namespace {

using Kind = PathStep::Kind;

constexpr double kTolerance = 1.0 / 32;
constexpr int kMostPieces = 64;

Vec between(Vec a, Vec b, double t) {
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

// How far b lies off the middle of a and c, twice over: what bends the curve.
double bend(Vec a, Vec b, Vec c) {
    return std::hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y);
}

// A chord of 1/n of a curve strays from it by at most degree * (degree - 1) / 8 * bend / n^2.
int pieces_for(double bend, int degree) {
    double needed = std::sqrt(degree * (degree - 1) / 8.0 * bend / kTolerance);
    return std::clamp(static_cast<int>(std::ceil(needed)), 1, kMostPieces);
}

void add_quadratic(std::vector<Vec>& points, Vec a, Vec b, Vec c) {
    int pieces = pieces_for(bend(a, b, c), 2);
    for (int i = 1; i <= pieces; ++i) {
        double t = static_cast<double>(i) / pieces;
        points.push_back(between(between(a, b, t), between(b, c, t), t));
    }
}

void add_cubic(std::vector<Vec>& points, Vec a, Vec b, Vec c, Vec d) {
    int pieces = pieces_for(std::max(bend(a, b, c), bend(b, c, d)), 3);
    for (int i = 1; i <= pieces; ++i) {
        double t = static_cast<double>(i) / pieces;
        Vec middle = between(b, c, t);
        points.push_back(between(between(between(a, b, t), middle, t), between(middle, between(c, d, t), t), t));
    }
}

}  // namespace

std::vector<Polyline> flatten(const VectorPath& path, const Placement& placement) {
    std::vector<Polyline> chains;
    for (const auto& step : path) {
        if (step.kind == Kind::Move || chains.empty()) chains.emplace_back();
        auto& chain = chains.back();
        auto to = placement.at(step.to);
        switch (step.kind) {
            case Kind::Move:
            case Kind::Line:
                chain.points.push_back(to);
                break;
            case Kind::Quadratic:
                add_quadratic(chain.points, chain.points.back(), placement.at(step.first), to);
                break;
            case Kind::Cubic:
                add_cubic(chain.points, chain.points.back(), placement.at(step.first), placement.at(step.second), to);
                break;
            case Kind::Close:
                chain.closed = true;
                break;
        }
    }
    return chains;
}

}  // namespace baken::draw
