// Scrolling that explains itself: the content glides to where a button sends it, in a fifth of a second.
#pragma once

#include <optional>
#include <string>

#include "exchange/base/time.hpp"
#include "kiosk/ui/scene.hpp"

namespace baken::app {

class Motion {
public:
    // Glide from where it stands to `to`, both in pixels.
    void glide(std::string id, int from, int to, Tick now);
    void stop() { glide_.reset(); }
    // Moves the offset to where it should be at `now`.
    void apply(ui::ScrollOffsets& offsets, Tick now);
    // Where the glide is bound for, if it is this one's.
    [[nodiscard]] std::optional<int> target(const std::string& id) const;
    // When the next frame of the motion is due; nothing when all is still.
    [[nodiscard]] std::optional<Tick> deadline(Tick now) const;

private:
    struct Glide {
        std::string id;
        int from = 0;
        int to = 0;
        Tick start;
    };
    std::optional<Glide> glide_;
};

}  // namespace baken::app
