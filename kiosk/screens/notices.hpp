// Screens that say one thing: choose a language, ask a member of staff, are you still here.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

struct LanguagesModel {
    Chrome chrome;
    std::vector<LanguageChoice> all;
};
[[nodiscard]] ui::View languages(const Setting& setting, const LanguagesModel& model);

// What a visitor wanted when staff must take it from here.
enum class Wish : std::uint8_t { Help, Offer, Report };
struct AskStaffModel {
    Chrome chrome;
    Wish wish = Wish::Help;
};
[[nodiscard]] ui::View ask_staff(const Setting& setting, const AskStaffModel& model);

struct InactivityModel {
    Chrome chrome;
    int seconds_left = 20;
};
[[nodiscard]] ui::View inactivity(const Setting& setting, const InactivityModel& model);

}  // namespace baken::screens
