#include "kiosk/linter/tree.hpp"

#include <algorithm>
#include <array>

namespace baken::linter {
namespace {

constexpr std::size_t kMostEntries = 10'000;

std::vector<FolderEntry> entries_of(Files& files, const Path& folder, std::vector<Finding>& findings) {
    auto entries = files.list(folder, kMostEntries);
    if (!entries) findings.push_back(bulletins::finding_of(folder.string(), entries.error()));
    if (!entries || !*entries) return {};
    return std::move(**entries);
}

bool holds(const std::vector<FolderEntry>& entries, std::string_view name) {
    return std::ranges::find(entries, name, &FolderEntry::name) != entries.end();
}

bool is_root(const std::vector<FolderEntry>& entries) {
    constexpr std::array<std::string_view, 6> kParts{"bulletins", "pages", "strings",
                                                     "templates", "sites", "situation.toml"};
    return std::ranges::any_of(kParts, [&](auto part) { return holds(entries, part); });
}

// The path without a slash at its end, which would hide the folder's own name.
Path tidy(const Path& folder) {
    auto plain = folder.lexically_normal();
    return plain.has_filename() ? plain : plain.parent_path();
}

Root root_at(const Path& folder) {
    return {folder, folder.filename() == "national" ? Level::National : Level::Local};
}

void add_roots(Files& files, const Path& folder, Tree& tree, std::vector<Finding>& findings) {
    auto entries = entries_of(files, folder, findings);
    if (is_root(entries)) {
        tree.roots.push_back(root_at(folder));
        return;
    }
    if (!holds(entries, "national")) {
        findings.push_back(
            {folder.string(), 0, "content.root", "holds no pages, strings, templates, bulletins or sites"});
        return;
    }
    tree.roots.push_back(root_at(folder / "national"));
    for (const auto& inner : folders_in(files, folder, findings)) {
        bool other = inner.filename() != "national" && is_root(entries_of(files, inner, findings));
        if (other) tree.roots.push_back(root_at(inner));
    }
}

void add_common(Files& files, const Path& folder, Tree& tree, std::vector<Finding>& findings) {
    for (const auto& icon : files_in(files, folder / "icons", ".svg", findings))
        tree.icons.insert(icon.stem().string());
    auto terms = files.read(folder / "terms.md", ByteLimit{1'000'000});
    if (terms && *terms) tree.terms = folder / "terms.md";
}

}  // namespace

Tree open_tree(Files& files, std::span<const Path> folders, std::vector<Finding>& findings) {
    Tree tree;
    for (const auto& folder : folders) add_roots(files, tidy(folder), tree, findings);
    std::set<Path> looked;
    for (const auto& root : tree.roots) {
        for (const auto& folder : {root.folder, root.folder.parent_path()}) {
            if (looked.insert(folder).second) add_common(files, folder, tree, findings);
        }
    }
    return tree;
}

std::optional<std::string> read_file(Files& files, const Path& path, ByteLimit limit, std::vector<Finding>& findings) {
    auto bytes = files.read(path, limit);
    if (!bytes) findings.push_back(bulletins::finding_of(path.string(), bytes.error()));
    if (!bytes || !*bytes) return std::nullopt;
    return std::move(*bytes);
}

std::vector<Path> files_in(Files& files, const Path& folder, std::string_view suffix, std::vector<Finding>& findings) {
    std::vector<Path> found;
    for (const auto& entry : entries_of(files, folder, findings)) {
        if (entry.kind == FolderEntry::Kind::File && entry.name.ends_with(suffix)) found.push_back(folder / entry.name);
    }
    return found;
}

std::vector<Path> folders_in(Files& files, const Path& folder, std::vector<Finding>& findings) {
    std::vector<Path> found;
    for (const auto& entry : entries_of(files, folder, findings)) {
        if (entry.kind == FolderEntry::Kind::Folder) found.push_back(folder / entry.name);
    }
    return found;
}

}  // namespace baken::linter
