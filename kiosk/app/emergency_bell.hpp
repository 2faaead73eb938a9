// When the loudspeaker calls staff because an emergency report got no receipt: at once when it is overdue, again every
// few minutes while nobody comes, and no more once staff are at work behind their PIN or the report is taken care of.
#pragma once

#include <cstdint>
#include <optional>

#include "exchange/base/time.hpp"

namespace baken::app {

class EmergencyBell {
public:
    enum class Stroke : std::uint8_t { None, Ring, Quiet };

    // `overdue`: a report waits too long. `staff_are_here`: somebody gave the PIN. What the loudspeaker does now.
    [[nodiscard]] Stroke pass(Tick now, bool overdue, bool staff_are_here);
    // When pass() could next ring by itself.
    [[nodiscard]] std::optional<Tick> deadline() const { return next_; }

private:
    std::optional<Tick> next_;  // the next ring; nothing: nobody is called
    bool ringing_ = false;
};

}  // namespace baken::app
