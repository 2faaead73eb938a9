// A screen straight on the display controller: no window system, no OpenGL, the first picture within milliseconds, and
// the same on every board. Two buffers are flipped at the panel's own beat, so that nothing tears.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "kiosk/draw/drm_buffer.hpp"
#include "kiosk/draw/screen.hpp"

namespace baken::draw {

class DrmScreen final : public Screen {
public:
    // The first card with a panel, in the panel's preferred mode. Errors: drm.no_card (none, or not ours to open),
    // drm.no_panel (no connector has one; try again when it is plugged in), drm.no_dumb (a driver without dumb
    // buffers), drm.no_crtc (nothing free to drive the panel), drm.buffer, drm.mode (refused, most often because
    // another program holds the display).
    [[nodiscard]] static Result<std::unique_ptr<DrmScreen>> open();
    // The same on one card, such as "/dev/dri/card0".
    [[nodiscard]] static Result<std::unique_ptr<DrmScreen>> open(const std::string& card);
    // Gives the console its picture back.
    ~DrmScreen() override;

    [[nodiscard]] Size size() const override { return frame_.size(); }
    [[nodiscard]] Frame& frame() override { return frame_; }
    [[nodiscard]] std::uint64_t epoch() const override { return epoch_; }
    // Returns once the picture is handed over; waits only when the one before is not on the panel yet. Each call looks
    // whether the panel is still there (screen.unplugged) or there again; presenting nothing only looks.
    [[nodiscard]] Done present(std::span<const Rect> changed) override;
    [[nodiscard]] std::optional<PhysicalSize> physical_size() const override { return physical_; }

private:
    struct Output;   // a connector with a panel, its mode, and what drives it
    struct Console;  // what was shown before us

    explicit DrmScreen(int card);
    Done start();
    Done take(const Output& output);
    Done make_buffers(Size size);
    [[nodiscard]] bool panel_is_there() const;
    Done look_for_panel();
    Done wait_for_flip();
    Done show(DrmBuffer& buffer);
    Done set_mode(const DrmBuffer& buffer);
    static void flipped(int, unsigned, unsigned, unsigned, void* screen);

    int card_;
    std::unique_ptr<Output> output_;
    std::unique_ptr<Console> console_;
    std::array<std::unique_ptr<DrmBuffer>, 2> buffers_;
    std::size_t back_ = 0;  // the buffer that is not on the panel
    bool flip_pending_ = false;
    bool unplugged_ = false;
    bool mode_set_ = false;
    Frame frame_;
    std::uint64_t epoch_ = 0;
    std::optional<PhysicalSize> physical_;
};

}  // namespace baken::draw
