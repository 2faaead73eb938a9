// What people can do themselves: the topics, and one page of guidance.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "exchange/bulletins/page.hpp"
#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

struct TopicDoor {
    std::string topic;
    std::string icon;
    std::string title;
    std::string language;  // of the title, when it is not the screen's
};
struct TopicsModel {
    Chrome chrome;
    std::vector<TopicDoor> now;  // what fits the situation
    std::vector<TopicDoor> others;
};
[[nodiscard]] ui::View topics(const Setting& setting, const TopicsModel& model);

struct GuidanceModel {
    Chrome chrome;
    const bulletins::Page* page = nullptr;  // never null; outlives the call
    std::string language;                   // of the page
    std::vector<std::string> remarks;       // fallback language
    // Pictures of the page by the name it gives them; one that is missing is left out.
    std::vector<std::pair<std::string, std::shared_ptr<const draw::Picture>>> pictures;
};
[[nodiscard]] ui::View guidance(const Setting& setting, const GuidanceModel& model);

}  // namespace baken::screens
