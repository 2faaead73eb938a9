#include "kiosk/device/alarm_signal.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace baken::device {
namespace {

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

}  // namespace baken::device
