#include "kiosk/sync/back_off.hpp"

#include <algorithm>

namespace baken::sync {

Duration back_off(int failures, double chance, const Patience& patience) {
    if (failures <= 0) return Duration{0};
    constexpr int kEnoughDoublings = 20;
    auto doublings = std::min(failures - 1, kEnoughDoublings);
    auto whole = std::min(patience.first * (std::int64_t{1} << doublings), patience.longest);
    auto half = static_cast<double>(whole.count()) / 2;
    return Duration{static_cast<std::int64_t>(half + half * std::clamp(chance, 0.0, 1.0))};
}

}  // namespace baken::sync
