// What visitors see and touch: a window, or the machine's own panel.
#pragma once

#include <memory>

#include "kiosk/app/options.hpp"
#include "kiosk/draw/screen.hpp"
#include "kiosk/panel/inputs.hpp"

namespace baken::app {

struct Front {
    // A window where there is a window system (or SDL_VIDEODRIVER asks for one), else the panel itself. Where no panel
    // is plugged in, the screen is one without a panel until there is one. Errors: those of WindowScreen::open, of
    // DrmScreen::open except drm.no_panel, of PanelInputs::open.
    [[nodiscard]] static Result<Front> open(const Options& options);

    std::unique_ptr<draw::Screen> screen;
    std::unique_ptr<panel::Inputs> inputs;
};

}  // namespace baken::app
