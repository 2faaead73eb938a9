// "What is here?": the menu card of this noodsteunpunt, and where to go for what is not here.
#pragma once

#include <string>
#include <vector>

#include "exchange/bulletins/site.hpp"
#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

struct FacilityLine {
    std::string icon;
    std::string name;
    std::string note;
    bulletins::FacilityStatus status = bulletins::FacilityStatus::Unknown;
};
struct ReferralLine {
    std::string icon;
    std::string name;
    std::string address;
    std::string note;
};
// One place to go, as a card.
[[nodiscard]] ui::View referral_card(const ReferralLine& line);

struct HereModel {
    Chrome chrome;
    std::vector<FacilityLine> facilities;
    std::vector<ReferralLine> referrals;
    std::string radio;  // "NH Radio, 88.9 FM"; may be empty
};
[[nodiscard]] ui::View here(const Setting& setting, const HereModel& model);

}  // namespace baken::screens
