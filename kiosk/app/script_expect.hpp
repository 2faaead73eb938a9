// What a script may say that it sees.
#pragma once

#include <string_view>

#include "exchange/base/error.hpp"
#include "kiosk/app/kiosk.hpp"

namespace baken::app {

// "button "Terug"", "text "Kook"", "typed "Tom"", "showing takeover", "language ar", "sound-view": refused, saying what
// is there instead, when it does not hold.
[[nodiscard]] Done expect(const Kiosk& kiosk, std::string_view what);

}  // namespace baken::app
