#include "kiosk/screens/staff_page.hpp"

namespace baken::screens {

using namespace ui;

namespace {

View stacked(const Setting& setting, const std::vector<StaffBlock>& blocks) {
    View list = column().gapped(6_mm);
    for (const auto& block : blocks) list.children.push_back(staff_block(setting, block));
    return list;
}

}  // namespace

View staff_page(const Setting& setting, const StaffPage& page) {
    View main = stacked(setting, page.blocks);
    // A very small panel has no room to keep them in sight: they come at the end of the page.
    bool at_end = setting.tiny();
    if (at_end && !page.actions.empty()) main.children.push_back(staff_block(setting, StaffButtons{page.actions}));
    View body = column();
    if (page.aside.empty()) {
        body = column(scrolling(setting, "staff", std::move(main)).growing());
    } else if (setting.wide()) {
        // Two parts that scroll on their own: what was sent stays in sight while something new is written.
        body = row(scrolling(setting, "staff", std::move(main)).growing(2),
                   scrolling(setting, "staff-aside", stacked(setting, page.aside)).at_most_wide(setting.capitals(24)))
                   .gapped(8_mm);
    } else {
        for (auto& block : stacked(setting, page.aside).children) main.children.push_back(std::move(block));
        body = column(scrolling(setting, "staff", std::move(main)).growing());
    }
    return staff_framed(setting, page.chrome, std::move(body), at_end ? std::vector<StaffButton>{} : page.actions);
}

}  // namespace baken::screens
