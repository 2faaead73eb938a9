#include "kiosk/device/machine.hpp"

namespace baken::device {

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
