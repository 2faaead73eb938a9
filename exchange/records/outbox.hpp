// In which order records leave the kiosk, and when one that did not get through is tried again.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "exchange/base/time.hpp"
#include "exchange/records/words.hpp"

namespace baken::records {

struct Waiting {
    std::string id;
    PriorityClass priority = PriorityClass::Status;
    std::uint64_t stored = 0;  // counts up as records are stored: which is older, whatever the clock did
    unsigned tries = 0;        // that failed
    std::optional<Tick> last_try;
};

// Emergency first, then help, signals, initiatives, status; inside each the oldest first.
[[nodiscard]] bool leaves_before(const Waiting& one, const Waiting& other);

// How long after its last try a record waits: doubling from a few seconds, an emergency at most half a minute, help
// five minutes, the rest half an hour. `scatter` is any number, drawn by the caller; up to a quarter of the wait comes
// off by it, so that many kiosks do not all return in the same second.
[[nodiscard]] Duration retry_wait(PriorityClass priority, unsigned tries, std::uint32_t scatter);

// The record's own place in that scatter.
[[nodiscard]] Tick next_try(const Waiting& waiting);

// The first `most` that may be sent now, in order of leaving.
[[nodiscard]] std::vector<Waiting> due_to_leave(std::span<const Waiting> outbox, Tick now, std::size_t most);

// When the next one may be sent; nothing when none waits. A moment that is past means now.
[[nodiscard]] std::optional<Tick> next_departure(std::span<const Waiting> outbox);

}  // namespace baken::records
