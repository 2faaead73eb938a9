// The machine's own loudspeakers, through ALSA: all of them, because nobody here knows which one hangs in the hall. A
// device is open only while it sounds: an open one wakes the processor many times a second.
#pragma once

#include <filesystem>
#include <thread>
#include <vector>

#include "kiosk/device/sound.hpp"

namespace baken::device {

class Speaker final : public Sound {
public:
    // `cards`: where the kernel shows its sound devices.
    explicit Speaker(std::filesystem::path cards = "/dev/snd");
    [[nodiscard]] Done alarm() override;
    [[nodiscard]] Done chime() override;
    // Waits for no more than a few hundredths of a second.
    void quiet() override;
    void set_volume(int percent) override;
    [[nodiscard]] std::optional<Error> absence() const override;

private:
    [[nodiscard]] Done play(int seconds);
    std::filesystem::path cards_;
    int volume_ = 100;
    std::vector<std::jthread> playing_;
};

}  // namespace baken::device
