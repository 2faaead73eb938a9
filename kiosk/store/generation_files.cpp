#include "kiosk/store/generation_files.hpp"

namespace baken::store {

std::optional<std::string> GenerationFiles::name_of(const Path& path) const {
    auto relative = path.lexically_normal().lexically_relative(root_);
    if (relative.empty() || *relative.begin() == "..") return std::nullopt;
    return relative == "." ? std::string{} : relative.generic_string();
}

Result<std::optional<std::string>> GenerationFiles::read(const Path& path, ByteLimit limit) {
    auto name = name_of(path);
    if (!name) return disk_.read(path, limit);
    auto file = files_.find(*name);
    if (file == files_.end()) return std::nullopt;
    if (file->second.bytes > limit.bytes) return refuse("files.too_large", *name + ": larger than it may be here");
    auto bytes = objects_.read(file->second);
    if (!bytes) return std::unexpected(std::move(bytes.error()).within(*name));
    return std::move(*bytes);
}

Result<std::optional<std::vector<FolderEntry>>> GenerationFiles::list(const Path& folder, std::size_t most) {
    auto name = name_of(folder);
    if (!name) return disk_.list(folder, most);
    auto prefix = name->empty() ? std::string{} : *name + "/";
    std::vector<FolderEntry> entries;
    // Names come sorted, so what lies in one folder comes together.
    for (auto at = files_.lower_bound(prefix); at != files_.end() && at->first.starts_with(prefix); ++at) {
        auto rest = at->first.substr(prefix.size());
        auto slash = rest.find('/');
        bool is_file = slash == std::string::npos;
        auto entry = rest.substr(0, slash);
        if (!entries.empty() && entries.back().name == entry) continue;
        if (entries.size() == most) return refuse("files.too_many", folder.string() + ": holds too many entries");
        entries.push_back({std::move(entry), is_file ? FolderEntry::Kind::File : FolderEntry::Kind::Folder,
                           is_file ? at->second.bytes : 0});
    }
    if (entries.empty() && !name->empty()) return std::nullopt;
    // "a-b" stands between "a" and "a/c" in the map's order but not in a folder's.
    std::ranges::stable_sort(entries, {}, &FolderEntry::name);
    entries.erase(std::unique(entries.begin(), entries.end(),
                              [](const auto& one, const auto& other) { return one.name == other.name; }),
                  entries.end());
    return entries;
}

Done GenerationFiles::check_elsewhere(const Path& path) const {
    if (!name_of(path)) return {};
    return refuse("files.read_only", path.string() + ": a generation is never changed");
}

Done GenerationFiles::replace(const Path& path, std::string_view bytes) {
    TRY_DONE(check_elsewhere(path));
    return disk_.replace(path, bytes);
}

Done GenerationFiles::write(const Path& path, std::string_view bytes) {
    TRY_DONE(check_elsewhere(path));
    return disk_.write(path, bytes);
}

Done GenerationFiles::make_folder(const Path& folder) {
    TRY_DONE(check_elsewhere(folder));
    return disk_.make_folder(folder);
}

Done GenerationFiles::remove(const Path& path) {
    TRY_DONE(check_elsewhere(path));
    return disk_.remove(path);
}

Done GenerationFiles::rename(const Path& from, const Path& to) {
    TRY_DONE(check_elsewhere(from));
    TRY_DONE(check_elsewhere(to));
    return disk_.rename(from, to);
}

Done GenerationFiles::sync_folder(const Path& folder) {
    TRY_DONE(check_elsewhere(folder));
    return disk_.sync_folder(folder);
}

}  // namespace baken::store
