// What visitors see and touch: a window, or the machine's own panel.
#pragma once

#include <memory>

#include "kiosk/app/inputs.hpp"
#include "kiosk/app/options.hpp"
#include "kiosk/draw/screen.hpp"

namespace baken::app {

struct Front {
    // A window where there is a window system (or SDL_VIDEODRIVER asks for one), else the panel itself. Where no panel
    // is plugged in it waits for one, and tells systemd meanwhile that this is no failure. Errors: those of
    // WindowScreen::open, of DrmScreen::open except drm.no_panel, of PanelInputs::open.
    [[nodiscard]] static Result<Front> open(const Options& options);

    std::unique_ptr<draw::Screen> screen;
    std::unique_ptr<Inputs> inputs;
};

}  // namespace baken::app
