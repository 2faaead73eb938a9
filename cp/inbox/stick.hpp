// The published tree onto a stick, under baken/: what a kiosk would fetch now, and nothing else.
#pragma once

#include <cstdint>

#include "cp/inbox/inbox.hpp"
#include "cp/region/generation.hpp"
#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"
#include "exchange/records/courier_pass.hpp"

namespace baken::cp {

struct StickReport {
    std::size_t written = 0;
    std::size_t kept = 0;     // were there already, byte for byte
    std::size_t removed = 0;  // of an older publication
    std::uint64_t bytes = 0;  // written
};

// Targets first, metadata after them, the timestamp last, then what is no longer needed goes; each file is written
// beside its place, synced and renamed. A stick that is pulled half-way holds its old publication or can be told to be
// unfinished, and writing it again repairs it. `generation` was read from the repository; what was published since is
// not on the stick and does no harm. Errors: stick.missing when the folder is not there; those of Files; tree.* when
// something odd lies in the stick's baken/repository.
[[nodiscard]] Result<StickReport> write_stick(Files& files, const Path& repository, const Generation& generation,
                                              const Path& stick);

// Makes the stick a courier's and puts the newest receipt of every record on it, under baken/receipts/<kiosk>/; what
// kiosks wrote on it and is in the inbox now goes from it. Errors: those of Files and InboxStore; inbox.locked when no
// key is open to sign the pass with.
struct CourierReport {
    std::size_t receipts = 0;  // on the stick now
    std::size_t cleared = 0;   // envelopes and receipts that went
};
[[nodiscard]] Result<CourierReport> write_courier(Files& files, InboxStore& store, const InboxKeys& keys,
                                                  const records::CourierPass& pass, const Path& stick);

// Takes in what kiosks wrote on the stick. Nothing on it is changed. What is refused is told by file and name of the
// check and does not keep the rest from being taken in. Errors: stick.missing; inbox.store.
struct ReadReport {
    std::size_t fresh = 0;
    std::size_t known = 0;
    std::vector<Error> refused;
};
[[nodiscard]] Result<ReadReport> read_courier(Files& files, Inbox& inbox, const Path& stick);

}  // namespace baken::cp
