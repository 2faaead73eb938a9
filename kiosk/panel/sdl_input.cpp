#include "kiosk/panel/sdl_input.hpp"

#include <SDL2/SDL.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/panel/inputs.hpp"

namespace baken::panel {
namespace {

struct KeyName {
    SDL_Keycode code;
    ui::Key key;
};
constexpr std::array<KeyName, 19> kKeys{{{SDLK_LEFT, ui::Key::Left},
                                         {SDLK_RIGHT, ui::Key::Right},
                                         {SDLK_UP, ui::Key::Up},
                                         {SDLK_DOWN, ui::Key::Down},
                                         {SDLK_KP_4, ui::Key::Left},
                                         {SDLK_KP_6, ui::Key::Right},
                                         {SDLK_KP_8, ui::Key::Up},
                                         {SDLK_KP_2, ui::Key::Down},
                                         {SDLK_RETURN, ui::Key::Confirm},
                                         {SDLK_KP_ENTER, ui::Key::Confirm},
                                         {SDLK_SPACE, ui::Key::Space},
                                         {SDLK_KP_5, ui::Key::Confirm},
                                         {SDLK_ESCAPE, ui::Key::Back},
                                         {SDLK_F1, ui::Key::Help},
                                         {SDLK_PAGEUP, ui::Key::PageUp},
                                         {SDLK_KP_9, ui::Key::PageUp},
                                         {SDLK_PAGEDOWN, ui::Key::PageDown},
                                         {SDLK_KP_3, ui::Key::PageDown},
                                         {SDLK_BACKSPACE, ui::Key::Erase}}};

std::optional<ui::Input> key_of(const SDL_KeyboardEvent& event) {
    // Held keys do not repeat: a visitor who leans on one would be carried away.
    if (event.repeat != 0) return std::nullopt;
    if (event.keysym.sym == SDLK_TAB) {
        bool back = (event.keysym.mod & KMOD_SHIFT) != 0;
        return ui::KeyPress{back ? ui::Key::Previous : ui::Key::Next};
    }
    const auto* found = std::ranges::find(kKeys, event.keysym.sym, &KeyName::code);
    if (found == kKeys.end()) return std::nullopt;
    return ui::KeyPress{found->key};
}

int pixel(float fraction, int length) {
    auto at = static_cast<int>(std::lround(fraction * static_cast<float>(length)));
    return std::clamp(at, 0, std::max(0, length - 1));
}

}  // namespace

std::optional<ui::Input> input_of(const SDL_Event& event, draw::Size panel) {
    auto finger = [&] { return draw::Point{pixel(event.tfinger.x, panel.w), pixel(event.tfinger.y, panel.h)}; };
    switch (event.type) {
        case SDL_FINGERDOWN:
            return ui::PointerDown{event.tfinger.fingerId, finger()};
        case SDL_FINGERMOTION:
            return ui::PointerMove{event.tfinger.fingerId, finger()};
        case SDL_FINGERUP:
            return ui::PointerUp{event.tfinger.fingerId, finger()};
        case SDL_MOUSEBUTTONDOWN:
            if (event.button.button != SDL_BUTTON_LEFT) return std::nullopt;
            return ui::PointerDown{kMouse, {event.button.x, event.button.y}};
        case SDL_MOUSEMOTION:
            if ((event.motion.state & SDL_BUTTON_LMASK) == 0) return std::nullopt;
            return ui::PointerMove{kMouse, {event.motion.x, event.motion.y}};
        case SDL_MOUSEBUTTONUP:
            if (event.button.button != SDL_BUTTON_LEFT) return std::nullopt;
            return ui::PointerUp{kMouse, {event.button.x, event.button.y}};
        case SDL_MOUSEWHEEL:
            if (event.wheel.y == 0) return std::nullopt;
            return ui::KeyPress{event.wheel.y > 0 ? ui::Key::PageUp : ui::Key::PageDown};
        case SDL_KEYDOWN:
            return key_of(event.key);
        case SDL_TEXTINPUT:
            // The space bar is told as a key, which may press something instead.
            if (std::string_view(event.text.text) == " ") return std::nullopt;
            return ui::Typed{event.text.text};
        default:
            return std::nullopt;
    }
}

bool push_finger(draw::Point at, draw::Size panel, bool down) {
    SDL_Event event{};
    event.type = down ? SDL_FINGERDOWN : SDL_FINGERUP;
    event.tfinger.fingerId = 1;
    event.tfinger.x = (static_cast<float>(at.x) + 0.5F) / static_cast<float>(panel.w);
    event.tfinger.y = (static_cast<float>(at.y) + 0.5F) / static_cast<float>(panel.h);
    return SDL_PushEvent(&event) == 1;
}

bool push_key(ui::Key key) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = SDLK_TAB;
    if (key == ui::Key::Previous) event.key.keysym.mod = KMOD_LSHIFT;
    const auto* found = std::ranges::find(kKeys, key, &KeyName::key);
    if (found != kKeys.end()) event.key.keysym.sym = found->code;
    return SDL_PushEvent(&event) == 1;
}

bool push_text(const std::string& letter) {
    SDL_Event event{};
    event.type = SDL_TEXTINPUT;
    letter.copy(event.text.text, sizeof event.text.text - 1);
    return SDL_PushEvent(&event) == 1;
}

void keep_touch_and_mouse_apart() {
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
}

bool has_touch_device() {
    return SDL_GetNumTouchDevices() > 0;
}

}  // namespace baken::panel
