// What residents offered, beside what others asked.
#pragma once

#include "kiosk/post/post.hpp"

namespace baken::staff {

// For a request the offers that could answer it, for an offer the requests it could answer: open ones, best first, at
// most `most`. Practice fits with practice alone: no van comes of it.
[[nodiscard]] std::vector<const post::StaffRecord*> matches_of(const post::StaffRecord& one,
                                                               const post::StaffList& list, std::size_t most);

}  // namespace baken::staff
