// What time it is where somebody signed a moment: a clock that is behind that is wrong for sure.
#pragma once

#include <algorithm>
#include <optional>

#include "exchange/base/time.hpp"

namespace baken {

[[nodiscard]] inline Instant no_earlier_than(const std::optional<Instant>& signed_floor, Instant clock) {
    return signed_floor ? std::max(clock, *signed_floor) : clock;
}

}  // namespace baken
