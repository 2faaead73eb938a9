#include "kiosk/device/linux_machine.hpp"

#include <systemd/sd-bus.h>

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fstream>
#include <memory>

#include "exchange/base/text.hpp"

namespace baken::device {
namespace {

namespace fs = std::filesystem;

constexpr int kDarkest = 10;  // percent: a screen that looks broken helps nobody
constexpr std::size_t kMostBytes = 128;

// The first line of one of the kernel's small files; empty when there is none.
std::string line_of(const fs::path& file) {
    std::ifstream in(file);
    std::string line(kMostBytes, '\0');
    in.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(in.gcount()));
    return std::string(trim(line));
}

std::optional<int> number_of(const fs::path& file) {
    auto line = line_of(file);
    int value = 0;
    auto [end, code] = std::from_chars(line.data(), line.data() + line.size(), value);
    return code == std::errc{} && end == line.data() + line.size() ? std::optional(value) : std::nullopt;
}

// The folders of a class of devices, in the order of their names.
std::vector<fs::path> devices(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        found.push_back(at->path());
    std::ranges::sort(found);
    return found;
}

std::optional<fs::path> backlight(const LinuxPlaces& places) {
    for (const auto& device : devices(places.sys / "class/backlight")) {
        if (number_of(device / "max_brightness").value_or(0) > 0) return device;
    }
    return std::nullopt;
}

std::optional<int> brightness(const LinuxPlaces& places) {
    auto device = backlight(places);
    if (!device) return std::nullopt;
    auto now = number_of(*device / "brightness");
    if (!now) return std::nullopt;
    return std::clamp(*now * 100 / *number_of(*device / "max_brightness"), 0, 100);
}

void read_power(const LinuxPlaces& places, MachineFacts& facts) {
    for (const auto& device : devices(places.sys / "class/power_supply")) {
        auto type = line_of(device / "type");
        if (type == "Mains" && number_of(device / "online") == 1) facts.supply = Supply::Mains;
        // A mouse's battery is not the machine's.
        if (type != "Battery" || line_of(device / "scope") == "Device") continue;
        auto percent = number_of(device / "capacity");
        if (!percent) continue;
        auto status = line_of(device / "status");
        facts.battery = Battery{std::clamp(*percent, 0, 100), status == "Charging" || status == "Full"};
        if (facts.supply == Supply::Unknown) facts.supply = facts.battery->charging ? Supply::Mains : Supply::Battery;
    }
}

// "0x02" of an eMMC or SD card means that 10 to 20 percent of its life is over.
std::optional<int> worn_of(const fs::path& life_time) {
    int most = 0;
    auto line = line_of(life_time);
    for (auto word : split(line, ' ')) {
        int tenth = 0;
        bool hexadecimal = word.starts_with("0x");
        if (hexadecimal) std::from_chars(word.data() + 2, word.data() + word.size(), tenth, 16);
        most = std::max(most, tenth);
    }
    return most == 0 ? std::nullopt : std::optional(std::min(most * 10, 110));
}

// What the kernel knows of the device that this folder is on.
void read_health(const LinuxPlaces& places, Disk& disk) {
    struct stat facts{};
    if (stat(places.data.c_str(), &facts) != 0) return;
    std::error_code error;
    auto number = std::to_string(major(facts.st_dev)) + ":" + std::to_string(minor(facts.st_dev));
    auto device = fs::canonical(places.sys / "dev/block" / number, error);
    if (error) return;
    disk.errors = number_of(places.sys / "fs/ext4" / device.filename() / "errors_count");
    auto beneath = devices(device / "slaves");
    // Behind a lock the partition lies beneath what is mounted.
    if (!beneath.empty()) device = fs::canonical(beneath.front(), error);
    // A partition lies within its card's folder.
    for (const auto& card : {device, device.parent_path()}) {
        if (!disk.worn) disk.worn = worn_of(card / "device/life_time");
    }
}

bool lies_in(const fs::path& folder, const fs::path& one) {
    return std::mismatch(folder.begin(), folder.end(), one.begin(), one.end()).first == folder.end();
}

std::optional<Disk> disk_of(const LinuxPlaces& places) {
    if (places.data.empty()) return std::nullopt;
    std::error_code error;
    if (fs::exists(places.run / "baken/data/tpm-off", error)) return Disk{.writable = false, .tpm_off = true};
    auto space = fs::space(places.data, error);
    if (error) return std::nullopt;
    bool lasts = !lies_in(places.run, places.data) && access(places.data.c_str(), W_OK) == 0;
    Disk disk{.total = space.capacity, .free = space.available, .writable = lasts};
    disk.remade = fs::exists(places.run / "baken/data/remade", error);
    read_health(places, disk);
    return disk;
}

bool has_printer(const LinuxPlaces& places) {
    return std::ranges::any_of(devices(places.sys / "class/usbmisc"),
                               [](const fs::path& one) { return one.filename().string().starts_with("lp"); });
}

// Of what the kernel calls a network only a real card has a device behind it.
Network network_of(const LinuxPlaces& places) {
    auto found = Network::NoCard;
    std::error_code error;
    for (const auto& card : devices(places.sys / "class/net")) {
        if (!fs::exists(card / "device", error)) continue;
        if (number_of(card / "carrier") == 1) return Network::Cable;
        found = Network::NoCable;
    }
    return found;
}

ClockFacts clock_of(const LinuxPlaces& places) {
    std::error_code error;
    return {fs::exists(places.run / "systemd/timesync/synchronized", error),
            fs::exists(places.sys / "class/rtc/rtc0", error)};
}

// The value of a line KEY=value.
std::string value_of(const fs::path& file, std::string_view key) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(key) && line.substr(key.size(), 1) == "=") return line.substr(key.size() + 1);
    }
    return {};
}

std::optional<SystemFacts> system_of(const LinuxPlaces& places) {
    SystemFacts facts;
    facts.version = value_of(places.release, "IMAGE_VERSION");
    if (facts.version.empty()) return std::nullopt;
    auto line = line_of(places.run / "baken/update");
    auto words = split(line, ' ');
    facts.newer = newer_system(words.front());
    bool has_version = facts.newer != NewerSystem::None && words.size() > 1 && words[1] != "-";
    if (has_version) facts.newer_version = words[1];
    auto stick_line = line_of(places.run / "baken/update-by-stick");
    auto by_stick = split(stick_line, ' ');
    if (by_stick.size() != 3) return facts;
    facts.by_stick = newer_system(by_stick.front());
    facts.stick = by_stick.back();
    return facts;
}

struct BusEnd {
    void operator()(sd_bus* bus) const { sd_bus_flush_close_unref(bus); }
};
using Bus = std::unique_ptr<sd_bus, BusEnd>;

Result<Bus> open_bus(const LinuxPlaces& places, const char* check) {
    sd_bus* bus = nullptr;
    if (!places.bus || sd_bus_open_system(&bus) < 0) return refuse(check, "the system bus cannot be reached");
    return Bus(bus);
}

}  // namespace

MachineFacts LinuxMachine::facts() {
    MachineFacts facts;
    facts.brightness = brightness(places_);
    read_power(places_, facts);
    facts.disk = disk_of(places_);
    facts.clock = clock_of(places_);
    facts.system = system_of(places_);
    facts.network = network_of(places_);
    facts.has_printer = has_printer(places_);
    std::error_code error;
    bool bus = places_.bus && fs::exists(places_.run / "dbus/system_bus_socket", error);
    facts.can_set_clock = bus && !facts.clock->synchronised;
    facts.can_power_off = bus;
    return facts;
}

Done LinuxMachine::set_brightness(int percent) {
    auto device = backlight(places_);
    if (!device) return refuse("device.absent", "this panel's light cannot be set");
    auto most = *number_of(*device / "max_brightness");
    std::ofstream out(*device / "brightness");
    out << most * std::clamp(percent, kDarkest, 100) / 100 << std::flush;
    return out ? Done{} : refuse("device.brightness", "the light could not be set");
}

Done LinuxMachine::set_clock(Instant moment) {
    TRY(auto bus, open_bus(places_, "device.clock"));
    auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(moment.time_since_epoch()).count();
    int code = sd_bus_call_method(bus.get(), "org.freedesktop.timedate1", "/org/freedesktop/timedate1",
                                  "org.freedesktop.timedate1", "SetTime", nullptr, nullptr, "xbb",
                                  static_cast<std::int64_t>(microseconds), 0, 0);
    return code < 0 ? refuse("device.clock", std::strerror(-code)) : Done{};
}

Done LinuxMachine::power_off() {
    TRY(auto bus, open_bus(places_, "device.power"));
    int code = sd_bus_call_method(bus.get(), "org.freedesktop.login1", "/org/freedesktop/login1",
                                  "org.freedesktop.login1.Manager", "PowerOff", nullptr, nullptr, "b", 0);
    return code < 0 ? refuse("device.power", std::strerror(-code)) : Done{};
}

}  // namespace baken::device
