// Turns what fingers do into presses: a press counts when it starts and ends inside the same target. A finger that
// travels along something that scrolls moves it instead and presses nothing. Other fingers are ignored meanwhile.
#pragma once

#include <optional>

#include "kiosk/ui/input.hpp"
#include "kiosk/ui/scene.hpp"

namespace baken::ui {

// What came of an input; nothing set means nothing to do.
struct TouchResult {
    Action press;             // empty when nothing was pressed
    std::string scrolled;     // the id of what the finger moves
    int scroll_by = 0;        // pixels since the last move, positive reveals what is below
    bool on_nothing = false;  // a tap where there is no button, also none that can do nothing now
};

class Touch {
public:
    explicit Touch(int travel_px) : travel_px_(travel_px) {}

    // What lies where something else was pressed less than half a second ago was not aimed at: a press that begins
    // there counts for nothing. The letters of a keyboard are aimed at all the same: after a capital come small ones.
    [[nodiscard]] TouchResult down(const PointerDown& pointer, const Scene& scene, Tick now);
    [[nodiscard]] TouchResult move(const PointerMove& pointer, const Scene& scene);
    // `now` guards against a trembling hand: the same target within half a second counts once (EN 301 549 5.8). What
    // then hits nothing missed that target.
    [[nodiscard]] TouchResult up(const PointerUp& pointer, const Scene& scene, Tick now);
    // The screen changed under the finger: whatever was begun no longer counts.
    void forget();
    // Another page stands there now, of its own accord or by the last press: the same, and for half a second nothing
    // counts that begins where the last press was.
    void page_came(Tick now);

    // The target under the finger while it would count, to be drawn pressed. Index into the scene, -1 for none.
    [[nodiscard]] int pressed(const Scene& scene) const;

private:
    struct Held {
        std::int64_t id = 0;
        draw::Point began;
        draw::Point last;
        Action target;
        std::string scroll_id;
        bool inside = false;
        bool scrolling = false;
        bool on_nothing = false;
    };
    [[nodiscard]] TouchResult on_nothing(Tick now);
    [[nodiscard]] bool stays(const Held& held, draw::Point at) const;
    [[nodiscard]] bool is_repeat(const Action& action, Tick now) const;
    [[nodiscard]] bool is_aimed_at(const Item& item, draw::Point at, Tick now) const;

    int travel_px_;
    std::optional<Held> held_;
    Action last_press_;
    std::optional<Tick> last_press_at_;
    draw::Rect last_press_area_;  // what could be seen of the target
    std::optional<Tick> page_came_at_;
    std::optional<Tick> last_on_nothing_at_;
};

}  // namespace baken::ui
