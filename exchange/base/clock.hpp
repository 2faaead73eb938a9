// The seam to time.
#pragma once

#include "exchange/base/time.hpp"

namespace baken {

class Clock {
public:
    virtual ~Clock() = default;
    // The calendar as this machine believes it to be; may jump in either direction.
    [[nodiscard]] virtual Instant now() const = 0;
    // Never goes back; for measuring how long something took or lasts.
    [[nodiscard]] virtual Tick tick() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
    [[nodiscard]] Tick tick() const override;
};

// Stands still until it is moved: for tests, and for replaying a visitor from a script.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Instant start) : now_(start) {}
    [[nodiscard]] Instant now() const override { return now_; }
    [[nodiscard]] Tick tick() const override { return tick_; }

    // Lets time pass: calendar and tick move together.
    void advance(Duration by) {
        now_ += by;
        tick_ += by;
    }
    // Someone sets the calendar; the tick does not notice.
    void set(Instant moment) { now_ = moment; }

private:
    Instant now_;
    Tick tick_{};
};

}  // namespace baken
