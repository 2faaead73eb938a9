// Whose a file is that root makes. A hub or a kiosk runs as a user of its own; what root writes beside it, as an
// administrator with a command, must stay that user's, or the program can read it no more. Anybody else makes files of
// their own, and all of this does nothing.
#pragma once

#include <sys/types.h>

#include <optional>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken {

struct Owner {
    uid_t user = 0;
    gid_t group = 0;
};

// Who has the file that is at this path, or else its folder. Nothing unless root asks, or when neither is there.
[[nodiscard]] std::optional<Owner> owner_at(const Path& path);

// Errors: files.owner. Nothing is done when it is theirs already: a stick's file system may know no owners.
[[nodiscard]] Done hand_over(int descriptor, const std::optional<Owner>& owner, const Path& path);

// The file that was just made becomes its folder's owner's. Errors: files.owner.
[[nodiscard]] Done hand_to_folder(const Path& made);

}  // namespace baken
