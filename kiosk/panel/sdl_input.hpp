// SDL's events as what visitors do.
#pragma once

#include <optional>

#include "kiosk/ui/input.hpp"

union SDL_Event;

namespace baken::panel {

// Nothing for events that mean nothing to a visitor. `panel` turns SDL's fractions of a touch into pixels.
[[nodiscard]] std::optional<ui::Input> input_of(const SDL_Event& event, draw::Size panel);

// The other way round, for replaying a visitor through SDL's own queue. False when the queue is full.
bool push_finger(draw::Point at, draw::Size panel, bool down);
bool push_key(ui::Key key);
bool push_text(const std::string& letter);

// SDL turns touches into mouse events and back unless told not to; both would press everything twice.
void keep_touch_and_mouse_apart();

// Is there a touch device? Asked of SDL, which must be running.
[[nodiscard]] bool has_touch_device();

}  // namespace baken::panel
