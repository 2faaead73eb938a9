// outbox.sqlite as a file: which tables it has, and which version of them. For this room's own files; outbox.hpp is the
// door.
#pragma once

#include <array>

#include "kiosk/store/database.hpp"

namespace baken::store {

// Every table, those that others refer to first.
inline constexpr std::array kOutboxTables{"setting", "entry", "envelope", "receipt",
                                          "board",   "count", "audit",    "offer"};

// A name for an outbox in memory, which several connections of this process share; no other outbox has it.
[[nodiscard]] Path outbox_in_memory();

// Opens the file and makes its tables when it has none. One that is on a disk which takes nothing any more opens all
// the same, as long as its tables are there. What is deleted through this connection is overwritten, not only
// forgotten. Errors: those of Database; store.version when the tables are of a version this program does not know. Then
// no table was made.
[[nodiscard]] Result<Database> open_outbox(const Path& file);

}  // namespace baken::store
