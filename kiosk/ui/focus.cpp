#include "kiosk/ui/focus.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace baken::ui {
namespace {

draw::Point middle(const draw::Rect& rect) {
    return {rect.x + rect.w / 2, rect.y + rect.h / 2};
}

// How far `to` lies in the key's direction, sideways distance counting double; nothing when it lies elsewhere.
std::optional<int> distance(const draw::Rect& from, const draw::Rect& to, Key key) {
    auto a = middle(from);
    auto b = middle(to);
    int dx = b.x - a.x;
    int dy = b.y - a.y;
    switch (key) {
        case Key::Left:
            return dx < 0 && to.x < from.x ? std::optional(-dx + 2 * std::abs(dy)) : std::nullopt;
        case Key::Right:
            return dx > 0 && to.right() > from.right() ? std::optional(dx + 2 * std::abs(dy)) : std::nullopt;
        case Key::Up:
            return dy < 0 && to.y < from.y ? std::optional(-dy + 2 * std::abs(dx)) : std::nullopt;
        case Key::Down:
            return dy > 0 && to.bottom() > from.bottom() ? std::optional(dy + 2 * std::abs(dx)) : std::nullopt;
        default:
            return std::nullopt;
    }
}

}  // namespace

std::vector<int> Focus::stops(const Scene& scene) {
    std::vector<int> found;
    for (std::size_t i = 0; i < scene.items.size(); ++i) {
        if (scene.items[i].pressable()) found.push_back(static_cast<int>(i));
    }
    return found;
}

// Of the main part; of the whole screen where there is no main part, or nothing in it to press.
int Focus::first_stop(const Scene& scene) {
    auto all = stops(scene);
    auto main = std::ranges::find(scene.items, Role::Main, &Item::role);
    if (main == scene.items.end()) return all.front();
    auto inside = std::ranges::find_if(all, [&](int stop) {
        auto at = middle(scene.items[static_cast<std::size_t>(stop)].rect);
        return at.x >= main->rect.x && at.x < main->rect.right() && at.y >= main->rect.y && at.y < main->rect.bottom();
    });
    return inside == all.end() ? all.front() : *inside;
}

int Focus::index(const Scene& scene) const {
    if (!at_) return -1;
    int best = -1;
    int best_distance = std::numeric_limits<int>::max();
    for (int i : stops(scene)) {
        const auto& item = scene.items[static_cast<std::size_t>(i)];
        if (item.action != at_->action) continue;
        int away = std::abs(item.rect.x - at_->rect.x) + std::abs(item.rect.y - at_->rect.y);
        if (away < best_distance) {
            best_distance = away;
            best = i;
        }
    }
    return best >= 0 ? best : same_place(scene);
}

// A key of the on-screen keyboard writes another letter after shift; the keys are still on it.
int Focus::same_place(const Scene& scene) const {
    for (int i : stops(scene)) {
        const auto& item = scene.items[static_cast<std::size_t>(i)];
        if (item.action.verb == at_->action.verb && item.rect == at_->rect) return i;
    }
    return -1;
}

bool Focus::move(Key key, const Scene& scene) {
    bool moves = key == Key::Left || key == Key::Right || key == Key::Up || key == Key::Down || key == Key::Next ||
                 key == Key::Previous;
    auto all = stops(scene);
    if (!moves || all.empty()) return false;
    int target = first_stop(scene);
    if (index(scene) >= 0) {
        target = key == Key::Next ? step(scene, 1) : key == Key::Previous ? step(scene, -1) : nearest(scene, key);
    }
    const auto& item = scene.items[static_cast<std::size_t>(target)];
    at_ = Spot{item.action, item.rect};
    return true;
}

int Focus::step(const Scene& scene, int by) const {
    auto all = stops(scene);
    auto here = std::ranges::find(all, index(scene)) - all.begin();
    auto count = static_cast<std::ptrdiff_t>(all.size());
    return all[static_cast<std::size_t>((here + by + count) % count)];
}

int Focus::nearest(const Scene& scene, Key key) const {
    int here = index(scene);
    int best = here;
    int best_distance = std::numeric_limits<int>::max();
    for (int i : stops(scene)) {
        auto away = distance(scene.items[static_cast<std::size_t>(here)].rect,
                             scene.items[static_cast<std::size_t>(i)].rect, key);
        if (i != here && away && *away < best_distance) {
            best_distance = *away;
            best = i;
        }
    }
    return best;
}

}  // namespace baken::ui
