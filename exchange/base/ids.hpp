// Names for things. New ones get a UUID version 7 (RFC 9562 section 5.7), which sort by the moment they were made.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exchange/base/time.hpp"

namespace baken {

// A new id, lower case, with hyphens. Random bits come from the operating system.
[[nodiscard]] std::string new_uuid7(Instant now);

// The moment in an id for which is_uuid7() holds, by the clock of whoever made it.
[[nodiscard]] Instant moment_of_uuid7(std::string_view id);

// Is this the written form of a UUID version 7, lower case? For checking ids that come from outside.
[[nodiscard]] bool is_uuid7(std::string_view text);

// May a site, a kiosk or a facility be called so? Small letters, digits and hyphens, at most 64, and no hyphen first.
[[nodiscard]] bool is_identifier(std::string_view text);

}  // namespace baken
