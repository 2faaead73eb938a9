#include <sys/epoll.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "kiosk/sync/back_off.hpp"
#include "kiosk/sync/stick_watch.hpp"
#include "kiosk/sync/stick_writer.hpp"
#include "tests/support/memory_files.hpp"
#include "tests/sync/kiosk.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::sync;
using namespace std::chrono_literals;

namespace {

// A second kiosk that knows the region only by its first root.
struct Neighbours : Point {
    std::optional<store::Store> other;
    Path written = temp.path / "written";

    Neighbours() {
        auto opened = store::Store::open(files, temp.path / "other");
        other.emplace(std::move(*opened));
        CHECK_OK(trust_root(*other, region.root()));
    }
    Outcome other_takes_in() {
        StickRoad road(files, written);
        return sync::take_in(*other, road, region.now);
    }
};

void passed_on(Neighbours& here) {
    here.update();
    here.region.rotate_timestamp_key("timestamp of next year");
    here.region.set("bulletins/flood.xml", message("flood", "Van buur tot buur"));
    here.region.publish();
    here.update();
    auto told = write_stick(*here.store, here.files, here.written, here.region.now);
    CHECK_OK(told);
    CHECK_EQ(told->files, told->written);
    CHECK(here.other_takes_in().kind == Outcome::Kind::Switched);
    CHECK_EQ(here.other->current()->value().files.size(), 3U);
    // A second time there is nothing to write.
    CHECK_EQ(write_stick(*here.store, here.files, here.written, here.region.now)->written, 0U);
}

void nothing_to_pass_on(Neighbours& here) {
    CHECK_REFUSED(write_stick(*here.store, here.files, here.written, here.region.now), "tuf.timestamp.missing");
}

// Files on a stick that is pulled at the so-manieth change.
class PulledFiles final : public Files {
public:
    PulledFiles(Files& files, int after) : files_(files), left_(after) {}
    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        return files_.read(path, limit);
    }
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override {
        return files_.list(folder, most);
    }
    Done replace(const Path& path, std::string_view bytes) override {
        return pulled() ? gone() : files_.replace(path, bytes);
    }
    Done make_folder(const Path& folder) override { return pulled() ? gone() : files_.make_folder(folder); }
    Done remove(const Path& path) override { return pulled() ? gone() : files_.remove(path); }
    Done rename(const Path& from, const Path& to) override { return pulled() ? gone() : files_.rename(from, to); }
    Done sync_folder(const Path& folder) override { return pulled() ? gone() : files_.sync_folder(folder); }

private:
    bool pulled() { return --left_ < 0; }
    static Done gone() { return refuse("files.write", "the stick is gone"); }
    Files& files_;
    int left_;
};

// Wherever writing stops, the next kiosk believes all of it or none.
void pulled_while_written(Neighbours& here) {
    here.update();
    bool through = false;
    for (int step = 0; !through; ++step) {
        std::filesystem::remove_all(here.written);
        PulledFiles files(here.files, step);
        through = write_stick(*here.store, files, here.written, here.region.now).has_value();
        auto outcome = here.other_takes_in();
        CHECK_EQ(outcome.kind == Outcome::Kind::Switched, through);
        CHECK_EQ(here.other->current()->has_value(), through);
        CHECK(step < 200);
    }
}

void full_stick(Neighbours& here) {
    here.update();
    MemoryFiles stick;
    stick.set_full(true);
    CHECK_REFUSED(write_stick(*here.store, stick, "/stick", here.region.now), "files.full");
}

void doubles() {
    CHECK_EQ(back_off(0, 1).count(), 0);
    CHECK_EQ(back_off(1, 1).count(), 5000);
    CHECK_EQ(back_off(1, 0).count(), 2500);
    CHECK_EQ(back_off(2, 0.5).count(), 7500);
    CHECK_EQ(back_off(100, 1).count(), 600'000);
    CHECK_EQ(back_off(100, 7).count(), 600'000);
    for (int failures = 1; failures < 30; ++failures) CHECK(back_off(failures + 1, 0.3) >= back_off(failures, 0.3));
}

struct Watched {
    TempFolder temp;
    Path stick = temp.path / "stick";
    std::unique_ptr<StickWatch> watch = std::move(*StickWatch::open({temp.path / "mounts", {stick}}));

    // Waits for the watch to stir, as the worker does.
    void stir() const {
        int poll = ::epoll_create1(0);
        epoll_event event{};
        event.events = EPOLLIN;
        ::epoll_ctl(poll, EPOLL_CTL_ADD, watch->descriptor(), &event);
        CHECK_EQ(::epoll_wait(poll, &event, 1, 10'000), 1);
        ::close(poll);
    }
    // Told until it is quiet: one change may stir more than once.
    std::vector<Path> arrived_after_stir() {
        stir();
        auto came = watch->arrived();
        return came;
    }
};

void noticed(Watched& here) {
    CHECK(here.watch->arrived().empty());
    std::filesystem::create_directories(here.temp.path / "prepared/baken/repository/metadata");
    (void)here.watch->arrived();
    std::filesystem::rename(here.temp.path / "prepared", here.stick);
    CHECK(here.arrived_after_stir() == (std::vector<Path>{here.stick}));
    CHECK(here.watch->arrived().empty());
    // Something newer on the same stick.
    DiskFiles files;
    CHECK_OK(files.replace(here.stick / "baken/repository/metadata/timestamp.json", "{}"));
    CHECK(here.arrived_after_stir() == (std::vector<Path>{here.stick}));
    // Pulled and put back.
    std::filesystem::rename(here.stick, here.temp.path / "pulled");
    CHECK(here.arrived_after_stir().empty());
    std::filesystem::rename(here.temp.path / "pulled", here.stick);
    CHECK(here.arrived_after_stir() == (std::vector<Path>{here.stick}));
}

void mounts_only(Watched& here) {
    // A folder in the place of mounts that nothing is mounted on is no stick.
    std::filesystem::create_directories(here.temp.path / "mounts/sda1");
    CHECK(here.watch->arrived().empty());
}

// The look must end although the folder changes on; a watch that hangs is ended by the alarm.
void looks_and_goes_on(Watched& here) {
    std::filesystem::create_directories(here.stick);
    (void)here.watch->arrived();
    std::atomic<bool> enough = false;
    std::thread writer([&] {
        for (int i = 0; !enough; ++i) std::ofstream(here.stick / std::to_string(i % 8)) << i;
    });
    constexpr unsigned kSecondsAtMost = 60;
    constexpr int kLooks = 2000;
    ::alarm(kSecondsAtMost);
    for (int i = 0; i < kLooks; ++i) (void)here.watch->arrived();
    ::alarm(0);
    enough = true;
    writer.join();
}

}  // namespace

int run_neighbour_tests() {
    const CMUnitTest tests[] = {
        test<passed_on, Neighbours>("what a kiosk writes on a stick another one takes in, rotated keys and all"),
        test<nothing_to_pass_on, Neighbours>("a kiosk with nothing proven writes nothing"),
        test<pulled_while_written, Neighbours>("a stick pulled while it is written is never believed by half"),
        test<full_stick, Neighbours>("a full stick is told as full"),
        test<doubles>("waiting doubles up to ten minutes and is spread by chance"),
        test<noticed, Watched>("a stick is noticed when it comes, comes back, or brings something newer"),
        test<looks_and_goes_on, Watched>("a stick that is written to all the time holds nobody up"),
        test<mounts_only, Watched>("only what is mounted is a stick"),
    };
    return run("neighbour", tests);
}
