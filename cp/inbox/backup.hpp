// A copy of a whole region, to be put back on another machine: its folder with the keys as they lie there (under their
// passphrase), and its store as text, so that one kept in SQLite can be put back into PostgreSQL.
//
//   BACKUP/region/...     the folder, without what can be made again
//   BACKUP/store.jsonl    store_archive.hpp
//   BACKUP/manifest.json  every file's length and SHA-256; written last, so that a backup without it is half of one
//
// Made beside a running hub, of one moment, at which nobody publishes: who does is waited for a few seconds, then it is
// "region.busy", try again. While the copy is written, publications go out.
#pragma once

#include <string>

#include "cp/region/region_folder.hpp"
#include "exchange/base/clock.hpp"

namespace baken::cp {

struct BackupReport {
    std::size_t files = 0;
    std::size_t rows = 0;
    std::uint64_t bytes = 0;
    Instant made{};  // of when the copy is
};

// `store` is empty for the region's own file, which must be there then; `folder` must not be there yet, and is for
// nobody but who made it. After an error it is gone again: half of a copy helps nobody, and the hub needs the room.
// Errors: store.elsewhere, backup.store, backup.full when the disk would not have room left for the hub, and nothing is
// made; backup.exists; backup.read; backup.write; region.*; inbox.store.
[[nodiscard]] Result<BackupReport> make_backup(const RegionFolder& region, const std::string& store, const Path& folder,
                                               const Clock& clock);

// Looks at every byte before anything is written. Errors: region.exists; restore.manifest when the backup is not whole;
// restore.changed naming the first file that is not what it was; restore.store; restore.line; inbox.store;
// backup.write. After an error in the store the folder of the region is there, without its name: no region yet.
[[nodiscard]] Result<BackupReport> restore_backup(const Path& folder, const RegionFolder& region,
                                                  const std::string& store, const Clock& clock);

// What whoever put a copy back must know: it brought back the trust of its day. One line, with what to type.
[[nodiscard]] std::string trusted_again(const BackupReport& report, const RegionFolder& region);

}  // namespace baken::cp
