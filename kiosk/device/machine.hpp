// The seam to what a machine has besides a panel: light, battery, disk, clock. What a machine does not have is absent,
// and the screen then says so; nothing here pretends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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
    bool remade = false;   // at this start, because what was there could not be opened or mended
    bool tpm_off = false;  // it is behind the lock of a TPM that the machine does not show; then all else is unknown
    std::optional<int> errors;  // the file system counted since it was made
    std::optional<int> worn;    // percent of what the memory card says it can bear
};

// Whether a network can be reached over a cable. Unknown: nobody looked.
enum class Network : std::uint8_t { Unknown, NoCard, NoCable, Cable };

// How the calendar came to stand as it does.
struct ClockFacts {
    bool synchronised = false;  // by network time
    bool has_battery = false;   // a clock that goes on without power
};

// How far a newer system is that came by stick or network. BrokenOff: its stick was pulled out before it was installed.
enum class NewerSystem : std::uint8_t { None, Installing, StartsNext, Refused, BrokenOff, NotNewer };

// As the updater writes it: "installing", "starts-next", "refused", "broken-off", "not-newer"; None for any other word.
[[nodiscard]] NewerSystem newer_system(std::string_view word);

// The system the machine was started with, and what came to replace it.
struct SystemFacts {
    std::string version;
    NewerSystem newer = NewerSystem::None;
    std::string newer_version;  // empty when it could not be read
    // What became of the system on a stick that is still in; None until the updater has looked at it.
    NewerSystem by_stick = NewerSystem::None;
    std::string stick;  // the name of that stick's folder
};

// What a machine tells of itself at one moment.
struct MachineFacts {
    std::optional<int> brightness;  // percent
    Supply supply = Supply::Unknown;
    std::optional<Battery> battery;
    std::optional<Disk> disk;  // where the kiosk keeps its data
    std::optional<ClockFacts> clock;
    std::optional<SystemFacts> system;  // only of an appliance, which is replaced as a whole
    Network network = Network::Unknown;
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

// A machine that has nothing but what it is told it has: a window on a desktop, a picture in a test.
class BareMachine : public Machine {
public:
    [[nodiscard]] MachineFacts facts() override { return told_; }
    void tell(MachineFacts facts) { told_ = std::move(facts); }
    [[nodiscard]] Done set_brightness(int percent) override;
    [[nodiscard]] Done set_clock(Instant moment) override;
    [[nodiscard]] Done power_off() override;

private:
    MachineFacts told_;
};

}  // namespace baken::device
