// What the panel shows when nobody stands at it: one bulletin at a time, readable from three metres.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

// How large the headline is set: as large as lets all of it be seen at once, since nobody scrolls from three metres.
enum class HeadlineSize : std::uint8_t { Largest, Larger, Large, Plain };

struct SignageModel {
    Chrome chrome;
    HeadlineSize size = HeadlineSize::Largest;
    Gravity gravity = Gravity::Info;
    std::string headline;
    std::string language;
    std::vector<std::string> meta;  // who says so, until when
    std::string touch_line;         // "Raak het scherm aan", in several languages
    int number = 1;                 // of
    int count = 1;
};
[[nodiscard]] ui::View signage(const Setting& setting, const SignageModel& model);

// An immediate danger takes the whole panel, until it is read.
struct TakeoverOther {
    std::string language;
    std::string name;  // of the language, in itself
    std::string headline;
    std::string instruction;
};
struct TakeoverModel {
    Chrome chrome;
    std::string id;
    std::string kicker;  // "DIRECT GEVAAR · 14:06"
    std::string source;  // who says it
    std::string headline;
    std::vector<std::string> instruction;  // every line of it
    std::vector<std::string> description;  // its lines, which come after what to do
    std::string language;
    std::vector<TakeoverOther> others;  // the languages that come next, as many as fit
    int number = 1;                     // of the languages in rotation
    int count = 1;
};
[[nodiscard]] ui::View takeover(const Setting& setting, const TakeoverModel& model);

}  // namespace baken::screens
