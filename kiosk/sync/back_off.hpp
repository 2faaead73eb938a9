// How long to leave the network alone after so many failures in a row. Pure.
#pragma once

#include "exchange/base/time.hpp"

namespace baken::sync {

struct Patience {
    Duration first = std::chrono::seconds{5};
    Duration longest = std::chrono::minutes{10};
};

// Doubles with every failure up to the longest, and then is taken anywhere from half of that to the whole: `chance` is
// a random number from 0 to 1, so that thousands of kiosks that lost the same network do not all come back at once.
// No failures: no wait.
[[nodiscard]] Duration back_off(int failures, double chance, const Patience& patience = {});

}  // namespace baken::sync
