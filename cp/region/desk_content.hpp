// What was written at the desk and is published: a publication by command, which gives a role all its files anew, keeps
// it.
#pragma once

#include <vector>

#include "cp/region/content_check.hpp"
#include "cp/region/region_folder.hpp"

namespace baken::cp {

// A file comes into desk/content a moment before it goes out. When the power failed in between it lies there still, and
// whoever wrote it was told nothing: it is nobody's to publish any more. What was published in its place stays.
struct DeskContent {
    CheckedContent published;
    std::vector<Path> unpublished;
};

// `held` is the region's lock: nobody at the desk is between the two steps. Errors: those of list_tree, of Edition and
// of Files.
[[nodiscard]] Result<DeskContent> read_desk_content(const RegionLock& held, Files& files, const RegionFolder& region);

}  // namespace baken::cp
