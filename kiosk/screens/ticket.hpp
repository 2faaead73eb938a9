// The number a visitor takes along, and how the thing it stands for is getting on.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/form_view.hpp"

namespace baken::screens {

// One line of how it stands; the last one counts, the earlier ones tell the way there.
struct StateLine {
    std::string text;
    bool now = false;
};

// After sending.
struct TicketModel {
    Chrome chrome;
    std::string ticket;  // "KRT-427-M"
    std::string spoken;  // "Kilo Romeo Tango, vier twee zeven, Mike"; may be empty
    std::vector<StateLine> states;
    std::string next;  // what happens now
    FormFit fit = FormFit::Roomy;
};
[[nodiscard]] ui::View ticket(const Setting& setting, const TicketModel& model);

// "My number": type it, and see how it stands. Nothing personal.
struct NumberModel {
    Chrome chrome;
    const ui::TextField* field = nullptr;
    const ui::Keyboard* keyboard = nullptr;
    std::string trouble;
    std::string ticket;  // found; empty while typing
    std::vector<StateLine> states;
    FormFit fit = FormFit::Roomy;
};
[[nodiscard]] ui::View number(const Setting& setting, const NumberModel& model);

}  // namespace baken::screens
