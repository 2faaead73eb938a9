// Where frames go: the seam to the panel.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "exchange/base/error.hpp"
#include "kiosk/draw/frame.hpp"
#include "kiosk/draw/geometry.hpp"

namespace baken::draw {

// How large a panel is to a ruler.
struct PhysicalSize {
    int width_mm = 0;
    int height_mm = 0;
    bool operator==(const PhysicalSize&) const = default;
};

// Shows one frame. UI thread only. The frame keeps what was drawn, so that the next drawing may change a part of it;
// until epoch() changes.
class Screen {
public:
    Screen() = default;
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;
    virtual ~Screen() = default;

    [[nodiscard]] virtual Size size() const = 0;
    // Valid until the next call of any method; ask for it again before each drawing.
    [[nodiscard]] virtual Frame& frame() = 0;
    // Grows whenever size or contents of the frame were lost (a window resized, another panel plugged in): draw all of
    // it anew, in the new size.
    [[nodiscard]] virtual std::uint64_t epoch() const = 0;
    // Shows the named parts of the frame. Rectangles outside it are cut. After an error nothing is lost: call again
    // later, which also finds a panel that came back. Errors: screen.present, screen.unplugged.
    [[nodiscard]] virtual Done present(std::span<const Rect> changed) = 0;
    // The panel's size when it is known from the panel itself.
    [[nodiscard]] virtual std::optional<PhysicalSize> physical_size() const { return std::nullopt; }
};

}  // namespace baken::draw
