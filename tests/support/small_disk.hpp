// A real folder on a disk that is as small as one likes.
#pragma once

#include <algorithm>

#include "tests/support/altered_disk.hpp"

namespace baken::testing {

class SmallDisk final : public AlteredDisk {
public:
    std::uint64_t size = 0;     // bytes, for all that is written through this
    std::uint64_t written = 0;  // of them
    bool tells = true;          // how much is free; a disk need not

    [[nodiscard]] std::uint64_t left() const { return size - std::min(size, written); }
    std::optional<std::uint64_t> free_bytes(const Path& /*folder*/) override {
        return tells ? std::optional(left()) : std::nullopt;
    }
    Done replace(const Path& path, std::string_view bytes) override { return write(path, bytes); }
    Done write(const Path& path, std::string_view bytes) override {
        if (bytes.size() > left()) return refuse("files.full", path.string() + ": no space left");
        written += bytes.size();
        return AlteredDisk::write(path, bytes);
    }
    Done remove(const Path& path) override {
        std::error_code none;
        auto bytes = std::filesystem::file_size(path, none);
        if (!none) written -= std::min<std::uint64_t>(written, bytes);
        return AlteredDisk::remove(path);
    }
};

}  // namespace baken::testing
