// The menu card on the screen: as it was published, and over that what staff chose. The newest word counts: a choice
// holds until the coordination point says something else than it said when staff chose, or than they chose, because it
// may know what staff do not, as that the water is bad.
#pragma once

#include <string>

#include "kiosk/staff/staff_house.hpp"
#include "kiosk/supply/holdings.hpp"

namespace baken::staff {

// Staff say how it is with this kind of facility; lay_menu_card() has to follow.
void choose_status(House& house, const std::string& kind, records::Status status);

// Shows the card in what the kiosk holds, again after every change of either. A choice that the published card changed
// under is let go, and told in `overruled`; one that it came to agree with stays, and holds until it changes again.
// True when something in the house changed, which must be kept then.
[[nodiscard]] bool lay_menu_card(supply::Holdings& holdings, House& house);

}  // namespace baken::staff
