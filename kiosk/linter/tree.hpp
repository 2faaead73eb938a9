// The content trees that are checked, as one: the roots in the order a kiosk reads them.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "exchange/base/files.hpp"
#include "exchange/bulletins/finding.hpp"

namespace baken::linter {

using bulletins::Finding;

enum class Level { National, Local };

struct Root {
    Path folder;
    Level level = Level::Local;  // National: the folder is called "national", and holds nothing of one region
};

struct Tree {
    std::vector<Root> roots;
    std::set<std::string> icons;  // names without .svg, of the folders `icons` in and beside the roots
    std::optional<Path> terms;    // terms.md in or beside the roots
};

// A folder that is a root itself counts as one; a folder that holds a root called "national" stands for that and, after
// it, its other roots in alphabetical order. Findings: content.root for a folder that is neither.
[[nodiscard]] Tree open_tree(Files& files, std::span<const Path> folders, std::vector<Finding>& findings);

// Reads a file; one that is missing or refused is a finding and nothing.
[[nodiscard]] std::optional<std::string> read_file(Files& files, const Path& path, ByteLimit limit,
                                                   std::vector<Finding>& findings);

// The plain files of a folder whose names end like this, sorted; none when there is no such folder.
[[nodiscard]] std::vector<Path> files_in(Files& files, const Path& folder, std::string_view suffix,
                                         std::vector<Finding>& findings);
// The same for folders.
[[nodiscard]] std::vector<Path> folders_in(Files& files, const Path& folder, std::vector<Finding>& findings);

}  // namespace baken::linter
