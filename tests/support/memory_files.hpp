// A disk in memory that records what was touched and forgets, on power_cut(), whatever was not synced.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "exchange/base/files.hpp"

namespace baken::testing {

class MemoryFiles final : public Files {
public:
    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override;
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override;
    Done replace(const Path& path, std::string_view bytes) override;
    Done write(const Path& path, std::string_view bytes) override;
    Done make_folder(const Path& folder) override;
    Done remove(const Path& path) override;
    Done rename(const Path& from, const Path& to) override;
    Done sync_folder(const Path& folder) override;

    // Puts a file there as if it had been there, synced, since long; records nothing.
    void put(const Path& path, std::string bytes);
    // The disk comes back with only what was durable. Renames, removals and new names count once their folder is
    // synced.
    void power_cut();
    // Every change from now on is refused as files.full until called with false.
    void set_full(bool full) { full_ = full; }

    // "read a", "replace a", "write a", "remove a", "rename a b", "sync a", in order.
    std::vector<std::string> touched;

private:
    Done change(const std::string& what);
    std::map<Path, std::string> now_;
    std::map<Path, std::string> durable_;
    std::set<Path> folders_;
    bool full_ = false;
};

}  // namespace baken::testing
