// A generation as a folder: below `root` stand the generation's names, read-only, and every byte that is read was
// hashed just before. All other paths are the disk's own.
#pragma once

#include <memory>

#include "exchange/base/files.hpp"
#include "kiosk/store/generation.hpp"
#include "kiosk/store/objects.hpp"

namespace baken::store {

class GenerationFiles final : public Files {
public:
    // `disk` must outlive this. `root` need not exist.
    GenerationFiles(Files& disk, Objects objects, FileMap files, Path root)
        : disk_(disk), objects_(std::move(objects)), files_(std::move(files)), root_(std::move(root)) {}

    [[nodiscard]] const Path& root() const { return root_; }

    // Errors besides those of Files: store.object_missing, store.object_damaged.
    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override;
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override;
    // Below the root all changes are refused as files.read_only.
    Done replace(const Path& path, std::string_view bytes) override;
    Done write(const Path& path, std::string_view bytes) override;
    Done make_folder(const Path& folder) override;
    Done remove(const Path& path) override;
    Done rename(const Path& from, const Path& to) override;
    Done sync_folder(const Path& folder) override;
    std::optional<std::uint64_t> free_bytes(const Path& folder) override { return disk_.free_bytes(folder); }

private:
    // The path below the root, with '/'; empty for the root itself; nothing for a path elsewhere.
    [[nodiscard]] std::optional<std::string> name_of(const Path& path) const;
    [[nodiscard]] Done check_elsewhere(const Path& path) const;

    Files& disk_;
    Objects objects_;
    FileMap files_;
    Path root_;
};

}  // namespace baken::store
