// A second store, in a folder in memory, for when the data partition takes nothing any more: what comes is shown all
// the same, until the power goes.
#pragma once

#include <optional>

#include "exchange/base/clock.hpp"
#include "kiosk/store/store.hpp"

namespace baken::store {

// Opens the store in the folder `spare`. One whose content is no older than `version` is gone on with: the kiosk has
// been there before. Else it begins with what can be read of the store in `worn`: what is believed, and the content
// that was switched in last; what of it cannot be read is marked, so that the next intake brings it again. A disk that
// takes long to say that it does not read is asked only a few times, and once after a copy that was broken off, which
// is gone on with. `worn` is only read, and may be open on this thread. `files` must outlive the store. Errors: those
// of Store::open.
[[nodiscard]] Result<Store> open_spare(Files& files, const Clock& clock, const Path& worn, const Path& spare,
                                       std::int64_t version);

// The store in the folder `spare`, when there is one whose content is newer than `version`; else nothing, and none is
// made.
[[nodiscard]] std::optional<Store> newer_spare(Files& files, const Path& spare, std::int64_t version);

}  // namespace baken::store
