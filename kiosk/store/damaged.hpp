// A file that is of no use, kept out of the way: what residents told may be saved from it by hand.
#pragma once

#include <vector>

#include "exchange/base/files.hpp"
#include "kiosk/store/database.hpp"

namespace baken::store {

// Opens the file by `open`. When it is damaged, or of a version this program does not know, it is renamed, with its log
// and its index, to <name>.damaged-<n> in the same folder, a new one is begun, and the reason is added to `troubles`.
// Errors: those of `open` but store.damaged and store.version of the first try; those of Files.
[[nodiscard]] Result<Database> open_or_begin_anew(Files& files, const Path& folder, const Path& file,
                                                  Result<Database> (*open)(const Path&), std::vector<Error>& troubles);

// Renames the file to <name>.damaged, over one that was kept before. Errors: those of Files.
[[nodiscard]] Done keep_aside(Files& files, const Path& file);

}  // namespace baken::store
