// A panel that may not be there yet: a machine that starts without one does all its work, and shows itself as soon as
// one is plugged in.
#pragma once

#include <functional>
#include <memory>

#include "kiosk/draw/screen.hpp"

namespace baken::draw {

class AwaitedScreen final : public Screen {
public:
    using Open = std::function<Result<std::unique_ptr<Screen>>()>;

    // Calls `open` at once. Where it says drm.no_panel, what is drawn goes into memory, and each present() calls it
    // again, until it gives a screen. Errors: its others.
    [[nodiscard]] static Result<std::unique_ptr<AwaitedScreen>> start(Open open);

    [[nodiscard]] Size size() const override { return panel_ ? panel_->size() : frame_.size(); }
    [[nodiscard]] Frame& frame() override { return panel_ ? panel_->frame() : frame_; }
    [[nodiscard]] std::uint64_t epoch() const override { return panel_ ? panel_->epoch() + 1 : 0; }
    // Whatever keeps a panel from being opened later on is screen.unplugged as well: there is work to go on with.
    [[nodiscard]] Done present(std::span<const Rect> changed) override;
    [[nodiscard]] std::optional<PhysicalSize> physical_size() const override;

private:
    explicit AwaitedScreen(Open open) : open_(std::move(open)) {}

    Open open_;
    std::unique_ptr<Screen> panel_;  // null until there was one
    Frame frame_;                    // until then
};

}  // namespace baken::draw
