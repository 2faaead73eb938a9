// A screen nobody sees: for pictures of screens, and for tests.
#pragma once

#include <vector>

#include "kiosk/draw/screen.hpp"

namespace baken::draw {

class MemoryScreen final : public Screen {
public:
    explicit MemoryScreen(Size size, std::optional<PhysicalSize> physical = std::nullopt)
        : frame_(size), physical_(physical) {}

    [[nodiscard]] Size size() const override { return frame_.size(); }
    [[nodiscard]] Frame& frame() override { return frame_; }
    [[nodiscard]] std::uint64_t epoch() const override { return epoch_; }
    [[nodiscard]] Done present(std::span<const Rect> changed) override {
        presented.assign(changed.begin(), changed.end());
        ++presents;
        return {};
    }
    [[nodiscard]] std::optional<PhysicalSize> physical_size() const override { return physical_; }

    // As if the panel were exchanged.
    void resize(Size size) {
        frame_ = Frame(size);
        ++epoch_;
    }

    std::vector<Rect> presented;  // by the last present()
    int presents = 0;             // calls since the start

private:
    Frame frame_;
    std::optional<PhysicalSize> physical_;
    std::uint64_t epoch_ = 0;
};

}  // namespace baken::draw
