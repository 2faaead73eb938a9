// A Linux machine: light and power as the kernel tells them under /sys, clock and switching off by systemd's own
// services on the system bus, and what others on an appliance say: the updater in run/baken/update a word and a
// version, in run/baken/update-by-stick the same of a stick that is in, and the stick's name; who prepares the data
// partition, by run/baken/data/remade that it was made anew, by run/baken/data/tpm-off that its lock cannot be asked.
#pragma once

#include <filesystem>

#include "kiosk/device/machine.hpp"

namespace baken::device {

struct LinuxPlaces {
    std::filesystem::path sys = "/sys";
    std::filesystem::path run = "/run";                     // systemd/timesync/synchronized tells of network time
    std::filesystem::path data;                             // where the kiosk keeps its data, below `run` in memory
                                                            // only; empty: nowhere
    bool bus = true;                                        // may ask the system bus
    std::filesystem::path release = "/usr/lib/os-release";  // names an appliance's version
};

class LinuxMachine final : public Machine {
public:
    explicit LinuxMachine(LinuxPlaces places) : places_(std::move(places)) {}
    [[nodiscard]] MachineFacts facts() override;
    [[nodiscard]] Done set_brightness(int percent) override;
    [[nodiscard]] Done set_clock(Instant moment) override;
    [[nodiscard]] Done power_off() override;

private:
    LinuxPlaces places_;
};

}  // namespace baken::device
