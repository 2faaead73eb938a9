// The real disk, for a test to change one thing about it.
#pragma once

#include "exchange/base/disk_files.hpp"

namespace baken::testing {

class AlteredDisk : public Files {
public:
    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        return disk_.read(path, limit);
    }
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override {
        return disk_.list(folder, most);
    }
    Done replace(const Path& path, std::string_view bytes) override { return disk_.replace(path, bytes); }
    Done write(const Path& path, std::string_view bytes) override { return disk_.write(path, bytes); }
    Done make_folder(const Path& folder) override { return disk_.make_folder(folder); }
    Done remove(const Path& path) override { return disk_.remove(path); }
    Done rename(const Path& from, const Path& to) override { return disk_.rename(from, to); }
    Done sync_folder(const Path& folder) override { return disk_.sync_folder(folder); }
    std::optional<std::uint64_t> free_bytes(const Path& folder) override { return disk_.free_bytes(folder); }

private:
    DiskFiles disk_;
};

}  // namespace baken::testing
