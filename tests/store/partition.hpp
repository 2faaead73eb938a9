// A store on the real disk, in a folder of its own, for tests.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "exchange/base/disk_files.hpp"
#include "kiosk/store/store.hpp"
#include "tests/support/temp_folder.hpp"

namespace baken::testing {

inline const Instant kNoon = *parse_rfc3339("2026-11-23T12:00:00Z");

struct Partition {
    TempFolder temp;
    DiskFiles files;
    store::StoreLimits limits;
    std::optional<store::Store> store;

    Partition();
    // As after a start.
    void open();
    store::Object object(const std::string& bytes);
    store::Object add(const std::string& bytes);
    store::FileMap files_with(const std::map<std::string, std::string>& contents);
    // A generation with these files, brought by a stick at noon.
    store::Generation switch_to(std::int64_t version, const std::map<std::string, std::string>& contents);
    Path path_of(const std::string& bytes);
    // Another byte where the object's first one was.
    void damage(const std::string& bytes);
};

}  // namespace baken::testing
