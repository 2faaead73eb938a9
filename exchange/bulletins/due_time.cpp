#include "exchange/bulletins/due_time.hpp"

#include <algorithm>

namespace baken::bulletins {

Instant sent_of(const Received& message) {
    return message.alert.sent ? message.alert.sent->at : message.at;
}

Window window_of(const Received& message, const Info& info, const DuePolicy& policy) {
    auto sent = sent_of(message);
    Window window;
    window.from = info.effective ? info.effective->at : sent;
    auto begins = std::max({sent, window.from, info.onset ? info.onset->at : sent});
    // Issuers do send blocks that end before they begin; nobody meant to warn for no time at all.
    window.end_is_ours = !info.expires || info.expires->at <= sent || info.expires->at <= window.from;
    window.until = window.end_is_ours ? begins + policy.default_validity
                                      : std::min(info.expires->at, sent + policy.longest_validity);
    return window;
}

bool Moment::reached(Instant moment) {
    if (moment <= now_) return true;
    next_ = next_ ? std::min(*next_, moment) : moment;
    return false;
}

bool Moment::is_over(const Window& window) {
    bool over = reached(window.until);
    if (sure()) return over;
    return policy_.certainly_after && window.until <= *policy_.certainly_after;
}

bool Moment::is_to_come(const Received& message, const Window& window) {
    return window.from > sent_of(message) && !reached(window.from) && sure();
}

// A sender without offset may have meant any offset from UTC.
Instant Moment::earliest_sent(const Received& message) const {
    bool offset_unknown = message.alert.sent && !message.alert.sent->offset_minutes;
    auto tolerance = policy_.future_tolerance + (offset_unknown ? std::chrono::hours{14} : std::chrono::hours{0});
    return sent_of(message) - tolerance;
}

// What was written here was sent, whatever the clock of then said.
bool Moment::is_sent_in_future(const Received& message) {
    return message.road != Road::House && !reached(earliest_sent(message)) && sure();
}

bool Moment::is_new(const Received& message) {
    return reached(message.at) && !reached(message.at + policy_.new_for);
}

bool Moment::is_stale(const Received& message) {
    return reached(sent_of(message) + policy_.stale_after) && sure();
}

bool Moment::is_doubted(const Received& message, const Window& window) const {
    if (sure()) return false;
    bool begins_later = window.from > sent_of(message) && window.from > now_;
    return window.until <= now_ || begins_later || earliest_sent(message) > now_;
}

bool Moment::lies_ahead(Instant moment) {
    return !reached(moment);
}

}  // namespace baken::bulletins
