// The seam to the loudspeaker: a call that staff hear across a hall. Told aloud only what the screen shows as well.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "exchange/base/error.hpp"

namespace baken::device {

// UI thread only; nothing waits for the sound to end.
class Sound {
public:
    Sound() = default;
    Sound(const Sound&) = delete;
    Sound& operator=(const Sound&) = delete;
    virtual ~Sound() = default;
    // Calls for staff: half a minute of a two-tone signal, begun anew when it sounds already. Errors: sound.play.
    [[nodiscard]] virtual Done alarm() = 0;
    virtual void quiet() = 0;
};

// The machine's own loudspeaker, through SDL.
class Speaker final : public Sound {
public:
    // Errors: sound.none (no audio, or nothing that could play).
    [[nodiscard]] static Result<std::unique_ptr<Speaker>> open();
    ~Speaker() override;
    [[nodiscard]] Done alarm() override;
    void quiet() override;

private:
    explicit Speaker(std::uint32_t device) : device_(device) {}
    std::uint32_t device_;
};

constexpr int kSamplesASecond = 22'050;

// The signal: pairs of a high and a low tone with pauses, each swelling and fading so that nothing cracks; one channel,
// never at full strength.
[[nodiscard]] std::vector<std::int16_t> alarm_signal(int seconds);

}  // namespace baken::device
