#include "kiosk/screens/staff_home.hpp"

namespace baken::screens {

using namespace ui;

namespace {

View tile_view(const StaffTile& model) {
    View tile_of = tile(model.icon, model.title, model.action).at_least(38_mm, 30_mm);
    if (model.urgent) {
        tile_of.fill = Tone::Danger;
        tile_of.border = Tone::Danger;
        tile_of.ink = Tone::OnDanger;
        tile_of.children.back().ink = Tone::OnDanger;
    }
    if (model.badge.empty()) return tile_of;
    View badge = centered(tight(words(Type::Meta, model.badge)));
    badge.ink = model.urgent ? Tone::OnDanger : Tone::Mute;
    tile_of.children.push_back(std::move(badge));
    return tile_of;
}

}  // namespace

View staff_home(const Setting& setting, const StaffHomeModel& model) {
    View list = column().gapped(6_mm);
    for (const auto& block : model.news) list.children.push_back(staff_block(setting, block));
    std::vector<View> tiles;
    for (const auto& one : model.tiles) tiles.push_back(tile_view(one));
    View all = grid(setting.tiny() ? 40_mm : 60_mm, std::move(tiles)).gapped(6_mm);
    all.most_columns = 4;
    list.children.push_back(std::move(all));
    return staff_framed(setting, model.chrome, column(scrolling(setting, "staff-home", std::move(list)).growing()));
}

}  // namespace baken::screens
