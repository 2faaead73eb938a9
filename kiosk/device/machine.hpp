// The seam to what a machine has besides a panel: light, battery, disk, clock. What a machine does not have is absent,
// and the screen then says so; nothing here pretends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"

namespace baken::device {

// Where the electricity comes from, as far as the machine can tell.
enum class Supply : std::uint8_t { Unknown, Mains, Battery };

struct Battery {
    int percent = 0;
    bool charging = false;
};

struct Disk {
    std::uint64_t total = 0;  // bytes
    std::uint64_t free = 0;   // bytes, for who runs this program
    bool writable = true;
    std::optional<int> errors;  // the file system counted since it was made
    std::optional<int> worn;    // percent of what the memory card says it can bear
};

// How the calendar came to stand as it does.
struct ClockFacts {
    bool synchronised = false;  // by network time
    bool has_battery = false;   // a clock that goes on without power
};

// The system the machine was started with, and a newer one that came by stick or network.
struct SystemFacts {
    enum class Newer : std::uint8_t { None, Installing, StartsNext, Refused };
    std::string version;
    Newer newer = Newer::None;
    std::string newer_version;  // empty when it could not be read
};

// What a machine tells of itself at one moment.
struct MachineFacts {
    std::optional<int> brightness;  // percent
    Supply supply = Supply::Unknown;
    std::optional<Battery> battery;
    std::optional<Disk> disk;  // where the kiosk keeps its data
    std::optional<ClockFacts> clock;
    std::optional<SystemFacts> system;  // only of an appliance, which is replaced as a whole
    bool has_printer = false;
    bool can_set_clock = false;
    bool can_power_off = false;
};

// One thread at a time. Reading takes a few small files of the kernel and no waiting.
class Machine {
public:
    virtual ~Machine() = default;
    [[nodiscard]] virtual MachineFacts facts() = 0;
    // 10 to 100; other values are brought within. Errors: device.absent, device.brightness.
    [[nodiscard]] virtual Done set_brightness(int percent) = 0;
    // Errors: device.absent, device.clock.
    [[nodiscard]] virtual Done set_clock(Instant moment) = 0;
    // The machine ends soon after. Errors: device.absent, device.power.
    [[nodiscard]] virtual Done power_off() = 0;
};

// A machine that has nothing: a window on a desktop, a picture in a test.
class BareMachine : public Machine {
public:
    [[nodiscard]] MachineFacts facts() override { return {}; }
    [[nodiscard]] Done set_brightness(int percent) override;
    [[nodiscard]] Done set_clock(Instant moment) override;
    [[nodiscard]] Done power_off() override;
};

}  // namespace baken::device
