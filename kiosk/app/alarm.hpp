// What calls staff: a visitor who pressed for help, and an emergency report that nobody confirmed.
#pragma once

#include <optional>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"
#include "kiosk/app/emergency_bell.hpp"
#include "kiosk/device/sound.hpp"

namespace baken::app {

// UI thread only.
class Alarm {
public:
    // Null: there is no loudspeaker, and only the screen calls. The sound outlives the alarm.
    explicit Alarm(device::Sound* sound) : sound_(sound) {}

    // A visitor calls, until somebody says that they came.
    void call(Tick now);
    void staff_came();
    [[nodiscard]] bool is_called() const { return called_; }
    // Whoever called went away; the call stands.
    void caller_left() { caller_waits_ = false; }
    // Nobody came yet, and whoever called is still there.
    [[nodiscard]] bool caller_waits() const { return caller_waits_; }

    // Rings again for a call, and the same signal for a report that waits too long; what is seen meanwhile of that is
    // the strip that calls staff. True when something rang or ended.
    [[nodiscard]] bool pass(Tick now, bool overdue, bool staff_are_here);
    // When pass() could next ring by itself.
    [[nodiscard]] std::optional<Tick> deadline() const;

    // Why nothing was heard at the last call, or ever will be; nothing: the loudspeaker works.
    [[nodiscard]] std::optional<Error> silence() const;

private:
    bool pass_call(Tick now);
    void ring();

    device::Sound* sound_;
    EmergencyBell call_bell_;
    EmergencyBell report_bell_;
    bool called_ = false;
    bool caller_waits_ = false;
    std::optional<Error> trouble_;
};

}  // namespace baken::app
