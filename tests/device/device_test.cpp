#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <fstream>

#include "kiosk/device/linux_machine.hpp"
#include "tests/device/device_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::device;
using namespace baken::testing;

namespace {

// A machine made of files, as the kernel shows one; no bus.
struct PaperMachine {
    TempFolder temp;

    void put(const std::filesystem::path& file, const std::string& line) const {
        std::filesystem::create_directories((temp.path / file).parent_path());
        std::ofstream(temp.path / file) << line << "\n";
    }
    [[nodiscard]] std::string read(const std::filesystem::path& file) const {
        std::ifstream in(temp.path / file);
        std::string line;
        std::getline(in, line);
        return line;
    }
    [[nodiscard]] LinuxMachine machine() const {
        return LinuxMachine({temp.path / "sys", temp.path / "run", temp.path, false, temp.path / "os-release"});
    }
    void put_battery(const std::string& name, const std::string& percent, const std::string& status) const {
        auto folder = std::filesystem::path("sys/class/power_supply") / name;
        put(folder / "type", "Battery");
        put(folder / "capacity", percent);
        put(folder / "status", status);
    }
};

void has_nothing(PaperMachine& paper) {
    auto machine = paper.machine();
    auto facts = machine.facts();
    CHECK(!facts.brightness);
    CHECK(!facts.battery);
    CHECK(facts.supply == Supply::Unknown);
    CHECK(!facts.can_power_off);
    CHECK(!facts.can_set_clock);
    CHECK_REFUSED(machine.set_brightness(50), "device.absent");
    CHECK_REFUSED(machine.power_off(), "device.power");
    CHECK_REFUSED(machine.set_clock(Instant{}), "device.clock");
}

void sets_the_light(PaperMachine& paper) {
    paper.put("sys/class/backlight/panel/max_brightness", "200");
    paper.put("sys/class/backlight/panel/brightness", "100");
    auto machine = paper.machine();
    CHECK_EQ(machine.facts().brightness.value_or(-1), 50);
    CHECK_OK(machine.set_brightness(80));
    CHECK_EQ(paper.read("sys/class/backlight/panel/brightness"), std::string("160"));
}

void stays_lit(PaperMachine& paper) {
    paper.put("sys/class/backlight/panel/max_brightness", "200");
    paper.put("sys/class/backlight/panel/brightness", "100");
    auto machine = paper.machine();
    CHECK_OK(machine.set_brightness(0));
    CHECK_EQ(paper.read("sys/class/backlight/panel/brightness"), std::string("20"));
}

void tells_the_battery(PaperMachine& paper) {
    paper.put_battery("BAT0", "64", "Discharging");
    auto facts = paper.machine().facts();
    CHECK(facts.battery.has_value());
    CHECK_EQ(facts.battery->percent, 64);
    CHECK(!facts.battery->charging);
    CHECK(facts.supply == Supply::Battery);
}

void tells_the_mains(PaperMachine& paper) {
    paper.put_battery("BAT0", "64", "Discharging");
    paper.put("sys/class/power_supply/AC/type", "Mains");
    paper.put("sys/class/power_supply/AC/online", "1");
    CHECK(paper.machine().facts().supply == Supply::Mains);
}

void passes_over_a_mouse(PaperMachine& paper) {
    paper.put_battery("hid-mouse", "5", "Discharging");
    paper.put("sys/class/power_supply/hid-mouse/scope", "Device");
    CHECK(!paper.machine().facts().battery);
}

void reads_garbage_as_nothing(PaperMachine& paper) {
    paper.put_battery("BAT0", "many", "Discharging");
    paper.put("sys/class/backlight/panel/max_brightness", "0");
    auto facts = paper.machine().facts();
    CHECK(!facts.battery);
    CHECK(!facts.brightness);
}

void tells_the_clock(PaperMachine& paper) {
    CHECK(!paper.machine().facts().clock->synchronised);
    paper.put("run/systemd/timesync/synchronized", "");
    paper.put("sys/class/rtc/rtc0/name", "pl031");
    auto clock = paper.machine().facts().clock;
    CHECK(clock->synchronised);
    CHECK(clock->has_battery);
}

void tells_the_system(PaperMachine& paper) {
    using Newer = NewerSystem;
    auto machine = paper.machine();
    CHECK(!machine.facts().system);
    paper.put("os-release", "NAME=Baken\nIMAGE_VERSION=20261123080000");
    CHECK_EQ(machine.facts().system.value().version, std::string("20261123080000"));
    CHECK(machine.facts().system.value().newer == Newer::None);
    paper.put("run/baken/update", "starts-next 20270101000000");
    CHECK(machine.facts().system.value().newer == Newer::StartsNext);
    CHECK_EQ(machine.facts().system.value().newer_version, std::string("20270101000000"));
    paper.put("run/baken/update", "refused");
    CHECK(machine.facts().system.value().newer == Newer::Refused);
    CHECK(machine.facts().system.value().newer_version.empty());
    paper.put("run/baken/update", "nonsense of some kind");
    CHECK(machine.facts().system.value().newer == Newer::None);
    CHECK(machine.facts().system.value().by_stick == Newer::None);
    paper.put("run/baken/update-by-stick", "refused - sda1");
    CHECK(machine.facts().system.value().by_stick == Newer::Refused);
    CHECK_EQ(machine.facts().system.value().stick, std::string("sda1"));
    paper.put("run/baken/update-by-stick", "refused");
    CHECK(machine.facts().system.value().by_stick == Newer::None);
}

void tells_the_network(PaperMachine& paper) {
    auto machine = paper.machine();
    CHECK(machine.facts().network == Network::NoCard);
    paper.put("sys/class/net/lo/carrier", "1");
    CHECK(machine.facts().network == Network::NoCard);
    paper.put("sys/class/net/eth0/device/vendor", "0x8086");
    CHECK(machine.facts().network == Network::NoCable);
    paper.put("sys/class/net/eth0/carrier", "0");
    CHECK(machine.facts().network == Network::NoCable);
    paper.put("sys/class/net/eth0/carrier", "1");
    CHECK(machine.facts().network == Network::Cable);
}

void tells_the_disk(PaperMachine& paper) {
    auto disk = paper.machine().facts().disk;
    CHECK(disk.has_value());
    CHECK(disk->total > 0);
    CHECK(disk->free <= disk->total);
    CHECK(disk->writable);
}

// A memory card with a partition on it.
void put_card(PaperMachine& paper) {
    paper.put("sys/devices/mmcblk0/mmcblk0p3/size", "1000");
    paper.put("sys/devices/mmcblk0/device/life_time", "0x02 0x09");
}

void put_data_on(PaperMachine& paper, const std::string& device) {
    struct stat facts{};
    CHECK_EQ(stat(paper.temp.path.c_str(), &facts), 0);
    auto number = std::to_string(major(facts.st_dev)) + ":" + std::to_string(minor(facts.st_dev));
    std::filesystem::create_directories(paper.temp.path / "sys/dev/block");
    std::filesystem::create_symlink("../../devices/" + device, paper.temp.path / "sys/dev/block" / number);
}

void tells_how_the_disk_is(PaperMachine& paper) {
    put_card(paper);
    paper.put("sys/fs/ext4/mmcblk0p3/errors_count", "4");
    put_data_on(paper, "mmcblk0/mmcblk0p3");
    auto disk = paper.machine().facts().disk;
    CHECK_EQ(disk->errors.value_or(-1), 4);
    CHECK_EQ(disk->worn.value_or(-1), 90);
    CHECK(!disk->remade);
}

void looks_beneath_a_lock(PaperMachine& paper) {
    put_card(paper);
    paper.put("sys/devices/dm-0/size", "900");
    paper.put("sys/fs/ext4/dm-0/errors_count", "4");
    std::filesystem::create_directories(paper.temp.path / "sys/devices/dm-0/slaves");
    std::filesystem::create_symlink("../../mmcblk0/mmcblk0p3", paper.temp.path / "sys/devices/dm-0/slaves/mmcblk0p3");
    put_data_on(paper, "dm-0");
    paper.put("run/baken/data/remade", "");
    auto disk = paper.machine().facts().disk;
    CHECK_EQ(disk->errors.value_or(-1), 4);
    CHECK_EQ(disk->worn.value_or(-1), 90);
    CHECK(disk->remade);
}

void knows_what_lies_in_memory(PaperMachine& paper) {
    std::filesystem::create_directories(paper.temp.path / "run/baken-kiosk");
    LinuxPlaces places{paper.temp.path / "sys", paper.temp.path / "run", paper.temp.path / "run/baken-kiosk", false};
    auto disk = LinuxMachine(places).facts().disk;
    CHECK(disk && !disk->writable);
    places.data = paper.temp.path;
    disk = LinuxMachine(places).facts().disk;
    CHECK(disk && disk->writable);
}

void knows_a_lock_without_its_tpm(PaperMachine& paper) {
    paper.put("run/baken/data/tpm-off", "");
    auto disk = paper.machine().facts().disk;
    CHECK(disk->tpm_off);
    CHECK(!disk->writable);
}

void knows_a_printer(PaperMachine& paper) {
    CHECK(!paper.machine().facts().has_printer);
    paper.put("sys/class/usbmisc/lp0/dev", "180:0");
    CHECK(paper.machine().facts().has_printer);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<has_nothing, PaperMachine>("a machine without anything says so and refuses by name"),
        test<sets_the_light, PaperMachine>("the light is told and set in percent"),
        test<stays_lit, PaperMachine>("the light never goes out altogether"),
        test<tells_the_battery, PaperMachine>("a battery that empties means no mains"),
        test<tells_the_mains, PaperMachine>("a mains plug in use wins over a battery that is not full"),
        test<passes_over_a_mouse, PaperMachine>("the battery of a mouse is not the machine's"),
        test<reads_garbage_as_nothing, PaperMachine>("what makes no sense is absent"),
        test<tells_the_clock, PaperMachine>("network time and a clock battery are told"),
        test<tells_the_system, PaperMachine>("an appliance tells its version and a newer one that waits"),
        test<tells_how_the_disk_is, PaperMachine>("errors and wear of the disk are told"),
        test<knows_what_lies_in_memory, PaperMachine>("what is kept in memory counts as not kept"),
        test<knows_a_lock_without_its_tpm, PaperMachine>("a disk whose TPM is switched off is told as such"),
        test<looks_beneath_a_lock, PaperMachine>(
            "behind a lock the wear of the card beneath is told, and that all was made anew"),
        test<knows_a_printer, PaperMachine>("a printer is seen"),
        test<tells_the_network, PaperMachine>("a network card and its cable are told, the machine's own loop is none"),
        test<tells_the_disk, PaperMachine>("the disk under the data is told"),
    };
    return cmocka_run_group_tests_name("device", tests, nullptr, nullptr) + run_pages_tests() + run_speaker_tests();
}
