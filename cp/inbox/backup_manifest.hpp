// What vouches for a copy of a region: every file below it with its length and hash, in manifest.json, which is written
// last. A folder without one is no copy.
#pragma once

#include <map>
#include <string>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::cp {

struct FileFacts {
    std::uint64_t bytes = 0;
    std::string sha256;
    bool operator==(const FileFacts&) const = default;
};

using BackupManifest = std::map<std::string, FileFacts, std::less<>>;  // by the path below the backup

struct DatedManifest {
    BackupManifest files;
    Instant made{};
};

// Of every file that lies in the folder now. Errors: restore.changed when one cannot be read.
[[nodiscard]] Result<BackupManifest> take_stock(const Path& folder);

// The bytes of manifest.json; `region`: its name.
[[nodiscard]] std::string write_manifest(const BackupManifest& manifest, const std::string& region, Instant made);

// Paths in it lie below the backup and nowhere else. Errors: restore.manifest when the backup is not whole; files.*.
[[nodiscard]] Result<DatedManifest> read_manifest(Files& files, const Path& folder);

// Looks at every byte. Errors: restore.changed naming the first file that is not what it was.
[[nodiscard]] Done check_files(const Path& folder, const BackupManifest& manifest);

}  // namespace baken::cp
