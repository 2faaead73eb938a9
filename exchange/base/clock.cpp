#include "exchange/base/clock.hpp"

namespace baken {

Instant SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Tick SystemClock::tick() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now());
}

}  // namespace baken
