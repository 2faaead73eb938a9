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
    ~DiskFolder() { std::filesystem::remove_all(path); }
    DiskFolder(const DiskFolder&) = delete;
    DiskFolder& operator=(const DiskFolder&) = delete;
    std::filesystem::path path;
};

}  // namespace baken::testing
