// What staff told the kiosk about this house: the menu card as it is now, stocks, checks, local messages. It needs no
// PIN to be read and outlives a restart (data/house.json). A local message is public while it counts and may name
// somebody, as a child that is missing; so it is erased once it is long over. Nothing else in here is personal.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"
#include "exchange/bulletins/alert.hpp"
#include "exchange/records/record.hpp"
#include "kiosk/supply/holdings.hpp"

namespace baken::staff {

// Something staff changed here, for the log: "facilities.water=limited". Never what anybody typed.
struct Deed {
    Instant at{};
    std::string what;
    bool operator==(const Deed&) const = default;
};

// What a drill plays with: it is put back as it was when the drill ends.
struct InPlay {
    std::map<std::string, records::Status> facilities;  // by kind; only those staff set
    std::map<std::string, records::Status> replaced;    // what the published menu card said of each of these
    std::set<std::string> overruled;                    // kinds of which that changed since; until staff choose again
    std::map<Instant, int> visitors;                    // by hour, UTC; the last four hundred
    bool operator==(const InPlay&) const = default;
};

struct House : InPlay {
    std::map<std::string, int> stocks;  // by word: "water", "meals", "blankets", "fuel"
    int staff_present = 0;
    records::Power power = records::Power::Unknown;
    std::set<std::string> checks;  // of the opening list, done
    int reminder_hours = 0;        // between situation reports; 0: no reminder
    std::optional<Instant> reported;
    int volume = 100;                       // percent, of what calls staff
    std::vector<bulletins::Alert> notices;  // our own, newest first
    std::vector<Deed> deeds;                // newest first, the last two hundred
    std::optional<InPlay> before_drill;     // while one is held
    bool operator==(const House&) const = default;
};

// Where it is kept, within the data partition.
inline constexpr const char* kHouseFile = "house.json";
constexpr std::size_t kMostHouseBytes = 1'000'000;

[[nodiscard]] std::string to_json(const House& house);
// Errors: house.syntax. What is unknown or makes no sense is passed over: a house that is half known beats none.
[[nodiscard]] Result<House> house_from_json(std::string_view bytes);

// The hour a moment lies in.
[[nodiscard]] Instant hour_of(Instant moment);
// Adds to this hour, never below none. Beyond four hundred hours the oldest are forgotten: a clock that runs ahead for
// a while forgets none of the last days.
void count_visitors(House& house, Instant now, int by);
// Those of the last four days. Hours that lie ahead are of a clock that was, and are no count of now.
[[nodiscard]] std::map<Instant, int> visitors_until(const House& house, Instant now);

// Follows the drill: at its begin remembers the menu card and the visitors, at its end puts them back as they were.
// Also when the kiosk was off meanwhile.
void follow_drill(House& house, records::Mode mode);

// When the last of its words ends; nothing when none says so.
[[nodiscard]] std::optional<Instant> end_of(const bulletins::Alert& notice);
// Puts ours on top. Beyond twenty the oldest goes, of those that ended as long as there are any.
void add_notice(House& house, bulletins::Alert notice, Instant now);
// Erases the messages that ended over three days before `sure`, a moment that is past for sure. True when there were
// any.
[[nodiscard]] bool erase_ended(House& house, Instant sure);

void note_deed(House& house, Instant now, std::string what);

// The sender of our own messages: no coordination point writes as one, so that nobody takes one for the other.
[[nodiscard]] std::string local_sender(const supply::Holdings& holdings);
[[nodiscard]] bool is_local(const bulletins::Alert& alert);

// Shows our own messages beside those received. Called again after every change; then those of before are replaced.
void furnish(supply::Holdings& holdings, const House& house);

}  // namespace baken::staff
