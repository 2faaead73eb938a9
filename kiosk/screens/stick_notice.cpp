#include "kiosk/screens/stick_notice.hpp"

namespace baken::screens {

using namespace ui;

View stick_notice(const Setting& setting, const StickNoticeModel& model) {
    View lines = column(page_title(setting.say("sync.title")), words(Type::Body, model.words)).gapped(3_mm).growing();
    if (!model.system.empty()) lines.children.push_back(words(Type::Body, model.system));
    if (!model.records.empty()) lines.children.push_back(words(Type::Body, model.records));
    if (!model.cause.empty()) {
        lines.children.push_back(words(Type::Meta, setting.say("sync.cause", {{"cause", model.cause}})));
    }
    View told = card(row(icon(model.good ? "usb" : "warning", 16_mm, Tone::Action).droppable(), std::move(lines)))
                    .gapped(7_mm)
                    .padded(7_mm)
                    .aligned(Place::Start, Place::Center)
                    .named(model.good ? Role::Status : Role::Alert, model.words);
    View seen =
        text_button(setting.say("sync.seen"), "check", {"stick-seen", ""}, Weightiness::Primary).at_least(80_mm, 24_mm);
    View body = column(std::move(told), std::move(seen)).gapped(6_mm);
    return enclosed(setting, model.chrome, column(scrolling(setting, "stick", std::move(body))));
}

}  // namespace baken::screens
