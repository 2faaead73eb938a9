#include "kiosk/app/front.hpp"

#include <cstdlib>

#include "kiosk/draw/awaited_screen.hpp"
#include "kiosk/draw/drm_screen.hpp"
#include "kiosk/panel/panel_inputs.hpp"
#include "kiosk/panel/window_inputs.hpp"

namespace baken::app {

namespace {

bool wants_window(const Options& options) {
    if (options.window) return true;
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') return true;
    }
    return false;
}

Result<Front> open_window(const Options& options) {
    draw::WindowOptions window;
    window.title = "Baken";
    window.mode = options.window ? draw::WindowMode::Window : draw::WindowMode::Fullscreen;
    window.size = options.window.value_or(window.size);
    TRY(auto screen, draw::WindowScreen::open(window));
    auto inputs = std::make_unique<panel::WindowInputs>(*screen);
    return Front{std::move(screen), std::move(inputs)};
}

Result<std::unique_ptr<draw::Screen>> open_panel() {
    TRY(auto panel, draw::DrmScreen::open());
    return panel;
}

}  // namespace

Result<Front> Front::open(const Options& options) {
    if (wants_window(options)) return open_window(options);
    TRY(auto screen, draw::AwaitedScreen::start(open_panel));
    TRY(auto inputs, panel::PanelInputs::open(*screen));
    return Front{std::move(screen), std::move(inputs)};
}

}  // namespace baken::app
