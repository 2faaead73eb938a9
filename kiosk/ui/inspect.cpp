#include "kiosk/ui/inspect.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace baken::ui {
namespace {

constexpr Mm kLeastTarget = 13_mm;
constexpr Mm kLeastApart = 6_mm;

std::string describe(const Item& item) {
    auto name = item.name.empty() ? (item.icon.empty() ? "(unnamed)" : item.icon) : item.name;
    return fmt::format("{} \"{}\" at {},{} {}x{}", role_word(item.role), name, item.rect.x, item.rect.y, item.rect.w,
                       item.rect.h);
}

const Item& at(const Scene& scene, int index) {
    return scene.items[static_cast<std::size_t>(index)];
}

bool is_inside(const Scene& scene, int index, int ancestor) {
    for (int up = index; up >= 0; up = at(scene, up).parent) {
        if (up == ancestor) return true;
    }
    return false;
}

// The part a visitor can see of what the item draws.
draw::Rect visible(const Item& item) {
    draw::Rect drawn = item.rect;
    if (item.text) drawn = {item.text_at.x, item.text_at.y, item.text->box_width, item.text->height};
    return drawn.intersected(item.clip);
}

bool is_leaf(const Item& item) {
    return item.text || !item.icon.empty() || item.picture || item.qr || item.triangle;
}

bool beyond(const draw::Rect& inner, const draw::Rect& outer) {
    return inner.x < outer.x - 1 || inner.y < outer.y - 1 || inner.right() > outer.right() + 1 ||
           inner.bottom() > outer.bottom() + 1;
}

void find_cut_off(const Scene& scene, std::vector<std::string>& found) {
    draw::Rect panel{0, 0, scene.size.w, scene.size.h};
    for (const auto& item : scene.items) {
        if (item.cut_off) found.push_back("cut off: " + describe(item));
        if (item.text && item.text->missing_glyphs > 0) found.push_back("no glyph: " + describe(item));
        if (!is_leaf(item) && !item.pressable()) continue;
        bool scrolls = !item.scroll_id.empty();
        if (!scrolls && beyond(item.rect, panel)) found.push_back("beyond the panel: " + describe(item));
        if (!scrolls && item.parent >= 0 && beyond(item.rect, at(scene, item.parent).rect)) {
            found.push_back("beyond its parent: " + describe(item));
        }
    }
}

void find_overlaps(const Scene& scene, std::vector<std::string>& found) {
    std::vector<int> shown;
    for (int i = 0; i < static_cast<int>(scene.items.size()); ++i) {
        if ((is_leaf(at(scene, i)) || at(scene, i).pressable()) && !visible(at(scene, i)).empty()) shown.push_back(i);
    }
    for (std::size_t a = 0; a < shown.size(); ++a) {
        for (std::size_t b = a + 1; b < shown.size(); ++b) {
            if (is_inside(scene, shown[b], shown[a]) || is_inside(scene, shown[a], shown[b])) continue;
            auto common = visible(at(scene, shown[a])).intersected(visible(at(scene, shown[b])));
            if (common.w <= 1 || common.h <= 1) continue;
            found.push_back(
                fmt::format("overlap: {} and {}", describe(at(scene, shown[a])), describe(at(scene, shown[b]))));
        }
    }
}

int gap_between(const draw::Rect& a, const draw::Rect& b) {
    int dx = std::max({0, b.x - a.right(), a.x - b.right()});
    int dy = std::max({0, b.y - a.bottom(), a.y - b.bottom()});
    return std::max(dx, dy);
}

void find_small_targets(const Scene& scene, const Metrics& metrics, std::vector<std::string>& found) {
    std::vector<const Item*> targets;
    for (const auto& item : scene.items) {
        if (item.pressable() && !visible(item).empty()) targets.push_back(&item);
    }
    int least = metrics.px(kLeastTarget) - 1;
    for (const auto* target : targets) {
        if (target->rect.w < least || target->rect.h < least) found.push_back("target too small: " + describe(*target));
    }
    int apart = metrics.px(kLeastApart) - 2;
    for (std::size_t a = 0; a < targets.size(); ++a) {
        for (std::size_t b = a + 1; b < targets.size(); ++b) {
            if (gap_between(visible(*targets[a]), visible(*targets[b])) >= apart) continue;
            found.push_back(fmt::format("targets too close: {} and {}", describe(*targets[a]), describe(*targets[b])));
        }
    }
}

int depth_of(const Scene& scene, const Item& item) {
    int depth = 0;
    for (int up = item.parent; up >= 0; up = at(scene, up).parent) depth += at(scene, up).role == Role::None ? 0 : 1;
    return depth;
}

}  // namespace

std::string_view role_word(Role role) {
    switch (role) {
        case Role::None:
            return "none";
        case Role::Heading:
            return "heading";
        case Role::Text:
            return "text";
        case Role::Button:
            return "button";
        case Role::Image:
            return "image";
        case Role::List:
            return "list";
        case Role::ListItem:
            return "listitem";
        case Role::Status:
            return "status";
        case Role::Alert:
            return "alert";
        case Role::Banner:
            return "banner";
        case Role::Main:
            return "main";
        case Role::Toolbar:
            return "toolbar";
        case Role::Dialog:
            return "dialog";
        case Role::TextBox:
            return "textbox";
    }
    return "none";
}

std::vector<std::string> faults(const Scene& scene, const Metrics& metrics) {
    std::vector<std::string> found;
    find_cut_off(scene, found);
    find_overlaps(scene, found);
    find_small_targets(scene, metrics, found);
    for (const auto& item : scene.items) {
        if (item.pressable() && item.name.empty()) found.push_back("a target without a name: " + describe(item));
    }
    return found;
}

std::string outline(const Scene& scene) {
    std::string text;
    for (const auto& item : scene.items) {
        if (item.role == Role::None) continue;
        text += fmt::format("{:{}}{} \"{}\"", "", 2 * depth_of(scene, item), role_word(item.role), item.name);
        if (item.selected) text += " selected";
        if (item.pressable()) text += fmt::format(" [{} {}]", item.action.verb, item.action.object);
        text += fmt::format(" {},{} {}x{}\n", item.rect.x, item.rect.y, item.rect.w, item.rect.h);
    }
    return text;
}

std::vector<std::string> read_aloud(const Scene& scene) {
    std::vector<std::string> lines;
    for (const auto& item : scene.items) {
        bool says =
            item.role == Role::Text || item.role == Role::Heading || item.pressable() || item.role == Role::Image;
        bool said_by_parent = item.parent >= 0 && item.role == Role::Text && at(scene, item.parent).pressable();
        if (says && !said_by_parent && !item.name.empty()) lines.push_back(item.name);
    }
    return lines;
}

}  // namespace baken::ui
