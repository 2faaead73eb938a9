// One bulletin in a list.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/parts.hpp"

namespace baken::screens {

struct BulletinCard {
    std::string id;
    Gravity gravity = Gravity::Info;
    std::string headline;
    std::string summary;            // the first sentences of what to do or what is the matter
    std::vector<std::string> meta;  // who says so, when, until when
    std::string remark;             // why it is shown in another language, or without a certain area; may be empty
    std::string language;           // of headline and summary
};

// `summary_lines`: how much of the summary there is room for; zero for none.
[[nodiscard]] ui::View bulletin_card(const Setting& setting, const BulletinCard& bulletin, int summary_lines);

}  // namespace baken::screens
