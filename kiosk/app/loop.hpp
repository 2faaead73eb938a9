// The kiosk on a panel, for as long as the machine runs.
#pragma once

#include "kiosk/app/front.hpp"
#include "kiosk/app/world.hpp"

namespace baken::app {

// Returns the program's exit status: 0 when it was asked to end.
[[nodiscard]] int run_loop(const Options& options, World& world, Front& front);

}  // namespace baken::app
