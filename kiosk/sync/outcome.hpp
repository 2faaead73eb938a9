// What became of one round over a road, as a value: for the screen, the staff and the journal.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/trust/updater.hpp"
#include "kiosk/store/generation.hpp"

namespace baken::sync {

struct Outcome {
    enum class Kind : std::uint8_t {
        Switched,    // new content is the current generation now
        Renewed,     // the same content, vouched for anew
        Unchanged,   // nothing newer there
        Refused,     // something there is not to be believed or not whole; nothing changed
        NotReached,  // the road broke off or was not there; nothing changed
        SystemOnly,  // a stick with a new system for the machine and no messages; nothing that is shown changed
    };
    Kind kind = Kind::NotReached;
    // When this round was; and of a word that had run out by then, until when it held.
    store::Arrival arrival;
    std::optional<Error> why;  // of Refused and NotReached
    // The current one, where something else is shown: of Switched, and of Renewed when it was damaged and is whole
    // again.
    std::optional<store::Generation> generation;
    std::int64_t version = 0;       // of the signed timestamp, when one was believed
    std::size_t fetched_files = 0;  // content files that travelled, and their bytes
    std::uint64_t fetched_bytes = 0;
    std::vector<trust::Remark> remarks;  // what has expired

    // Was the coordination point's word heard, new or not?
    [[nodiscard]] bool heard() const { return kind <= Kind::Unchanged; }
    // That its word has run out: either nobody renews it, or somebody gives an old one for the newest. Null when not.
    [[nodiscard]] const trust::Remark* run_out() const;
};

// One line for the journal and the log: what happened, by name.
[[nodiscard]] std::string describe(const Outcome& outcome);

// For staff, in words of the strings files: "sync.switched", "sync.unchanged", "sync.refused-older",
// "sync.refused-false", "sync.refused-incomplete", "sync.refused-full", "sync.refused-shape", "sync.refused-other",
// "sync.not-reached", "staff.stick-system-looking". Every refusal means that nothing changed.
[[nodiscard]] std::string words_for(const Outcome& outcome);

}  // namespace baken::sync
