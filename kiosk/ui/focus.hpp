// Where the keys are: one pressable item at a time, found again by what it does when the screen is built anew.
#pragma once

#include <optional>

#include "kiosk/ui/input.hpp"
#include "kiosk/ui/scene.hpp"

namespace baken::ui {

class Focus {
public:
    // Moves by a key; the first key on a screen shows the first item of what the screen is for, not of what stands
    // around it. False when the key moves no focus.
    bool move(Key key, const Scene& scene);
    // The focused item's index in this scene, -1 when the keys are not in use or the item is gone.
    [[nodiscard]] int index(const Scene& scene) const;
    // A finger took over, or the screen is another one.
    void clear() { at_.reset(); }

private:
    struct Spot {
        Action action;
        draw::Rect rect;
    };
    [[nodiscard]] static std::vector<int> stops(const Scene& scene);
    [[nodiscard]] static int first_stop(const Scene& scene);
    [[nodiscard]] int same_place(const Scene& scene) const;
    [[nodiscard]] int step(const Scene& scene, int by) const;
    [[nodiscard]] int nearest(const Scene& scene, Key key) const;

    std::optional<Spot> at_;
};

}  // namespace baken::ui
