// The seam to the disk. Everything that reads or writes files does it through this, so that a test can lose power.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"

namespace baken {

using Path = std::filesystem::path;

// How many bytes a reader is willing to take; a larger file is refused before it is read.
struct ByteLimit {
    std::uint64_t bytes = 0;
};

// Tells one writing of a file from another: what replace() wrote has another stamp than what was there before.
struct FileStamp {
    std::uint64_t number = 0;  // of the file within its file system
    std::int64_t written = 0;  // when, in nanoseconds
    bool operator==(const FileStamp&) const = default;
};

struct FolderEntry {
    enum class Kind { File, Folder, Other };  // Other: links, devices, sockets; never followed.
    std::string name;
    Kind kind = Kind::Other;
    std::uint64_t size = 0;          // bytes, of a File
    std::optional<FileStamp> stamp;  // of a File, where it is known
    bool operator==(const FolderEntry&) const = default;
};

// All paths are used as given. Links are never followed at the last component. Methods may be called from any one
// thread at a time; an implementation keeps no state that a second instance would need.
class Files {
public:
    virtual ~Files() = default;

    // The whole file, or nothing when there is none. Errors: files.too_large, files.not_a_file, files.read.
    [[nodiscard]] virtual Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) = 0;

    // The folder's entries sorted by name, or nothing when there is no such folder. At most `most` entries are read;
    // more is the error files.too_many. Errors: files.list.
    [[nodiscard]] virtual Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder,
                                                                               std::size_t most) = 0;

    // Replaces the file whole: written beside, synced, renamed, folder synced. After success the new bytes survive a
    // power cut; after failure the old file is untouched. What root writes belongs to whom the old file belonged, or
    // else the folder. Errors: files.full, files.read_only, files.write, files.owner.
    [[nodiscard]] virtual Done replace(const Path& path, std::string_view bytes) = 0;

    // Writes the file and syncs its bytes; its name survives a power cut only after sync_folder. For a new file that is
    // renamed into place later: one that was there is lost at once. Errors: as replace; then no file is left.
    [[nodiscard]] virtual Done write(const Path& path, std::string_view bytes) { return replace(path, bytes); }

    // Makes the folder and its parents; they survive a power cut. A folder that is there already is no error. Errors:
    // as replace.
    [[nodiscard]] virtual Done make_folder(const Path& folder) = 0;

    // Removes a file or an empty folder; a missing one is no error. Errors: files.remove.
    [[nodiscard]] virtual Done remove(const Path& path) = 0;

    // Moves within one file system, replacing a file at `to`; durable only after sync_folder. Errors: files.rename.
    [[nodiscard]] virtual Done rename(const Path& from, const Path& to) = 0;

    // Makes names in the folder survive a power cut. Errors: files.sync.
    [[nodiscard]] virtual Done sync_folder(const Path& folder) = 0;

    // How many bytes can still be written where this folder lies, or nothing when that is not known.
    [[nodiscard]] virtual std::optional<std::uint64_t> free_bytes(const Path& /*folder*/) { return std::nullopt; }
};

}  // namespace baken
