#include "kiosk/ui/scroll_rail.hpp"

#include <algorithm>

#include "kiosk/ui/start_side.hpp"

namespace baken::ui {
namespace {

using draw::Rect;

// Below this width the buttons of what scrolls do not stand beside it, where it is high enough for them to stand below.
constexpr auto kNarrow = 95_mm;
constexpr auto kHighEnough = 60_mm;
// A button is at most as wide as the rail, and never lower than a finger needs.
constexpr auto kWide = 20_mm;
constexpr auto kLow = 13_mm;
constexpr auto kRailGap = 6_mm;
constexpr auto kTrackWide = 2_mm;
constexpr auto kLeastTrack = 12_mm;
constexpr auto kLeastThumb = 6_mm;

View rail_button(const char* icon_name, const std::string& name, Action action, bool can) {
    View button = row(icon(icon_name, 9_mm, can ? Tone::Action : Tone::Line).growing());
    button.across = Place::Center;
    button.fill = Tone::Card;
    button.border = can ? Tone::Action : Tone::Line;
    button.radius = 2.5_mm;
    button.role = Role::Button;
    button.name = name;
    if (can) button.action = std::move(action);
    return button;
}

std::vector<ScrollRail::Piece> buttons(const ScrollPart& part, const ScrollExtent& extent, const Rect& up,
                                       const Rect& down) {
    return {{rail_button("up", part.up, {"scroll-up", part.id}, extent.offset > 0), up},
            {rail_button("down", part.down, {"scroll-down", part.id}, extent.offset < extent.furthest()), down}};
}

}  // namespace

int rail_width(const Metrics& metrics) {
    return metrics.px(kWide) + metrics.px(kRailGap);
}

ScrollRail::ScrollRail(const Metrics& metrics, text::Direction direction, const Rect& area)
    : metrics_(metrics),
      direction_(direction),
      is_below_(area.w < metrics.px(kNarrow) && area.h > metrics.px(kHighEnough)) {
    if (is_below_) {
        window_ = {area.x, area.y, area.w, area.h - px(kLow) - px(kRailGap)};
        rail_ = {area.x, area.bottom() - px(kLow), area.w, px(kLow)};
        return;
    }
    window_ = from_start(direction, area, 0, area.y, area.w - rail_width(metrics), area.h);
    rail_ = from_start(direction, area, area.w - px(kWide), area.y, px(kWide), area.h);
}

std::vector<ScrollRail::Piece> ScrollRail::pieces(const ScrollPart& part, const ScrollExtent& extent) const {
    return is_below_ ? below(part, extent) : beside(part, extent);
}

std::vector<ScrollRail::Piece> ScrollRail::beside(const ScrollPart& part, const ScrollExtent& extent) const {
    int gap = px(kRailGap);
    int button = std::clamp((rail_.h - gap) / 2, px(kLow), px(kWide));
    Rect down{rail_.x, rail_.bottom() - button, rail_.w, button};
    Rect up{rail_.x, down.y - gap - button, rail_.w, button};
    auto made = buttons(part, extent, up, down);
    Rect track{rail_.x + rail_.w / 2 - px(kTrackWide * 0.5), rail_.y, px(kTrackWide), up.y - gap - rail_.y};
    if (track.h > px(kLeastTrack)) add_track(extent, track, made);
    return made;
}

std::vector<ScrollRail::Piece> ScrollRail::below(const ScrollPart& part, const ScrollExtent& extent) const {
    int each = (rail_.w - px(kRailGap)) / 2;
    return buttons(part, extent, from_start(direction_, rail_, 0, rail_.y, each, rail_.h),
                   from_start(direction_, rail_, rail_.w - each, rail_.y, each, rail_.h));
}

void ScrollRail::add_track(const ScrollExtent& extent, const Rect& track, std::vector<Piece>& pieces) const {
    pieces.push_back({View{}.filled(Tone::Line).rounded(1_mm), track});
    int length = std::max(px(kLeastThumb), track.h * extent.viewport / std::max(1, extent.content));
    int at = extent.furthest() == 0 ? 0 : (track.h - length) * extent.offset / extent.furthest();
    pieces.push_back({View{}.filled(Tone::Action).rounded(1_mm), {track.x, track.y + at, track.w, length}});
}

}  // namespace baken::ui
