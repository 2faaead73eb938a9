#include "kiosk/device/sound.hpp"

#include <SDL2/SDL.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace baken::device {
namespace {

constexpr int kAlarmSeconds = 30;
constexpr double kHigh = 960;  // Hz: heard best by old ears too, and by any loudspeaker
constexpr double kLow = 770;
constexpr double kTone = 0.45;  // seconds
constexpr double kRound = 1.6;  // seconds from one pair to the next
constexpr double kFade = 0.03;  // seconds
constexpr double kStrength = 0.6;

// From silence to full and back within one tone.
double swell(double into_tone) {
    return std::clamp(std::min(into_tone, kTone - into_tone) / kFade, 0.0, 1.0);
}

}  // namespace

std::vector<std::int16_t> alarm_signal(int seconds, int volume) {
    std::vector<std::int16_t> samples(static_cast<std::size_t>(seconds) * kSamplesASecond);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        double at = static_cast<double>(i) / kSamplesASecond;
        double in_round = std::fmod(at, kRound);
        bool second = in_round >= kTone;
        if (in_round >= 2 * kTone) continue;
        double wave = std::sin(2 * std::numbers::pi * (second ? kLow : kHigh) * at);
        samples[i] =
            static_cast<std::int16_t>(320 * volume * kStrength * swell(second ? in_round - kTone : in_round) * wave);
    }
    return samples;
}

Result<std::unique_ptr<Speaker>> Speaker::open() {
    auto absent = [] {
        return refuse("sound.none", SDL_GetError(), "connect a loudspeaker; until then a call for staff is only seen");
    };
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return absent();
    SDL_AudioSpec wanted{};
    wanted.freq = kSamplesASecond;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = 2048;
    auto device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device == 0) {
        auto refused = absent();
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return refused;
    }
    return std::unique_ptr<Speaker>(new Speaker(device));
}

Speaker::~Speaker() {
    SDL_CloseAudioDevice(device_);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

Done Speaker::alarm() {
    return play(kAlarmSeconds);
}

Done Speaker::chime() {
    return play(1);
}

void Speaker::set_volume(int percent) {
    volume_ = std::clamp(percent, kFaintest, 100);
}

Done Speaker::play(int seconds) {
    quiet();
    auto signal = alarm_signal(seconds, volume_);
    auto bytes = static_cast<std::uint32_t>(signal.size() * sizeof(signal.front()));
    if (SDL_QueueAudio(device_, signal.data(), bytes) != 0) return refuse("sound.play", SDL_GetError());
    SDL_PauseAudioDevice(device_, 0);
    return {};
}

void Speaker::quiet() {
    SDL_PauseAudioDevice(device_, 1);
    SDL_ClearQueuedAudio(device_);
}

}  // namespace baken::device
