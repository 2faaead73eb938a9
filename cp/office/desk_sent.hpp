// A draft that is sent once more, as its sender got no answer the first time.
#pragma once

#include "cp/office/desk_draft.hpp"

namespace baken::cp {

// Is this very message published already: what the draft said when it went out is what it says now?
[[nodiscard]] bool is_sent(const Draft& draft, const Shelf& shelf, const Sender& sender);

}  // namespace baken::cp
