// What visitors do in a window, told by SDL.
#pragma once

#include <cstdint>

#include "kiosk/draw/window_screen.hpp"
#include "kiosk/panel/inputs.hpp"

namespace baken::panel {

// The window outlives it, and is told what concerns it.
class WindowInputs final : public Inputs {
public:
    explicit WindowInputs(draw::WindowScreen& window);

    [[nodiscard]] std::vector<ui::Input> wait(Duration most) override;
    void wake() override;
    [[nodiscard]] bool has_touch() const override;
    [[nodiscard]] bool ended() const override { return ended_; }

private:
    void take(const SDL_Event& event, std::vector<ui::Input>& into);

    draw::WindowScreen& window_;
    std::uint32_t wake_event_;  // an SDL event that carries nothing
    bool ended_ = false;
};

}  // namespace baken::panel
