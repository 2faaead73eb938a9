#include "kiosk/panel/window_inputs.hpp"

#include <SDL2/SDL.h>

#include "kiosk/panel/sdl_input.hpp"

namespace baken::panel {

WindowInputs::WindowInputs(draw::WindowScreen& window) : window_(window), wake_event_(SDL_RegisterEvents(1)) {
    keep_touch_and_mouse_apart();
}

std::vector<ui::Input> WindowInputs::wait(Duration most) {
    std::vector<ui::Input> inputs;
    SDL_Event event;
    bool came = most > Duration::zero() ? SDL_WaitEventTimeout(&event, static_cast<int>(most.count())) == 1
                                        : SDL_PollEvent(&event) == 1;
    for (; came && !ended_; came = SDL_PollEvent(&event) == 1) take(event, inputs);
    return inputs;
}

void WindowInputs::take(const SDL_Event& event, std::vector<ui::Input>& into) {
    window_.handle(event);
    if (event.type == SDL_QUIT) ended_ = true;
    if (auto input = input_of(event, window_.size())) into.push_back(std::move(*input));
}

void WindowInputs::wake() {
    SDL_Event event{};
    event.type = wake_event_;
    SDL_PushEvent(&event);
}

bool WindowInputs::has_touch() const {
    return has_touch_device();
}

}  // namespace baken::panel
