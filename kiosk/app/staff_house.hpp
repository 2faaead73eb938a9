// What staff told the kiosk about this house: the menu card as it is now, stocks, checks, local messages. Nothing in it
// is personal, so it needs no PIN to be read and outlives a restart (data/house.json).
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
#include "kiosk/app/holdings.hpp"

namespace baken::app {

// Something staff changed here, for the log: "facilities.water=limited". Never what anybody typed.
struct Deed {
    Instant at{};
    std::string what;
    bool operator==(const Deed&) const = default;
};

struct House {
    std::map<std::string, records::Status> facilities;  // by kind; only those staff set
    std::map<std::string, records::Status> replaced;    // what the published menu card said of each of these
    std::set<std::string> overruled;                    // kinds of which that changed since; until staff choose again
    std::map<std::string, int> stocks;                  // by word: "water", "meals", "blankets", "fuel"
    std::map<Instant, int> visitors;                    // by hour, UTC; the last four days
    int staff_present = 0;
    records::Power power = records::Power::Unknown;
    std::set<std::string> checks;  // of the opening list, done
    int reminder_hours = 0;        // between situation reports; 0: no reminder
    std::optional<Instant> reported;
    int volume = 100;                       // percent, of what calls staff
    std::vector<bulletins::Alert> notices;  // our own, newest first
    std::vector<Deed> deeds;                // newest first, the last two hundred
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
// Adds to this hour, never below none, and forgets hours that are over four days old.
void count_visitors(House& house, Instant now, int by);

void note_deed(House& house, Instant now, std::string what);

// The sender of our own messages: no coordination point writes as one, so that nobody takes one for the other.
[[nodiscard]] std::string local_sender(const Holdings& holdings);
[[nodiscard]] bool is_local(const bulletins::Alert& alert);

// Shows our own messages beside those received. Called again after every change; then those of before are replaced.
void furnish(Holdings& holdings, const House& house);

}  // namespace baken::app
