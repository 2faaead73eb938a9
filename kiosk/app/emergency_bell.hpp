// When the loudspeaker calls staff, because a visitor called them or an emergency report got no receipt: at once, again
// every few minutes while nobody comes, and no more once staff are at work behind their PIN or it is taken care of.
#pragma once

#include <cstdint>
#include <optional>

#include "exchange/base/time.hpp"

namespace baken::app {

class EmergencyBell {
public:
    enum class Stroke : std::uint8_t { None, Ring, Quiet };

    // `wanted`: somebody must come. `staff_are_here`: somebody gave the PIN. What the loudspeaker does now.
    [[nodiscard]] Stroke pass(Tick now, bool wanted, bool staff_are_here);
    // When pass() could next ring by itself.
    [[nodiscard]] std::optional<Tick> deadline() const { return next_; }

private:
    std::optional<Tick> next_;  // the next ring; nothing: nobody is called
    bool ringing_ = false;
};

}  // namespace baken::app
