// How long each emergency report has been without a word of the coordination point. Patience is measured by the tick:
// a calendar that somebody sets, or that a signed time corrects, neither hastens nor delays the alarm.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/post/post.hpp"

namespace baken::staff {

// How long an emergency report may be without a receipt before the kiosk raises the alarm.
constexpr Duration kEmergencyPatience = std::chrono::minutes{5};

// UI thread only.
class EmergencyWatch {
public:
    // News of the outbox came. Of what was there before this start only the calendar knows how long it has waited:
    // `clock` is the machine's own, also where it is behind: its id was made by that one, which goes on while what the
    // screen goes by stands still.
    void hear(const post::OutboxState& outbox, Instant clock, Tick tick);

    // Has this report waited too long, and was it not given by radio either?
    [[nodiscard]] bool is_overdue(std::string_view id, const post::Delivery& delivery, Tick tick) const;
    // The report that waits longest beyond that; null when there is none.
    [[nodiscard]] const post::OpenEmergency* overdue(const post::OutboxState& outbox, Tick tick) const;
    // When the next one would be overdue.
    [[nodiscard]] std::optional<Tick> next(const post::OutboxState& outbox, Tick tick) const;

private:
    std::map<std::string, Tick, std::less<>> due_;  // by id, of those without a receipt
    bool begun_ = false;
};

}  // namespace baken::staff
