#include "kiosk/draw/damage.hpp"

#include <limits>

namespace baken::draw {
namespace {

double area(const Rect& rect) {
    return static_cast<double>(rect.w) * rect.h;
}

// Pixels shown for nothing when both become one.
double waste(const Rect& a, const Rect& b) {
    return area(a.united(b)) - area(a) - area(b) + area(a.intersected(b));
}

// Each rectangle costs a call; about this many pixels are copied in the time of one.
constexpr double kCallInPixels = 4096;

bool belong_together(const Rect& a, const Rect& b) {
    return a.intersects(b) || waste(a, b) <= kCallInPixels;
}

}  // namespace

void Damage::add(Rect rect) {
    if (rect.empty()) return;
    absorb(rect);
    while (rects_.size() > kMostDamage) merge_cheapest_pair();
}

// Each merge makes the rectangle larger, so it may now meet one it did not meet before: begin again.
void Damage::absorb(Rect rect) {
    for (std::size_t i = 0; i < rects_.size();) {
        if (belong_together(rects_[i], rect)) {
            rect = rect.united(rects_[i]);
            rects_.erase(rects_.begin() + static_cast<std::ptrdiff_t>(i));
            i = 0;
        } else {
            ++i;
        }
    }
    rects_.push_back(rect);
}

void Damage::merge_cheapest_pair() {
    std::size_t first = 0;
    std::size_t second = 1;
    double least = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < rects_.size(); ++i) {
        for (std::size_t j = i + 1; j < rects_.size(); ++j) {
            if (double cost = waste(rects_[i], rects_[j]); cost < least) {
                least = cost;
                first = i;
                second = j;
            }
        }
    }
    Rect both = rects_[first].united(rects_[second]);
    rects_.erase(rects_.begin() + static_cast<std::ptrdiff_t>(second));
    rects_.erase(rects_.begin() + static_cast<std::ptrdiff_t>(first));
    absorb(both);
}

}  // namespace baken::draw
