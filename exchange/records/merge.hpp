// What to do with a record that arrives at the coordination point: by whatever road, any number of times, before or
// after it was read out over a radio.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "exchange/records/check_number.hpp"
#include "exchange/records/record.hpp"

namespace baken::records {

// What the CP noted from a radio: a place kept for a record that may still come.
struct Stub {
    std::string id;    // the CP's own
    std::string site;  // a check number is only looked for at one site
    CheckNumber number;
    bool operator==(const Stub&) const = default;
};

enum class Arrival : std::uint8_t {
    New,      // keep it
    Again,    // it is here: answer with its receipts, keep nothing
    Changed,  // the same id with other content: keep the first, and tell: a record never changes
    Merges,   // keep it, and join it with the one stub it belongs to
    Unclear,  // keep it; more than one stub would fit, and a person must choose
};

struct Decision {
    Arrival arrival = Arrival::New;
    std::vector<std::string> stubs;  // ids: one for Merges, all that fit for Unclear
    bool operator==(const Decision&) const = default;
};

// `kept` is the record that is here under the same id and kiosk, if any; ids are only unique within a kiosk, since each
// kiosk draws its own. `open_stubs` are those that no record was joined with yet.
[[nodiscard]] Decision decide(const Record& arrived, const std::optional<Record>& kept,
                              std::span<const Stub> open_stubs);

// Does a radio message belong to this record? For the other order: the record was here before the stub was noted.
[[nodiscard]] bool belongs_to(const Stub& stub, const Record& record);

}  // namespace baken::records
