#include "kiosk/draw/window_screen.hpp"

#include <SDL.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "exchange/base/disk_files.hpp"
#include "exchange/base/log.hpp"
#include "kiosk/draw/edid.hpp"

namespace baken::draw {
namespace {

bool is_ours(const SDL_Surface& surface) {
    auto format = surface.format->format;
    return format == SDL_PIXELFORMAT_RGB888 || format == SDL_PIXELFORMAT_ARGB8888;
}

std::unexpected<Error> refuse_sdl(const char* check, const char* advice = "") {
    return refuse(check, SDL_GetError(), advice);
}

// Hints count only when they are set before SDL starts its video part and makes the window.
void set_hints() {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    // A press that comes with the focus counts as any other: the first one after the start is a visitor's, too.
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
}

// Desktops say so; a kiosk session has neither a window manager nor a session bus.
bool on_a_desktop() {
    return std::getenv("XDG_CURRENT_DESKTOP") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr;
}

// Only a window manager can make a window fullscreen; where there is none, SDL sleeps up to 0.2 s waiting for it, while
// a window without a border over the whole panel is the same at once.
Uint32 flags_of(WindowMode mode) {
    if (mode == WindowMode::Window) return SDL_WINDOW_RESIZABLE;
    return on_a_desktop() ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_BORDERLESS;
}

// Where SDL finds no display it takes a driver that shows nothing to anybody, and calls that a success.
bool nobody_sees_it() {
    return std::getenv("SDL_VIDEODRIVER") == nullptr && std::string_view(SDL_GetCurrentVideoDriver()) == "offscreen";
}

// A fullscreen window is made in its final place: without a window manager nobody would move it there.
SDL_Rect placement(const WindowOptions& options) {
    SDL_Rect place{SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, std::clamp(options.size.w, 1, kLongestFrameSide),
                   std::clamp(options.size.h, 1, kLongestFrameSide)};
    SDL_Rect panel{};
    if (options.mode == WindowMode::Fullscreen && SDL_GetDisplayBounds(0, &panel) == 0) place = panel;
    return place;
}

}  // namespace

// Without an address libdbus would start a bus of its own, a process and tens of milliseconds for nothing. And libX11
// would read six thousand ways to compose a letter, though the keys that matter here are on the screen.
void WindowScreen::prepare_environment() {
    if (on_a_desktop()) return;
    setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
    setenv("XCOMPOSEFILE", "/dev/null", 0);
}

Result<std::unique_ptr<WindowScreen>> WindowScreen::open(const WindowOptions& options) {
    set_hints();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return refuse_sdl("screen.no_display", "is a display running?");
    std::unique_ptr<WindowScreen> screen(new WindowScreen(options.mode));
    if (nobody_sees_it()) return refuse("screen.no_display", "SDL found none", "is a display running?");
    TRY_DONE(screen->create(options));
    return screen;
}

WindowScreen::~WindowScreen() {
    if (window_ != nullptr) SDL_DestroyWindow(window_);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

Done WindowScreen::create(const WindowOptions& options) {
    auto place = placement(options);
    window_ = SDL_CreateWindow(options.title.c_str(), place.x, place.y, place.w, place.h, flags_of(options.mode));
    if (window_ == nullptr) return refuse_sdl("screen.window");
    return take_surface();
}

Done WindowScreen::take_surface() {
    ++epoch_;
    frame_ = Frame();
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr) return refuse_sdl("screen.window");
    Size size{surface->w, surface->h};
    own_ = !is_ours(*surface) || surface->pitch % 4 != 0;
    frame_ = own_ ? Frame(size) : Frame::borrow(static_cast<std::uint32_t*>(surface->pixels), size, surface->pitch / 4);
    return {};
}

// SDL throws the surface away when the window changes under it; what is drawn now would go nowhere.
Done WindowScreen::present(std::span<const Rect> changed) {
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr) return refuse_sdl("screen.present");
    bool moved = !own_ && frame_.row(0) != surface->pixels;
    if (moved || frame_.size() != Size{surface->w, surface->h}) return take_surface();
    std::vector<SDL_Rect> rects;
    for (const auto& rect : changed) {
        auto seen = rect.intersected(frame_.bounds());
        if (seen.empty()) continue;
        if (own_) convert(seen);
        rects.push_back({seen.x, seen.y, seen.w, seen.h});
    }
    if (rects.empty()) return {};
    if (SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size())) != 0) {
        return refuse_sdl("screen.present");
    }
    return {};
}

void WindowScreen::convert(const Rect& rect) {
    SDL_Surface* surface = SDL_GetWindowSurface(window_);
    if (surface == nullptr) return;
    auto* to =
        static_cast<std::uint8_t*>(surface->pixels) + rect.y * surface->pitch + rect.x * surface->format->BytesPerPixel;
    auto pitch = frame_.size().w * 4;
    SDL_ConvertPixels(rect.w, rect.h, SDL_PIXELFORMAT_ARGB8888, frame_.row(rect.y) + rect.x, pitch,
                      surface->format->format, to, surface->pitch);
}

Done WindowScreen::show_whole() {
    Rect whole = frame_.bounds();
    return present({&whole, 1});
}

std::optional<PhysicalSize> WindowScreen::physical_size() const {
    DiskFiles disk;
    if (auto panel = plugged_in_panel(disk, "/sys/class/drm")) return panel;
    float across = 0;
    float down = 0;
    SDL_DisplayMode mode{};
    int display = SDL_GetWindowDisplayIndex(window_);
    if (SDL_GetDisplayDPI(display, nullptr, &across, &down) != 0) return std::nullopt;
    if (SDL_GetDesktopDisplayMode(display, &mode) != 0) return std::nullopt;
    // Below 20 a panel would be metres wide, above 700 it would be a telephone's: someone's made-up number.
    auto plausible = [](float dpi) { return dpi >= 20 && dpi <= 700; };
    if (!plausible(across) || !plausible(down)) return std::nullopt;
    auto mm = [](int pixels, float dpi) {
        return static_cast<int>(std::lround(static_cast<float>(pixels) / dpi * 25.4F));
    };
    return PhysicalSize{mm(mode.w, across), mm(mode.h, down)};
}

void WindowScreen::handle(const SDL_Event& event) {
    Done done;
    if (event.type == SDL_WINDOWEVENT) {
        if (event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) done = take_surface();
        if (event.window.event == SDL_WINDOWEVENT_EXPOSED) done = show_whole();
    }
    if (event.type == SDL_FINGERDOWN && mode_ == WindowMode::Fullscreen) SDL_ShowCursor(SDL_DISABLE);
    if (event.type == SDL_MOUSEMOTION && event.motion.which != SDL_TOUCH_MOUSEID) SDL_ShowCursor(SDL_ENABLE);
    if (!done) log(LogLevel::Warning, "draw", done.error().text());
}

}  // namespace baken::draw
