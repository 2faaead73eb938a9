#include "kiosk/device/machine.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace baken::device {

NewerSystem newer_system(std::string_view word) {
    using enum NewerSystem;
    constexpr std::array<std::pair<std::string_view, NewerSystem>, 5> kWords{{{"installing", Installing},
                                                                              {"starts-next", StartsNext},
                                                                              {"refused", Refused},
                                                                              {"broken-off", BrokenOff},
                                                                              {"not-newer", NotNewer}}};
    const auto* found = std::ranges::find(kWords, word, &std::pair<std::string_view, NewerSystem>::first);
    return found == kWords.end() ? None : found->second;
}

Done BareMachine::set_brightness(int) {
    return refuse("device.absent", "this machine has no light to set");
}

Done BareMachine::set_clock(Instant) {
    return refuse("device.absent", "this machine's clock cannot be set from here");
}

Done BareMachine::power_off() {
    return refuse("device.absent", "this machine cannot be switched off from here");
}

}  // namespace baken::device
