// What everybody sees first: what is going on, and the ways to go from here.
#pragma once

#include <vector>

#include "kiosk/screens/bulletin_card.hpp"
#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

struct HomeModel {
    Chrome chrome;
    std::vector<BulletinCard> bulletins;  // the most urgent first; as many as fit are shown
    int bulletin_count = 0;               // of all that are due
};

[[nodiscard]] ui::View home(const Setting& setting, const HomeModel& model);

}  // namespace baken::screens
