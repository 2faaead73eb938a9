// The one place where a right-to-left language mirrors a layout.
#pragma once

#include "kiosk/draw/geometry.hpp"
#include "kiosk/text/paragraph.hpp"

namespace baken::ui {

// A rectangle that begins `along` pixels from the side on which lines of this direction start, in pixels of the panel.
// `y` is one of the panel already: nothing is mirrored upside down.
[[nodiscard]] inline draw::Rect from_start(text::Direction direction, const draw::Rect& within, int along, int y, int w,
                                           int h) {
    bool leftwards = direction == text::Direction::RightToLeft;
    return {leftwards ? within.right() - along - w : within.x + along, y, w, h};
}

}  // namespace baken::ui
