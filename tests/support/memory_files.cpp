#include "tests/support/memory_files.hpp"

#include <algorithm>

namespace baken::testing {

Result<std::optional<std::string>> MemoryFiles::read(const Path& path, ByteLimit limit) {
    touched.push_back("read " + path.string());
    auto found = now_.find(path);
    if (found == now_.end()) return std::nullopt;
    if (found->second.size() > limit.bytes) return refuse("files.too_large", path.string() + ": too large");
    return found->second;
}

Result<std::optional<std::vector<FolderEntry>>> MemoryFiles::list(const Path& folder, std::size_t most) {
    std::map<std::string, FolderEntry> entries;
    bool known = folders_.contains(folder);
    for (const auto& [path, bytes] : now_) {
        auto relative = path.lexically_relative(folder);
        if (relative.empty() || *relative.begin() == ".." || *relative.begin() == ".") continue;
        known = true;
        auto name = relative.begin()->string();
        bool direct = std::next(relative.begin()) == relative.end();
        entries[name] = {name, direct ? FolderEntry::Kind::File : FolderEntry::Kind::Folder, direct ? bytes.size() : 0};
    }
    if (!known) return std::nullopt;
    if (entries.size() > most) return refuse("files.too_many", folder.string() + ": holds too many entries");
    std::vector<FolderEntry> sorted;
    for (auto& [name, entry] : entries) sorted.push_back(entry);
    return sorted;
}

Done MemoryFiles::change(const std::string& what) {
    touched.push_back(what);
    if (full_) return refuse("files.full", what + ": no space left", "free space on the disk");
    return {};
}

Done MemoryFiles::replace(const Path& path, std::string_view bytes) {
    TRY_DONE(change("replace " + path.string()));
    now_[path] = std::string(bytes);
    durable_[path] = std::string(bytes);
    return {};
}

Done MemoryFiles::write(const Path& path, std::string_view bytes) {
    TRY_DONE(change("write " + path.string()));
    now_[path] = std::string(bytes);
    return {};
}

Done MemoryFiles::make_folder(const Path& folder) {
    folders_.insert(folder);
    return {};
}

Done MemoryFiles::remove(const Path& path) {
    TRY_DONE(change("remove " + path.string()));
    now_.erase(path);
    return {};
}

Done MemoryFiles::rename(const Path& from, const Path& to) {
    TRY_DONE(change("rename " + from.string() + " " + to.string()));
    auto found = now_.find(from);
    if (found == now_.end()) return refuse("files.rename", from.string() + ": is not there");
    now_[to] = std::move(found->second);
    now_.erase(from);
    return {};
}

Done MemoryFiles::sync_folder(const Path& folder) {
    TRY_DONE(change("sync " + folder.string()));
    std::erase_if(durable_, [&](const auto& entry) { return entry.first.parent_path() == folder; });
    for (const auto& [path, bytes] : now_) {
        if (path.parent_path() == folder) durable_[path] = bytes;
    }
    return {};
}

void MemoryFiles::put(const Path& path, std::string bytes) {
    durable_[path] = bytes;
    now_[path] = std::move(bytes);
}

void MemoryFiles::power_cut() {
    now_ = durable_;
}

}  // namespace baken::testing
