// When messages of the house were written that a calendar dated which stood still, as it was behind what somebody
// signed. The tick knows how long ago that was: once the calendar goes they get their true dates, and last as long as
// they would have. Else all of them would be over at the moment the clock is put right.
#pragma once

#include <map>
#include <string>

#include "exchange/base/time.hpp"
#include "kiosk/staff/staff_house.hpp"
#include "kiosk/visit/models.hpp"

namespace baken::staff {

// UI thread only.
class NoticeDates {
public:
    // Looks at the house's messages; at least after each was written, and whenever the calendar may have been set. With
    // a doubtful clock `now` is where the calendar stands still. One that was written there before this run counts from
    // when it is first seen. An end that staff named themselves stays, and so do the dates of its message. True when
    // one got other dates.
    [[nodiscard]] bool follow(House& house, Instant now, visit::ClockState clock, Tick tick);

private:
    std::map<std::string, Tick> written_;  // by identifier
};

}  // namespace baken::staff
