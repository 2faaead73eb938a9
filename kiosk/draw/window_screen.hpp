// A screen that is a window: X11 or Wayland, on a developer's desk or in a kiosk session.
#pragma once

#include <memory>
#include <string>

#include "kiosk/draw/screen.hpp"

struct SDL_Window;
union SDL_Event;

namespace baken::draw {

enum class WindowMode : std::uint8_t { Window, Fullscreen };

struct WindowOptions {
    std::string title;
    WindowMode mode = WindowMode::Window;
    Size size{1280, 720};  // of a Window; a Fullscreen one takes the panel's
};

// Starts SDL's video part and ends it with itself; one at a time. SDL's events are read by the caller, who shows each
// to handle().
class WindowScreen final : public Screen {
public:
    // Spares a kiosk session what only a desktop needs, by variables of the environment that nobody has set. Once,
    // before the program has a second thread: others may be reading the environment.
    static void prepare_environment();
    // No OpenGL is touched: without a GPU that costs 100 MB and 20 ms a frame. Errors: screen.no_display (SDL finds
    // nothing to show a window on), screen.window.
    [[nodiscard]] static Result<std::unique_ptr<WindowScreen>> open(const WindowOptions& options);
    ~WindowScreen() override;

    [[nodiscard]] Size size() const override { return frame_.size(); }
    [[nodiscard]] Frame& frame() override { return frame_; }
    [[nodiscard]] std::uint64_t epoch() const override { return epoch_; }
    [[nodiscard]] Done present(std::span<const Rect> changed) override;
    // From the panel's EDID, else from the window system when what it says is plausible.
    [[nodiscard]] std::optional<PhysicalSize> physical_size() const override;

    // Takes care of what concerns the window: a resize (epoch() grows), an uncovered part (shown again), and the arrow,
    // which goes away in fullscreen when the panel is touched and comes back with a mouse. Other events do nothing.
    void handle(const SDL_Event& event);

private:
    explicit WindowScreen(WindowMode mode) : mode_(mode) {}
    Done create(const WindowOptions& options);
    Done take_surface();
    Done show_whole();
    void convert(const Rect& rect);

    WindowMode mode_;
    SDL_Window* window_ = nullptr;
    Frame frame_;  // borrows the window's surface, or is our own where its pixels are of another kind
    bool own_ = false;
    std::uint64_t epoch_ = 0;
};

}  // namespace baken::draw
