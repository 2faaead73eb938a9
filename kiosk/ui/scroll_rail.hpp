// The rail of what scrolls: two buttons and, between them, a track that shows how far it is. On a panel the size of a
// hand the buttons stand below, so that long words have the whole width, and there is no track.
#pragma once

#include <vector>

#include "kiosk/draw/geometry.hpp"
#include "kiosk/text/paragraph.hpp"
#include "kiosk/ui/metrics.hpp"
#include "kiosk/ui/scene.hpp"
#include "kiosk/ui/view.hpp"

namespace baken::ui {

// The width in pixels that a rail beside something takes from it, with the gap between the two.
[[nodiscard]] int rail_width(const Metrics& metrics);

class ScrollRail {
public:
    // Divides `area`, in pixels, between what scrolls and its rail. `direction` decides at which side the rail stands.
    // `metrics` must outlive this.
    ScrollRail(const Metrics& metrics, text::Direction direction, const draw::Rect& area);

    // What is left of the area for what scrolls.
    [[nodiscard]] const draw::Rect& window() const { return window_; }

    // A view and the place it gets, in pixels.
    struct Piece {
        View view;
        draw::Rect rect;
    };
    // Everything on the rail, in the order it is drawn and read. A button that leads nowhere from `extent` cannot be
    // pressed; the others do "scroll-up" and "scroll-down" with the part's id.
    [[nodiscard]] std::vector<Piece> pieces(const ScrollPart& part, const ScrollExtent& extent) const;

private:
    [[nodiscard]] int px(Mm length) const { return metrics_.px(length); }
    [[nodiscard]] std::vector<Piece> beside(const ScrollPart& part, const ScrollExtent& extent) const;
    [[nodiscard]] std::vector<Piece> below(const ScrollPart& part, const ScrollExtent& extent) const;
    void add_track(const ScrollExtent& extent, const draw::Rect& track, std::vector<Piece>& pieces) const;

    const Metrics& metrics_;
    text::Direction direction_;
    bool is_below_;
    draw::Rect window_;
    draw::Rect rail_;
};

}  // namespace baken::ui
