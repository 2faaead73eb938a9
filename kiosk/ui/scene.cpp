#include "kiosk/ui/scene.hpp"

namespace baken::ui {

const Item* Scene::hit(draw::Point at) const {
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        if (item->pressable() && item->rect.contains(at) && item->clip.contains(at)) return &*item;
    }
    return nullptr;
}

const Item* Scene::find(Role role, std::string_view name) const {
    for (const auto& item : items) {
        if (item.role == role && item.name == name && !item.clip.empty()) return &item;
    }
    return nullptr;
}

const Item* Scene::find(const Action& action) const {
    for (const auto& item : items) {
        if (item.action == action) return &item;
    }
    return nullptr;
}

}  // namespace baken::ui
