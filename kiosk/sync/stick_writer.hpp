// From neighbour to neighbour: a kiosk copies what it shows, with everything that proves it, to a stick.
#pragma once

#include "kiosk/store/store.hpp"

namespace baken::sync {

struct StickWritten {
    std::int64_t version = 0;  // of the signed timestamp
    std::size_t files = 0;     // all files on the stick now, and how many of them had to be written
    std::size_t written = 0;
    std::uint64_t bytes = 0;  // written
};

// Checks the kiosk's own repository once more from the first byte and copies it below folder/baken/repository: each
// file written beside, synced, renamed; the signed timestamp last, so that a stick that was pulled half-way is refused
// as incomplete and never believed by half. After success everything survives pulling the stick once it is unmounted.
// Files that are there already are left. Errors: those of Updater (tuf.*) when there is nothing proven to copy;
// store.*; files.full, files.read_only, files.write of the stick.
[[nodiscard]] Result<StickWritten> write_stick(store::Store& store, Files& stick_files, const Path& folder,
                                               Instant now);

}  // namespace baken::sync
