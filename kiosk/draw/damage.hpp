// What of a frame has changed and must be shown: a few rectangles that together cover it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kiosk/draw/geometry.hpp"

namespace baken::draw {

constexpr std::size_t kMostDamage = 8;

class Damage {
public:
    // Rectangles that overlap, or whose union wastes little, become one; beyond kMostDamage the cheapest two do.
    void add(Rect rect);
    void clear() { rects_.clear(); }
    [[nodiscard]] bool empty() const { return rects_.empty(); }
    // Covers all that was added since clear(); at most kMostDamage; none overlaps another.
    [[nodiscard]] std::span<const Rect> rects() const { return rects_; }

private:
    void absorb(Rect rect);
    void merge_cheapest_pair();

    std::vector<Rect> rects_;
};

}  // namespace baken::draw
