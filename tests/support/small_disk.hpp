// A real folder on a disk that is as small as one likes.
#pragma once

#include <algorithm>

#include "exchange/base/disk_files.hpp"

namespace baken::testing {

class SmallDisk final : public Files {
public:
    std::uint64_t size = 0;     // bytes, for all that is written through this
    std::uint64_t written = 0;  // of them
    bool tells = true;          // how much is free; a disk need not

    [[nodiscard]] std::uint64_t left() const { return size - std::min(size, written); }
    std::optional<std::uint64_t> free_bytes(const Path& /*folder*/) override {
        return tells ? std::optional(left()) : std::nullopt;
    }
    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        return disk_.read(path, limit);
    }
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override {
        return disk_.list(folder, most);
    }
    Done replace(const Path& path, std::string_view bytes) override { return write(path, bytes); }
    Done write(const Path& path, std::string_view bytes) override {
        if (bytes.size() > left()) return refuse("files.full", path.string() + ": no space left");
        written += bytes.size();
        return disk_.write(path, bytes);
    }
    Done make_folder(const Path& folder) override { return disk_.make_folder(folder); }
    Done remove(const Path& path) override {
        std::error_code none;
        auto bytes = std::filesystem::file_size(path, none);
        if (!none) written -= std::min<std::uint64_t>(written, bytes);
        return disk_.remove(path);
    }
    Done rename(const Path& from, const Path& to) override { return disk_.rename(from, to); }
    Done sync_folder(const Path& folder) override { return disk_.sync_folder(folder); }

private:
    DiskFiles disk_;
};

}  // namespace baken::testing
