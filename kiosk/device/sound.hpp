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
    // One short pair of tones, for staff to hear how loud it is. Errors: sound.play.
    [[nodiscard]] virtual Done chime() = 0;
    virtual void quiet() = 0;
    // Percent, from the next sound on; never below kFaintest: a call that nobody hears is none.
    virtual void set_volume(int percent) = 0;
};

constexpr int kFaintest = 25;

// The machine's own loudspeaker, through SDL.
class Speaker final : public Sound {
public:
    // Errors: sound.none (no audio, or nothing that could play).
    [[nodiscard]] static Result<std::unique_ptr<Speaker>> open();
    ~Speaker() override;
    [[nodiscard]] Done alarm() override;
    [[nodiscard]] Done chime() override;
    void quiet() override;
    void set_volume(int percent) override;

private:
    explicit Speaker(std::uint32_t device) : device_(device) {}
    [[nodiscard]] Done play(int seconds);
    std::uint32_t device_;
    int volume_ = 100;
};

constexpr int kSamplesASecond = 22'050;

// The signal: pairs of a high and a low tone with pauses, each swelling and fading so that nothing cracks; one channel,
// never at full strength. `volume` in percent of the loudest.
[[nodiscard]] std::vector<std::int16_t> alarm_signal(int seconds, int volume);

}  // namespace baken::device
