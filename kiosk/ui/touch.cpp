#include "kiosk/ui/touch.hpp"

#include <algorithm>
#include <cstdlib>

namespace baken::ui {
namespace {

constexpr Duration kDoubleStrike{500};
constexpr std::string_view kLetter = "key";  // the verb of a key that writes

std::string scroll_under(const Scene& scene, draw::Point at) {
    for (const auto& [id, extent] : scene.scrolls) {
        if (extent.furthest() > 0 && extent.area.contains(at)) return id;
    }
    return {};
}

// An arrow that is at its end is a button all the same: whoever presses it does not mean what lies below it.
bool is_button(const Scene& scene, draw::Point at) {
    return std::ranges::any_of(scene.items, [&](const Item& item) {
        return (item.pressable() || item.role == Role::Button) && item.rect.contains(at) && item.clip.contains(at);
    });
}

bool is_soon_after(std::optional<Tick> before, Tick now) {
    return before && now - *before < kDoubleStrike;
}

}  // namespace

bool Touch::stays(const Held& held, draw::Point at) const {
    return std::abs(at.x - held.began.x) <= travel_px_ && std::abs(at.y - held.began.y) <= travel_px_;
}

TouchResult Touch::down(const PointerDown& pointer, const Scene& scene, Tick now) {
    if (held_) return {};
    Held held{pointer.id, pointer.at, pointer.at, {}, scroll_under(scene, pointer.at), false, false, false};
    held.on_nothing = !is_button(scene, pointer.at);
    if (const auto* item = scene.hit(pointer.at); item != nullptr && is_aimed_at(*item, pointer.at, now)) {
        held.target = item->action;
        held.inside = true;
    }
    held_ = held;
    return {};
}

TouchResult Touch::move(const PointerMove& pointer, const Scene& scene) {
    if (!held_ || held_->id != pointer.id) return {};
    const auto* item = scene.hit(pointer.at);
    held_->inside = item != nullptr && item->action == held_->target;
    if (!held_->scrolling && !held_->scroll_id.empty() && std::abs(pointer.at.y - held_->began.y) > travel_px_) {
        held_->scrolling = true;
    }
    if (!stays(*held_, pointer.at)) held_->on_nothing = false;
    TouchResult result;
    if (held_->scrolling) {
        result.scrolled = held_->scroll_id;
        result.scroll_by = held_->last.y - pointer.at.y;
    }
    held_->last = pointer.at;
    return result;
}

TouchResult Touch::up(const PointerUp& pointer, const Scene& scene, Tick now) {
    if (!held_ || held_->id != pointer.id) return {};
    auto held = *held_;
    held_.reset();
    if (held.on_nothing && stays(held, pointer.at)) return on_nothing(now);
    const auto* item = scene.hit(pointer.at);
    bool counts = !held.scrolling && !held.target.empty() && item != nullptr && item->action == held.target;
    if (!counts || is_repeat(held.target, now)) return {};
    last_press_ = held.target;
    last_press_at_ = now;
    last_press_area_ = item->rect.intersected(item->clip);
    return {.press = held.target};
}

TouchResult Touch::on_nothing(Tick now) {
    bool trembles = is_soon_after(last_press_at_, now) || is_soon_after(last_on_nothing_at_, now);
    if (!trembles) last_on_nothing_at_ = now;
    return {.on_nothing = !trembles};
}

void Touch::forget() {
    if (!held_) return;
    held_->target = {};
    held_->inside = false;
    held_->scroll_id.clear();
    held_->scrolling = false;
    held_->on_nothing = false;
}

void Touch::page_came(Tick now) {
    forget();
    page_came_at_ = now;
}

int Touch::pressed(const Scene& scene) const {
    if (!held_ || !held_->inside || held_->scrolling || held_->target.empty()) return -1;
    for (std::size_t i = 0; i < scene.items.size(); ++i) {
        if (scene.items[i].action == held_->target && scene.items[i].rect.contains(held_->last))
            return static_cast<int>(i);
    }
    return -1;
}

bool Touch::is_repeat(const Action& action, Tick now) const {
    return last_press_ == action && is_soon_after(last_press_at_, now);
}

// The second strike of a hand that trembles may fall on what came in the meantime, which nobody has seen yet.
bool Touch::is_aimed_at(const Item& item, draw::Point at, Tick now) const {
    if (!last_press_area_.contains(at)) return true;
    if (is_soon_after(page_came_at_, now)) return false;
    bool writes_on = item.action.verb == kLetter && last_press_.verb == kLetter;
    return writes_on || item.action == last_press_ || !is_soon_after(last_press_at_, now);
}

}  // namespace baken::ui
