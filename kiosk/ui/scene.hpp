// A view tree laid out on a panel: every element with its place in pixels, in the order it is drawn and read.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/draw/geometry.hpp"
#include "kiosk/text/layout.hpp"
#include "kiosk/ui/view.hpp"

namespace baken::ui {

struct Item {
    int parent = -1;  // index of the item around it
    draw::Rect rect;
    draw::Rect clip;  // what of it can be seen, in the same pixels
    Role role = Role::None;
    std::string name;  // empty for items without a role
    Action action;
    bool selected = false;
    std::string language;
    std::string value;

    Tone fill = Tone::None;
    Tone border = Tone::None;
    Tone ink = Tone::Ink;
    int border_px = 0;
    int radius_px = 0;
    draw::Corners corners = draw::Corners::All;

    std::shared_ptr<const text::TextLayout> text;
    draw::Point text_at{};
    draw::Rect caret{};  // empty: none
    std::string icon;
    draw::Mirror mirror = draw::Mirror::No;
    std::shared_ptr<const draw::Picture> picture;
    std::shared_ptr<const draw::QrCode> qr;
    bool triangle = false;

    std::string scroll_id;  // of the thing that scrolls around it, if any
    bool cut_off = false;   // its content needs more room than it got: a fault in the screen
    [[nodiscard]] bool pressable() const { return !action.empty(); }
};

// How far something is scrolled and how far it could be, in pixels.
struct ScrollExtent {
    int offset = 0;
    int content = 0;
    int viewport = 0;
    draw::Rect area;
    [[nodiscard]] int furthest() const { return content > viewport ? content - viewport : 0; }
};

struct Scene {
    draw::Size size;
    text::Direction direction = text::Direction::LeftToRight;
    std::vector<Item> items;
    std::map<std::string, ScrollExtent> scrolls;

    // The topmost pressable item at this point, or nothing.
    [[nodiscard]] const Item* hit(draw::Point at) const;
    // The first item with this role and name that can be seen.
    [[nodiscard]] const Item* find(Role role, std::string_view name) const;
    // The first pressable item with this action.
    [[nodiscard]] const Item* find(const Action& action) const;
};

// Where scrolled things stand, by id, in pixels; kept by the app between scenes.
using ScrollOffsets = std::map<std::string, int>;

}  // namespace baken::ui
