// What a call for staff sounds like.
#pragma once

#include <cstdint>
#include <vector>

namespace baken::device {

constexpr int kSamplesASecond = 22'050;

// The signal: pairs of a high and a low tone with pauses, each swelling and fading so that nothing cracks; one channel,
// never at full strength. `volume` in percent of the loudest.
[[nodiscard]] std::vector<std::int16_t> alarm_signal(int seconds, int volume);

}  // namespace baken::device
