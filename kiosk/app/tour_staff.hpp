// The screens of staff for a tour: how each is reached, and records of every kind to show on them.
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/kiosk.hpp"

namespace baken::app {

struct StaffStop {
    std::string name;
    std::vector<ui::Action> actions;  // from the home screen of staff
};

// Made up, with the longest words people really write; moments are around `now`.
[[nodiscard]] post::PostNews example_post(Instant now);
[[nodiscard]] std::vector<StaffStop> staff_stops(const post::PostNews& post);

}  // namespace baken::app
