// A folder of its own for a test, gone with everything in it when the test is over.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace baken::testing {

struct TempFolder {
    TempFolder() {
        // In memory where there is such a place: tests sync by the thousand.
        std::error_code ignored;
        bool in_memory = std::filesystem::is_directory("/dev/shm", ignored);
        auto folder = in_memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
        auto name = (folder / "baken-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder: " + name);
        path = name;
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    std::filesystem::path path;
};

}  // namespace baken::testing
