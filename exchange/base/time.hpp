// Moments and their written forms.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace baken {

// A moment of the calendar, UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

// A moment of a clock that only goes forward and knows no calendar; compare only with others of the same run.
using Tick = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

// Reads RFC 3339 ("2026-11-23T14:08:00+01:00", also "Z", "-00:00", a space for "T", and fractions of a second, which
// are cut to milliseconds). Nothing else is accepted: no local time without an offset, no 24:00, years 0001 to 9999.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

// Writes UTC with "Z", to the second: "2026-11-23T13:08:00Z".
[[nodiscard]] std::string to_rfc3339(Instant moment);

}  // namespace baken
