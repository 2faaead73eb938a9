// The face compiled into the program: when no font file can be opened, a person must still be able to read that.
#pragma once

#include <cstdint>
#include <span>

namespace baken::text {

// A font file with the Latin letters; empty when it could not be made on the machine that built the program.
[[nodiscard]] std::span<const std::uint8_t> rescue_font();

}  // namespace baken::text
