#include "kiosk/screens/guidance.hpp"

#include "kiosk/screens/blocks.hpp"

namespace baken::screens {

using namespace ui;

namespace {

View topic_grid(const std::vector<TopicDoor>& doors, Weightiness weightiness) {
    std::vector<View> cells;
    for (const auto& door : doors) {
        View cell = doorway(door.icon, door.title, "", {"open-topic", door.topic}, weightiness);
        cells.push_back(std::move(cell).in_language(door.language));
    }
    return grid(88_mm, std::move(cells)).gapped(6_mm);
}

}  // namespace

View topics(const Setting& setting, const TopicsModel& model) {
    View list = column(page_title(setting.say("guidance.title"))).gapped(5_mm);
    if (!model.now.empty()) {
        list.children.push_back(part_title(setting.say("guidance.now")));
        list.children.push_back(topic_grid(model.now, Weightiness::Plain));
        if (!model.others.empty()) list.children.push_back(part_title(setting.say("guidance.others")));
    }
    list.children.push_back(topic_grid(model.others, Weightiness::Plain));
    return framed(setting, model.chrome, column(scrolling(setting, "topics", std::move(list))));
}

View guidance(const Setting& setting, const GuidanceModel& model) {
    View text = column(page_title(model.page->head.title)).gapped(4_mm).in_language(model.language);
    if (!model.page->head.summary.empty()) text.children.push_back(words(Type::Body, model.page->head.summary));
    text.children.push_back(blocks_view(setting, model.page->blocks, model.pictures));
    View all = column().gapped(4_mm);
    for (const auto& remark : model.remarks) all.children.push_back(notice("info", remark, Tone::Quiet, Tone::Ink));
    all.children.push_back(std::move(text));
    return framed(setting, model.chrome, column(scrolling(setting, "guidance", std::move(all))));
}

}  // namespace baken::screens
