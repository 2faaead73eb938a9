#include "kiosk/store/staff_door.hpp"

#include <filesystem>
#include <fstream>

#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "tests/store/store_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::store;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

struct Door {
    TempFolder temp;
    DiskFiles files;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    StaffDoor door = fresh();
    StaffDoor fresh() { return StaffDoor::open(files, clock, temp.path, trust::kNoCost); }
};

void opens_by_pin(Door& here) {
    CHECK(!here.door.has_pin());
    CHECK_REFUSED(here.door.unlock("1234"), "pin.none");
    for (const auto* wrong : {"", "123", "1234567890123", "12a4"}) {
        CHECK_REFUSED(here.door.set_pin("", wrong), "pin.form");
    }
    CHECK_OK(here.door.set_pin("", "2580"));
    CHECK_REFUSED(here.door.set_pin("", "1111"), "pin.set");
    auto sealed = *trust::seal("secret", here.door.public_key());
    auto later = here.fresh();
    CHECK(later.key() == nullptr);
    CHECK_REFUSED(later.unlock("2581"), "pin.wrong");
    CHECK(later.key() == nullptr);
    CHECK_OK(later.unlock("2580"));
    CHECK_EQ(*later.key()->open(sealed), std::string("secret"));
    later.lock();
    CHECK(later.key() == nullptr);
    // Another PIN opens the same key.
    CHECK_REFUSED(later.set_pin("0000", "1111"), "pin.wrong");
    CHECK_OK(later.set_pin("2580", "1111"));
    auto last = here.fresh();
    CHECK_REFUSED(last.unlock("2580"), "pin.wrong");
    CHECK_OK(last.unlock("1111"));
    CHECK_EQ(*last.key()->open(sealed), std::string("secret"));
}

void a_damaged_staff_key_is_kept_aside(Door& here) {
    CHECK_OK(here.door.set_pin("", "2580"));
    std::ofstream(here.temp.path / "staff.key") << "rot";
    auto anew = here.fresh();
    CHECK_EQ(anew.troubles().at(0).check, std::string("staff-key.damaged"));
    CHECK(!anew.has_pin());
    CHECK(anew.public_key().empty());
    CHECK_EQ(std::filesystem::file_size(here.temp.path / "staff.key.damaged"), 3U);
    CHECK_OK(anew.set_pin("", "1111"));
    CHECK(here.fresh().troubles().empty());
    CHECK(here.fresh().has_pin());
}

// A folder in its place is a file that is there and cannot be read.
void a_staff_key_out_of_reach_stays_the_key(Door& here) {
    CHECK_OK(here.door.set_pin("", "2580"));
    auto key = here.temp.path / "staff.key";
    auto elsewhere = here.temp.path / "elsewhere";
    std::filesystem::rename(key, elsewhere);
    std::filesystem::create_directory(key);
    auto shut = here.fresh();
    CHECK_EQ(shut.troubles().at(0).check, std::string("files.not_a_file"));
    CHECK(shut.has_pin());
    CHECK_REFUSED(shut.set_pin("", "1111"), "pin.set");
    CHECK_REFUSED(shut.unlock("2580"), "files.not_a_file");
    CHECK(shut.key() == nullptr);
    std::filesystem::remove(key);
    std::filesystem::rename(elsewhere, key);
    CHECK_OK(here.fresh().unlock("2580"));
}

void wrong_tries_slow_down(Door& here) {
    CHECK_OK(here.door.set_pin("", "2580"));
    for (int i = 0; i < 3; ++i) CHECK_REFUSED(here.door.unlock("1111"), "pin.wrong");
    CHECK_REFUSED(here.door.unlock("2580"), "pin.wait");
    CHECK(here.door.wait_until() == here.clock.tick() + 5s);
    // Switching off and on is no way around it.
    auto restarted = here.fresh();
    CHECK_REFUSED(restarted.unlock("2580"), "pin.wait");
    here.clock.advance(5s);
    CHECK_REFUSED(restarted.unlock("1111"), "pin.wrong");
    here.clock.advance(5s);
    CHECK_REFUSED(restarted.unlock("2580"), "pin.wait");
    here.clock.advance(5s);
    CHECK_OK(restarted.unlock("2580"));
    CHECK(!restarted.wait_until());
    CHECK(pin_wait(2) == 0ms);
    CHECK(pin_wait(100) == 10min);
}

// A kiosk whose disk takes nothing any more.
struct FullDisk {
    MemoryFiles files;
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    StaffDoor door = StaffDoor::open(files, clock, "identity", trust::kNoCost);
};

// Whatever byte of the key rots: the right PIN is never called wrong, and who comes next reads nothing of before.
void rot_is_not_a_wrong_pin(FullDisk& here) {
    CHECK_OK(here.door.set_pin("", "2580"));
    auto sealed = *trust::seal("secret", here.door.public_key());
    auto good = **here.files.read("identity/staff.key", ByteLimit{10'000});
    int damaged = 0;
    for (std::size_t at = 0; at < good.size(); ++at) {
        auto rotten = good;
        rotten[at] = static_cast<char>(rotten[at] ^ 1);
        here.files.put("identity/staff.key", rotten);
        auto door = StaffDoor::open(here.files, here.clock, "identity", trust::kNoCost);
        if (door.troubles().empty()) {
            CHECK_OK(door.unlock("2580"));
            CHECK_EQ(*door.key()->open(sealed), std::string("secret"));
            continue;
        }
        CHECK_EQ(door.troubles().at(0).check, std::string("staff-key.damaged"));
        CHECK_EQ(**here.files.read("identity/staff.key.damaged", ByteLimit{10'000}), rotten);
        CHECK_OK(door.set_pin("", "1111"));
        CHECK_REFUSED(door.key()->open(sealed), "seal.open");
        ++damaged;
    }
    CHECK(damaged > static_cast<int>(good.size() / 2));
}

void opens_on_a_full_disk(FullDisk& here) {
    CHECK_OK(here.door.set_pin("", "2580"));
    here.door.lock();
    here.files.set_full(true);
    CHECK_OK(here.door.unlock("2580"));
    CHECK(here.door.key() != nullptr);
    CHECK(!here.door.wait_until());
    here.door.lock();
    // Who guesses waits all the same.
    for (int i = 0; i < 3; ++i) CHECK_REFUSED(here.door.unlock("1111"), "pin.wrong");
    CHECK_REFUSED(here.door.unlock("2580"), "pin.wait");
    here.clock.advance(5s);
    CHECK_OK(here.door.unlock("2580"));
}

void a_pin_that_is_not_kept_opens_nothing(FullDisk& here) {
    here.files.set_full(true);
    CHECK_REFUSED(here.door.set_pin("", "2580"), "files.full");
    CHECK(!here.door.has_pin());
    CHECK(here.door.key() == nullptr);
}

}  // namespace

int run_staff_door_tests() {
    const CMUnitTest tests[] = {
        test<opens_by_pin, Door>("the PIN opens the staff key, and a new PIN opens the same"),
        test<a_damaged_staff_key_is_kept_aside, Door>("a damaged staff key is kept aside and told"),
        test<a_staff_key_out_of_reach_stays_the_key, Door>(
            "a staff key that cannot be read lets nobody choose another PIN"),
        test<wrong_tries_slow_down, Door>("wrong tries make the next one wait, also over a restart"),
        test<rot_is_not_a_wrong_pin, FullDisk>(
            "rot anywhere in the staff key is told as damage, and never as a wrong PIN"),
        test<opens_on_a_full_disk, FullDisk>("the right PIN opens on a full disk, and wrong ones wait there too"),
        test<a_pin_that_is_not_kept_opens_nothing, FullDisk>("a PIN that could not be kept opens nothing"),
    };
    return run("staff door", tests);
}
