// Draws a scene, and knows which parts of the panel differ between two scenes.
#pragma once

#include <vector>

#include "kiosk/draw/canvas.hpp"
#include "kiosk/draw/icon.hpp"
#include "kiosk/ui/scene.hpp"

namespace baken::ui {

// What of the look is not in the scene: which item the keys are on, which one a finger is on.
struct Attention {
    int focused = -1;  // index into the scene's items; drawn with a ring
    int pressed = -1;
};

struct Painter {
    draw::Canvas& canvas;
    draw::Icons& icons;
    Contrast contrast = Contrast::Standard;

    // Draws what of the scene lies inside `area`; the ground is filled first.
    void paint(const Scene& scene, const Attention& attention, draw::Rect area) const;
};

// The areas that look different in `after`: at most a handful, already merged. Empty when nothing changed.
[[nodiscard]] std::vector<draw::Rect> changed_areas(const Scene& before, const Attention& attention_before,
                                                    const Scene& after, const Attention& attention_after);

}  // namespace baken::ui
