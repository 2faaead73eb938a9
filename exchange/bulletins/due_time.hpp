// When a block counts, and what the clock allows to say about it. For this room's own files.
#pragma once

#include "exchange/bulletins/due.hpp"

namespace baken::bulletins {

// From when until when a block is shown, by its issuer's words or by policy where they are missing.
struct Window {
    Instant from{};
    Instant until{};
    bool end_is_ours = false;  // no usable `expires`
};
[[nodiscard]] Window window_of(const Received& message, const Info& info, const DuePolicy& policy);

// When the message was sent; when that is missing, when it came.
[[nodiscard]] Instant sent_of(const Received& message);

// Answers about now that lean to showing when the clock is doubtful, and that note the next moment an answer changes.
class Moment {
public:
    Moment(Instant now, const DuePolicy& policy) : now_(now), policy_(policy) {}

    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] bool is_over(const Window& window);
    // Only a block that says itself that it begins later than it was sent is still to come.
    [[nodiscard]] bool is_to_come(const Received& message, const Window& window);
    [[nodiscard]] bool is_sent_in_future(const Received& message);
    [[nodiscard]] bool is_new(const Received& message);
    [[nodiscard]] bool is_stale(const Received& message);
    // Would a clock that is right have hidden it?
    [[nodiscard]] bool is_doubted(const Received& message, const Window& window) const;
    [[nodiscard]] bool lies_ahead(Instant moment);

    [[nodiscard]] std::optional<Instant> next_change() const { return next_; }

private:
    [[nodiscard]] bool sure() const { return policy_.clock == ClockTrust::Sure; }
    // From when on the message is believed to have been sent.
    [[nodiscard]] Instant earliest_sent(const Received& message) const;
    // now >= moment, noted as a change to come when not.
    bool reached(Instant moment);

    Instant now_;
    const DuePolicy& policy_;
    std::optional<Instant> next_;
};

}  // namespace baken::bulletins
