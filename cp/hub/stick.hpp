// The published tree onto a stick, under baken/: what a kiosk would fetch now, and nothing else.
#pragma once

#include <cstdint>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken::hub {

struct StickReport {
    std::size_t written = 0;
    std::size_t kept = 0;     // were there already, byte for byte
    std::size_t removed = 0;  // of an older publication
    std::uint64_t bytes = 0;  // written
};

// Targets first, metadata after them, the timestamp last, then what is no longer needed goes; each file is written
// beside its place, synced and renamed. A stick that is pulled half-way holds its old publication or can be told to be
// unfinished, and writing it again repairs it. Errors: stick.missing when the folder is not there; those of
// read_generation and of Files; tree.* when something odd lies in the stick's baken/repository.
[[nodiscard]] Result<StickReport> write_stick(Files& files, const Path& repository, const Path& stick, Instant now);

}  // namespace baken::hub
