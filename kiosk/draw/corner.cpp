#include "kiosk/draw/corner.hpp"

#include <algorithm>
#include <cmath>

namespace baken::draw {
namespace {

// The area under the circle of radius r from 0 to x, for 0 <= x <= r.
double under_circle(double x, double r) {
    double height = std::sqrt(std::max(0.0, r * r - x * x));
    return (x * height + r * r * std::asin(std::min(1.0, x / r))) / 2;
}

double reach(double y, double r) {
    return std::sqrt(std::max(0.0, r * r - y * y));
}

// The share of the unit square with its near corner at (x, y) that a disc of radius r around the origin covers.
double area_in_square(int x, int y, int r) {
    double near = x;
    double far = x + 1.0;
    double whole_until = std::clamp(reach(y + 1.0, r), near, far);  // left of it the square's full height is covered
    double some_until = std::clamp(reach(y, r), near, far);         // right of it nothing is
    double curved = under_circle(some_until, r) - under_circle(whole_until, r) - y * (some_until - whole_until);
    return (whole_until - near) + curved;
}

std::uint8_t coverage_at(int x, int y, int radius, int inner_radius) {
    double area = area_in_square(x, y, radius);
    if (inner_radius > 0) area -= area_in_square(x, y, inner_radius);
    return static_cast<std::uint8_t>(std::lround(std::clamp(area, 0.0, 1.0) * 255));
}

Mask mirrored(const Mask& mask) {
    Mask other(mask.size);
    for (int y = 0; y < mask.size.h; ++y) std::reverse_copy(mask.row(y), mask.row(y) + mask.size.w, other.row(y));
    return other;
}

constexpr std::size_t kMostEntries = 24;

}  // namespace

Mask quarter_disc(int radius, int inner_radius) {
    Mask mask(Size{radius, radius});
    for (int y = 0; y < radius; ++y) {
        for (int x = 0; x <= y; ++x) {
            auto coverage = coverage_at(x, y, radius, inner_radius);
            mask.row(radius - 1 - y)[radius - 1 - x] = coverage;
            mask.row(radius - 1 - x)[radius - 1 - y] = coverage;
        }
    }
    return mask;
}

const CornerMasks& CornerCache::get(int radius, int inner_radius) {
    auto same = [&](const Entry& entry) { return entry.radius == radius && entry.inner_radius == inner_radius; };
    if (auto found = std::ranges::find_if(entries_, same); found != entries_.end()) return found->masks;
    if (entries_.size() == kMostEntries) entries_.erase(entries_.begin());
    auto left = quarter_disc(radius, inner_radius);
    auto right = mirrored(left);
    entries_.push_back({radius, inner_radius, {std::move(left), std::move(right)}});
    return entries_.back().masks;
}

}  // namespace baken::draw
