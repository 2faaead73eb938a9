// What residents are asked, as data: each way to ask, offer or report is a list of questions.
#pragma once

#include <string_view>

#include "kiosk/screens/form.hpp"

namespace baken::screens {

// "help", "offer", "report" or "join"; null for another name. They live as long as the program.
[[nodiscard]] const Wizard* find_wizard(std::string_view id);

}  // namespace baken::screens
