// How serious a message is, and what comes before what. For this room's own files.
#pragma once

#include "exchange/bulletins/due.hpp"

namespace baken::bulletins {

[[nodiscard]] Kind kind_of(const Alert& alert, std::span<const std::size_t> infos);

// Danger before warning before all-clear before information; in each the real before the exercise, then by severity,
// urgency and certainty of the most serious block, where Unknown stands in the middle; then the newest. Gives ranks.
void put_in_order(std::vector<Shown>& shown, std::span<const Received> messages);

}  // namespace baken::bulletins
