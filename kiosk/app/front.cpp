#include "kiosk/app/front.hpp"

#include <systemd/sd-daemon.h>

#include <cstdlib>
#include <thread>

#include "exchange/base/log.hpp"
#include "kiosk/app/panel_inputs.hpp"
#include "kiosk/app/window_inputs.hpp"
#include "kiosk/draw/drm_screen.hpp"

namespace baken::app {

using namespace std::chrono_literals;

namespace {

constexpr auto kLookForPanel = 1s;

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
    auto inputs = std::make_unique<WindowInputs>(*screen);
    return Front{std::move(screen), std::move(inputs)};
}

// A machine whose panel is off or not plugged in yet is started; it only has nobody to show anything to.
Result<std::unique_ptr<draw::DrmScreen>> wait_for_panel() {
    for (bool told = false;; told = true) {
        auto screen = draw::DrmScreen::open();
        if (screen || screen.error().check != "drm.no_panel") return screen;
        if (!told) {
            log(LogLevel::Warning, "screen", screen.error().text());
            sd_notify(0, "READY=1\nSTATUS=waiting for a panel");
        }
        sd_notify(0, "WATCHDOG=1");
        std::this_thread::sleep_for(kLookForPanel);
    }
}

}  // namespace

Result<Front> Front::open(const Options& options) {
    if (wants_window(options)) return open_window(options);
    TRY(auto screen, wait_for_panel());
    sd_notify(0, "STATUS=");
    TRY(auto inputs, PanelInputs::open(*screen));
    return Front{std::move(screen), std::move(inputs)};
}

}  // namespace baken::app
