// The seam to the loudspeaker: a call that staff hear across a hall. Told aloud only what the screen shows as well.
#pragma once

#include <optional>

#include "exchange/base/error.hpp"

namespace baken::device {

// UI thread only; nothing waits for the sound to end.
class Sound {
public:
    Sound() = default;
    Sound(const Sound&) = delete;
    Sound& operator=(const Sound&) = delete;
    virtual ~Sound() = default;
    // Calls for staff: half a minute of a two-tone signal, begun anew when it sounds already. Errors: sound.none,
    // sound.play.
    [[nodiscard]] virtual Done alarm() = 0;
    // One short pair of tones, for staff to hear how loud it is. Errors: sound.none, sound.play.
    [[nodiscard]] virtual Done chime() = 0;
    virtual void quiet() = 0;
    // Percent, from the next sound on; never below kFaintest: a call that nobody hears is none.
    virtual void set_volume(int percent) = 0;
    // Why nothing could be heard now (sound.none); nothing: there is something that makes sound. Asks again every time,
    // because loudspeakers are plugged in and out.
    [[nodiscard]] virtual std::optional<Error> absence() const = 0;
};

constexpr int kFaintest = 25;

}  // namespace baken::device
