// A database that is of no use, kept out of the way: records of residents may be saved from it by hand.
#pragma once

#include "exchange/base/files.hpp"

namespace baken::store {

// Renames the file, its log and its index to <name>.damaged-<n> in the same folder. Errors: those of Files.
[[nodiscard]] Done move_aside(Files& files, const Path& folder, const Path& file);

}  // namespace baken::store
