// The part of a tour that fills in forms: every question of every form, the keyboards, and what comes after.
#pragma once

#include <functional>
#include <string>

#include "kiosk/app/kiosk.hpp"

namespace baken::app {

// Goes through them as a visitor would who takes the longest way, and calls `look` at each. Errors: those of `look`.
[[nodiscard]] Done visit_forms(Kiosk& kiosk, const std::function<Done(const std::string& name)>& look);

}  // namespace baken::app
