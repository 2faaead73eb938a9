// The whole store as lines of text, for a backup: written from one moment of it, also while hubs are at work, and read
// back into an empty one, of either kind. Sessions are left out: who restores signs in anew.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"

namespace baken::cp {

// How many rows were written. A store that is not there is made, and empty. Errors: inbox.store; backup.write.
[[nodiscard]] Result<std::size_t> write_store(const std::string& address, std::ostream& out);

// All or nothing; how many rows. The store begins a new era, by which kiosks learn that what they were told after the
// copy is not known here: seconds since 2020, and above every number that was given. Errors: restore.store when records
// are there already; restore.line naming the first line that is none; inbox.store.
[[nodiscard]] Result<std::size_t> read_store(const std::string& address, std::istream& in, Instant now);

// Whether this is a line that read_store takes. For tests.
[[nodiscard]] bool is_store_line(std::string_view line);

}  // namespace baken::cp
