// What a kiosk shows now. A pure function of the messages, the place and the moment.
//
// The rules, after CAP 1.2 section 3.2: status Actual and Exercise are shown, Test, System and Draft never; scope
// Public only; messages in an answer to a message (Ack, Error) never; what was replaced or cancelled not; from
// `effective` on (an onset still to come is told as `starts`) until `expires`, or for a default time when that is not
// given or makes no sense; only where it concerns the site or that cannot be told. An unknown word never hides.
// Expired does not mean safe: it only moves to the history.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/bulletins/alert.hpp"
#include "exchange/bulletins/area.hpp"
#include "exchange/bulletins/chains.hpp"

namespace baken::bulletins {

enum class ClockTrust { Sure, Doubtful };

struct DuePolicy {
    // With a doubtful clock nothing is hidden for the time it is, except what had ended before `certainly_after`, a
    // moment that is past for sure (when the newest word was signed).
    ClockTrust clock = ClockTrust::Sure;
    std::optional<Instant> certainly_after;
    Duration default_validity = std::chrono::hours{24};    // when no end is given
    Duration longest_validity = std::chrono::hours{8784};  // an end further away is cut: a year
    Duration future_tolerance = std::chrono::minutes{15};  // sent later than this from now: held back
    Duration new_for = std::chrono::hours{2};              // after it came
    Duration stale_after = std::chrono::hours{24};         // after it was sent
    Duration history_for = std::chrono::hours{72};
    std::size_t most_shown = 100;  // never cuts dangers
    std::vector<std::string> trusted_senders;
    std::vector<Tombstone> tombstones;
};

// In the order they are shown. Danger: severity Extreme or urgency Immediate, which takes the screen over. Information:
// severity Minor, or urgency Past. Everything else, also the unknown, is a Warning. AllClear: a Cancel with text, or
// any other message all of whose blocks answer AllClear.
enum class Kind { Danger, Warning, AllClear, Information };

enum class Why {
    New,
    Updated,
    Stale,
    AreaNotDetermined,
    Branch,          // another message continues the same story; this is the newest
    ExpiresUnknown,  // no end given, or one before it was sent: the default time counts
    ClockDoubtful,   // by this machine's clock it would be hidden
    Unclear,         // status, type or scope is missing or no word of CAP
};

struct Reason {
    Why why = Why::New;
    std::string words;  // one English phrase, for staff and logs
};

struct Shown {
    std::size_t alert = 0;           // place among the messages
    std::vector<std::size_t> infos;  // the blocks that are valid now and here, in their order; never empty
    Kind kind = Kind::Information;
    bool takeover = false;
    bool exercise = false;
    std::size_t rank = 0;  // place in the order, from 0
    std::vector<Reason> reasons;
    Instant from{};                 // in effect since
    std::optional<Instant> starts;  // when the danger itself is expected, if that is still to come
    Instant until{};                // the last of its blocks ends; with ExpiresUnknown by our default
};

enum class HiddenWhy {
    Expired,
    Cancelled,
    Superseded,
    Branch,
    NotYetEffective,
    StatusTest,
    StatusSystem,
    StatusDraft,
    ScopeRestricted,
    ScopePrivate,
    OtherArea,
    Acknowledgement,
    ErrorMessage,
    SentInFuture,
    Duplicate,
    Conflict,
    CancelNotice,  // a Cancel without text did its work and has nothing to show
    NoInfo,
    Limit,
};

struct Hidden {
    std::size_t alert = 0;
    HiddenWhy why = HiddenWhy::Expired;
    std::string words;
    std::optional<std::size_t> by;  // the message that caused it
};

// What was on the screen and ended lately.
struct Past {
    std::size_t alert = 0;
    std::vector<std::size_t> infos;
    HiddenWhy why = HiddenWhy::Expired;  // or Cancelled
    Instant at{};
};

struct Due {
    Instant now{};
    std::vector<Shown> shown;
    std::vector<Hidden> hidden;            // in the order of the messages
    std::vector<Past> history;             // newest first
    std::vector<Tombstone> tombstones;     // to remember when their messages are cleared away
    std::optional<Instant> changes_after;  // nothing of this changes before then unless a message comes
};

[[nodiscard]] Due due(std::span<const Received> messages, const SiteArea& site, Instant now,
                      const DuePolicy& policy = {});

// The place in alert.infos of the most serious of these blocks, the first of equals: its severity, urgency and
// certainty are those of the message. `infos` is not empty.
[[nodiscard]] std::size_t most_serious(const Alert& alert, std::span<const std::size_t> infos);

// "new", "area_not_determined", "sent_in_future", "danger": stable, for reports and tests.
[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::string_view name_of(Why why);
[[nodiscard]] std::string_view name_of(HiddenWhy why);

}  // namespace baken::bulletins
