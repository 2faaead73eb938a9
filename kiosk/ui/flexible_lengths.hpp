// How the children of a row share its width, and those of a column its height: the flexible lengths of CSS, with one
// thing more, that a child may be left out.
//
// Lengths are in pixels along the flow, one for each child of `view`, in their order. A child that is left out has -1,
// and no gap.
#pragma once

#include <vector>

#include "kiosk/ui/view.hpp"

namespace baken::ui {

// All that are shown, with the gaps between them; minus one gap when nothing is shown.
[[nodiscard]] int used_length(const std::vector<int>& lengths, int gap);

// Leaves optional children out, from the last, until the rest fits in `room` or none is left to leave out.
void drop_optional(const View& view, std::vector<int>& lengths, int room, int gap);

// Gives `extra` pixels to the children that grow, by their shares; the last of them takes the rounding. Nothing changes
// where nothing is over, or nobody grows.
void grow_shares(const View& view, std::vector<int>& lengths, int extra);

// Takes from the longest first, down to one level for all of them, so that a short word beside a long text stays whole.
// No child becomes shorter than its `least`, so together they may still be longer than `room`, which has no gaps in it.
// There is at least one child.
void squeeze(std::vector<int>& lengths, const std::vector<int>& least, int room);

}  // namespace baken::ui
