#include <fmt/format.h>

#include "exchange/trust/publisher.hpp"
#include "exchange/trust/responsibility.hpp"

namespace baken::trust {
namespace {

constexpr std::size_t kDeepest = 8;
constexpr std::size_t kMostEntries = 20'000;

Done walk(Files& files, const Path& folder, const std::string& prefix, std::size_t depth, TargetSources& found) {
    if (depth > kDeepest) return refuse("tree.too_deep", folder.string() + ": nested too deep");
    auto entries = files.list(folder, kMostEntries);
    if (!entries && entries.error().check == "files.too_many") return refuse("tree.too_many", entries.error().message);
    if (!entries) return std::unexpected(std::move(entries).error());
    if (!*entries) return refuse("tree.missing", folder.string() + ": there is no such folder");
    for (const auto& entry : **entries) {
        if (entry.name.starts_with('.')) continue;
        auto path = prefix + entry.name;
        if (entry.kind == FolderEntry::Kind::Other) {
            return refuse("tree.kind", fmt::format("{}: is neither a file nor a folder", path));
        }
        if (!is_plain_path(path)) return refuse("tree.name", fmt::format("{}: is no name for a target", path));
        if (entry.kind == FolderEntry::Kind::Folder) {
            TRY_DONE(walk(files, folder / entry.name, path + "/", depth + 1, found));
        } else if (found.size() == kMostEntries) {
            return refuse("tree.too_many", folder.string() + ": holds too many files");
        } else {
            found[path] = folder / entry.name;
        }
    }
    return {};
}

}  // namespace

Result<TargetSources> list_tree(Files& files, const Path& folder) {
    TargetSources found;
    TRY_DONE(walk(files, folder, "", 0, found));
    return found;
}

}  // namespace baken::trust
