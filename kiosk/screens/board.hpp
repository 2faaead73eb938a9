// "Neighbours help each other": what people of the neighbourhood organise, in large letters.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

struct BoardCard {
    std::string id;
    std::string title;  // as its maker wrote it, as are the next two
    std::string what;
    std::string when;
    std::string where;
    std::string written;             // of which day its maker's words are
    std::vector<std::string> facts;  // room for, still needs, who joined
    std::string language;            // of its maker's words
};
struct BoardModel {
    Chrome chrome;
    std::vector<BoardCard> items;
    bool can_join = true;
};
[[nodiscard]] ui::View board(const Setting& setting, const BoardModel& model);

}  // namespace baken::screens
