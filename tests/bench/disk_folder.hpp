// A folder on the disk itself, gone when the program ends: what syncing costs is not measured in memory.
#pragma once

#include <cstdlib>
#include <filesystem>

namespace baken::testing {

struct DiskFolder {
    DiskFolder() {
        auto name = (std::filesystem::temp_directory_path() / "baken-bench-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    // A server that was just told to end may still be tidying up in it.
    ~DiskFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    DiskFolder(const DiskFolder&) = delete;
    DiskFolder& operator=(const DiskFolder&) = delete;
    std::filesystem::path path;
};

}  // namespace baken::testing
