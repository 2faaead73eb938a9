// What a stick brought, or why it was refused and that nothing changed: for the member of staff who put it in.
#pragma once

#include <string>

#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

struct StickNoticeModel {
    Chrome chrome;
    bool good = false;    // nothing is wrong with it
    std::string words;    // whole sentences
    std::string system;   // what becomes of the new system on it; empty when it has none, or `words` say so
    std::string records;  // what it took along and brought; empty when it is no courier's
    std::string cause;    // the failing check, to read out to the coordination point; empty when nothing is wrong
};
[[nodiscard]] ui::View stick_notice(const Setting& setting, const StickNoticeModel& model);

}  // namespace baken::screens
