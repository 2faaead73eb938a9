// A machine, and the plug of its panel, which a test puts in.
#pragma once

#include "kiosk/draw/awaited_screen.hpp"
#include "kiosk/draw/memory_screen.hpp"

namespace baken::testing {

// Must outlive the screen that awaits it.
struct Plug {
    bool is_in = false;
    bool fits = true;                     // else the card refuses to show anything on it
    draw::MemoryScreen* panel = nullptr;  // once it was found; the screen's

    [[nodiscard]] draw::AwaitedScreen::Open open() {
        return [this]() -> Result<std::unique_ptr<draw::Screen>> {
            if (!is_in) return refuse("drm.no_panel", "no panel is plugged in");
            if (!fits) return refuse("drm.mode", "the card refuses this mode");
            auto made = std::make_unique<draw::MemoryScreen>(draw::Size{1024, 600}, draw::PhysicalSize{220, 130});
            panel = made.get();
            return made;
        };
    }
};

}  // namespace baken::testing
