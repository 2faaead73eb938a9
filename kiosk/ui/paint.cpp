#include "kiosk/ui/paint.hpp"

#include <algorithm>
#include <functional>
#include <unordered_set>

#include "kiosk/draw/damage.hpp"

namespace baken::ui {
namespace {

constexpr int kFocusThickness = 5;
constexpr int kFocusGap = 3;

// The area an item can touch: the focus ring lies outside its rectangle.
draw::Rect reach(const Item& item, bool focused) {
    if (item.clip.empty()) return {};
    int around = focused ? kFocusThickness + kFocusGap : 0;
    auto rect = item.text ? item.rect.united({item.text_at.x, item.text_at.y, item.text->box_width, item.text->height})
                          : item.rect;
    return rect.inset(-around, -around).intersected(focused ? item.clip.inset(-around, -around) : item.clip);
}

struct ItemPainter {
    const Painter& painter;
    const Item& item;
    bool pressed;

    [[nodiscard]] draw::Color tone(Tone named) const { return color(named, painter.contrast); }

    void paint() const {
        if (item.fill != Tone::None || pressed) fill();
        if (item.border_px > 0) {
            painter.canvas.stroke_rounded(item.rect, item.radius_px, item.border_px, tone(item.border));
        }
        if (item.text) painter.canvas.text(*item.text, item.text_at, tone(item.ink));
        if (!item.caret.empty()) painter.canvas.fill(item.caret, tone(Tone::Action));
        if (!item.icon.empty()) paint_icon();
        if (item.picture) painter.canvas.picture(*item.picture, item.rect);
        if (item.qr) painter.canvas.qr(*item.qr, item.rect, {0, 0, 0, 255}, {255, 255, 255, 255});
        if (item.triangle) painter.canvas.triangle(item.rect, tone(Tone::Sign));
    }
    void fill() const {
        auto under = item.fill == Tone::None ? Tone::Quiet : item.fill;
        painter.canvas.fill_rounded_start(item.rect, item.radius_px, item.corners, tone(under));
        if (!pressed) return;
        // A finger that rests on a button sees it answer: the ground moves a fifth of the way to the text's colour.
        auto veil = tone(Tone::Ink);
        veil.a = 50;
        painter.canvas.fill_rounded_start(item.rect, item.radius_px, item.corners, veil);
    }
    void paint_icon() const {
        if (const auto* found = painter.icons.find(item.icon)) {
            painter.canvas.icon(*found, item.rect, tone(item.ink), item.mirror);
        }
    }
};

void mix(std::size_t& hash, std::size_t value) {
    hash ^= value + 0x9e3779b97f4a7c15ULL + (hash << 6U) + (hash >> 2U);
}

void mix(std::size_t& hash, const draw::Rect& rect) {
    for (int side : {rect.x, rect.y, rect.w, rect.h}) mix(hash, static_cast<std::size_t>(static_cast<unsigned>(side)));
}

// Equal looks give equal numbers. Shared texts, pictures and codes are immutable, so their address stands for them;
// both scenes hold them alive while they are compared.
std::size_t look_of(const Item& item, bool focused, bool pressed) {
    std::size_t hash = focused ? 3 : pressed ? 7 : 1;
    mix(hash, item.rect);
    mix(hash, item.clip);
    mix(hash, item.caret);
    for (auto part : {item.fill, item.border, item.ink}) mix(hash, static_cast<std::size_t>(part));
    mix(hash, static_cast<std::size_t>(item.border_px) * 4096 + static_cast<std::size_t>(item.radius_px));
    mix(hash, static_cast<std::size_t>(item.corners));
    mix(hash, std::hash<const void*>{}(item.text.get()));
    mix(hash, std::hash<const void*>{}(item.picture.get()));
    mix(hash, std::hash<const void*>{}(item.qr.get()));
    mix(hash, std::hash<std::string>{}(item.icon));
    mix(hash, static_cast<std::size_t>(item.mirror) * 2 + (item.triangle ? 1 : 0));
    mix(hash, static_cast<std::size_t>(item.text_at.x) * 8192 + static_cast<std::size_t>(item.text_at.y));
    return hash;
}

bool draws_something(const Item& item, bool attended) {
    return attended || item.fill != Tone::None || item.border_px > 0 || item.text || !item.icon.empty() ||
           item.picture || item.qr || item.triangle || !item.caret.empty();
}

using Looks = std::unordered_multiset<std::size_t>;

// An item's look includes what it lies on: two that exchange their places, one within the other, look different then.
template <typename Visit>
void each_look(const Scene& scene, const Attention& attention, Visit visit) {
    std::vector<std::size_t> looks(scene.items.size());
    for (std::size_t i = 0; i < scene.items.size(); ++i) {
        const auto& item = scene.items[i];
        bool focused = static_cast<int>(i) == attention.focused;
        bool pressed = static_cast<int>(i) == attention.pressed;
        looks[i] = item.parent < 0 ? 0 : looks[static_cast<std::size_t>(item.parent)];
        if (item.clip.empty() || !draws_something(item, focused || pressed)) continue;
        mix(looks[i], look_of(item, focused, pressed));
        visit(looks[i], reach(item, focused));
    }
}

Looks looks_of(const Scene& scene, const Attention& attention) {
    Looks looks;
    each_look(scene, attention, [&](std::size_t look, draw::Rect) { looks.insert(look); });
    return looks;
}

void add_missing(const Scene& scene, const Attention& attention, Looks others, draw::Damage& damage) {
    each_look(scene, attention, [&](std::size_t look, draw::Rect area) {
        auto same = others.find(look);
        if (same == others.end()) {
            damage.add(area);
        } else {
            others.erase(same);
        }
    });
}

}  // namespace

void Painter::paint(const Scene& scene, const Attention& attention, draw::Rect area) const {
    canvas.set_clip(area);
    canvas.fill(area, color(Tone::Ground, contrast));
    for (int i = 0; i < static_cast<int>(scene.items.size()); ++i) {
        const auto& item = scene.items[static_cast<std::size_t>(i)];
        bool focused = i == attention.focused;
        if (!reach(item, focused).intersects(area)) continue;
        canvas.set_clip(area.intersected(item.clip));
        ItemPainter{*this, item, i == attention.pressed}.paint();
        if (!focused) continue;
        int around = kFocusThickness + kFocusGap;
        canvas.set_clip(area.intersected(item.clip.inset(-around, -around)));
        canvas.stroke_rounded(item.rect.inset(-around, -around), item.radius_px + around, kFocusThickness,
                              color(Tone::Focus, contrast));
    }
    canvas.set_clip(area);
}

std::vector<draw::Rect> changed_areas(const Scene& before, const Attention& attention_before, const Scene& after,
                                      const Attention& attention_after) {
    draw::Damage damage;
    if (before.size != after.size) {
        damage.add({0, 0, after.size.w, after.size.h});
        return {damage.rects().begin(), damage.rects().end()};
    }
    add_missing(after, attention_after, looks_of(before, attention_before), damage);
    add_missing(before, attention_before, looks_of(after, attention_after), damage);
    return {damage.rects().begin(), damage.rects().end()};
}

}  // namespace baken::ui
