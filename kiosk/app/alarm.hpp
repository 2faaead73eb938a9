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
    void call();
    void staff_came();
    [[nodiscard]] bool is_called() const { return called_; }

    // The same signal for a report that waits too long; what is seen meanwhile is the strip that calls staff. True when
    // it began or ended.
    [[nodiscard]] bool mind_emergencies(Tick now, bool overdue, bool staff_are_here);
    // When mind_emergencies() could next ring by itself.
    [[nodiscard]] std::optional<Tick> deadline() const { return bell_.deadline(); }

    // Why nothing was heard at the last call, or ever will be; nothing: the loudspeaker works.
    [[nodiscard]] std::optional<Error> silence() const;

private:
    void ring();

    device::Sound* sound_;
    EmergencyBell bell_;
    bool called_ = false;
    std::optional<Error> trouble_;
};

}  // namespace baken::app
