// What wakes the loop: visitors, and finished work.
#pragma once

#include <cstdint>
#include <vector>

#include "exchange/base/time.hpp"
#include "kiosk/ui/input.hpp"

namespace baken::panel {

// A mouse is one more finger, with a number no touch screen uses.
constexpr std::int64_t kMouse = -1000;

// UI thread only, except wake().
class Inputs {
public:
    Inputs() = default;
    Inputs(const Inputs&) = delete;
    Inputs& operator=(const Inputs&) = delete;
    virtual ~Inputs() = default;

    // Waits until a visitor does something, wake() is called or `most` is over (0 only looks), and tells everything
    // visitors did since the last call. Sleeps meanwhile: nothing is asked again and again.
    [[nodiscard]] virtual std::vector<ui::Input> wait(Duration most) = 0;
    // Ends a wait, now or the next one. Any thread.
    virtual void wake() = 0;
    [[nodiscard]] virtual bool has_touch() const = 0;
    // Somebody asked the program to end.
    [[nodiscard]] virtual bool ended() const = 0;
};

}  // namespace baken::panel
