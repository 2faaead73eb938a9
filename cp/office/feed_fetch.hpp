// Asks a web server of somebody else for a file: bounded in size, time and the number of times it may send us on.
#pragma once

#include <string>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken::cp {

struct FetchLimits {
    ByteLimit bytes{4'000'000};
    Duration patience = std::chrono::seconds{20};
    long redirects = 3;
};

// Does not return before it is done; any thread. http and https only. Errors: feed.address, feed.unreachable,
// feed.slow, feed.size, feed.status (anything but 200).
[[nodiscard]] Result<std::string> fetch_address(const std::string& address, const FetchLimits& limits = {});

}  // namespace baken::cp
