// What residents told is kept no longer than the coordination point decided (desk_settings.hpp).
#pragma once

#include "cp/inbox/inbox_store.hpp"
#include "cp/region/region_folder.hpp"

namespace baken::cp {

// How many records were wiped; see InboxStore::wipe. Errors: toml.*; inbox.store.
[[nodiscard]] Result<std::size_t> wipe_old(Files& files, const RegionFolder& region, InboxStore& store, Instant now);

}  // namespace baken::cp
