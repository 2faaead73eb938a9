// The kernel's key codes as what they mean to the kiosk.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/ui/input.hpp"

namespace baken::panel {

// `code` as in linux/input-event-codes.h. Letters and figures are those of a keyboard as it is sold in the Netherlands
// (US); nothing for keys that mean nothing to a visitor.
[[nodiscard]] std::optional<ui::Input> input_of_key(std::uint32_t code, bool shift);

}  // namespace baken::panel
