// Where a region's records lie: in its own file, or in a store that the hub was told of. Only the hub's own command
// line knows the address of such a store, which may hold a password; the region's folder remembers that there is one,
// so that a command without --store does not read an empty file and tell that nobody asked for help.
#pragma once

#include <string>

#include "cp/region/region_folder.hpp"

namespace baken::cp {

// The address that is given, or else the region's own file. Errors: store.elsewhere when none is given and the hub of
// this region keeps its records in another store.
[[nodiscard]] Result<std::string> store_of(const RegionFolder& region, const std::string& given);

// Remembers in the region's folder that its records are kept at `given`, when that is not the region's own file.
// Errors: those of Files::replace.
[[nodiscard]] Done note_store(Files& files, const RegionFolder& region, const std::string& given);

}  // namespace baken::cp
