// What residents told is kept no longer than the coordination point decided (desk_settings.hpp).
#pragma once

#include "cp/inbox/inbox_store.hpp"
#include "cp/region/region_folder.hpp"

namespace baken::cp {

// At once, by this clock: for somebody who asks for it. How many records were wiped; see InboxStore::wipe. Errors:
// toml.*; inbox.store.
[[nodiscard]] Result<std::size_t> wipe_old(Files& files, const RegionFolder& region, InboxStore& store, Instant now);

// The same for a program that looks from time to time, several times a day. What a clock says that jumped is not
// believed for a day: a machine may start without knowing what time it is, and nothing that is wiped comes back. So
// nothing goes when nobody looked for more than a day, when it is earlier by more than an hour than at the last look,
// and at the first look: a hub that is on for some hours and then off for days wipes nothing by this. The last look of
// whichever hub is kept in the store. Errors: as above.
[[nodiscard]] Result<std::size_t> wipe_in_time(Files& files, const RegionFolder& region, InboxStore& store,
                                               Instant now);

}  // namespace baken::cp
