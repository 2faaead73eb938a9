// The only door in. Fetch, verify, make durable, look at the content, switch in one transaction; the previous
// generation stays. Whatever is wrong is refused by the name of the failing check, and nothing that is shown changes.
//
// Refused by: every check of the updater (tuf.*, updater.hpp), the road's shape checks (stick.*), and
//   intake.count     more files than a kiosk takes
//   intake.size      a file larger than a kiosk takes
//   intake.hash      a file vouched for by something else than SHA-256
//   intake.path      a name longer or deeper than a kiosk takes
//   intake.content   nothing in it that a kiosk could show
//   store.full       no room, and what was fetched is removed; store.database, store.damaged, files.* when the disk
//   refuses
#pragma once

#include "kiosk/store/store.hpp"
#include "kiosk/sync/outcome.hpp"
#include "kiosk/sync/road.hpp"

namespace baken::sync {

struct IntakeLimits {
    std::size_t files = 20'000;
    // A file stands in memory whole while it is verified.
    std::uint64_t file_bytes = 8ULL * 1024 * 1024;
    std::size_t path_bytes = 255;
    std::size_t path_depth = 8;
};

// Begins to believe the root this machine was given, unless it is one the store already descends from. A root of
// another line starts trust anew; what is shown stays until something newer comes. Errors: those of read_root;
// tuf.signature.threshold when it is not signed by its own keys; those of Store.
[[nodiscard]] Done trust_root(store::Store& store, std::string_view root);

// One round over a road. `now` is the calendar, for remarks on expiry and the journal only. Never fails: an error is
// an outcome. Every outcome but Unchanged is noted in the journal.
[[nodiscard]] Outcome take_in(store::Store& store, Road& road, Instant now, const IntakeLimits& limits = {});

}  // namespace baken::sync
