#include <fmt/format.h>

#include <cstdlib>

#include "tests/support/child_process.hpp"
#include "tests/support/memory_files.hpp"
#include "tests/sync/kiosk.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using sync::Outcome;

namespace {

// Loses power at its so-manieth change: whatever was not synced is forgotten, and nothing works any more.
class FailingPower final : public Files {
public:
    FailingPower(MemoryFiles& disk, int after) : disk_(disk), left_(after) {}
    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        return dead_ ? Result<std::optional<std::string>>(gone()) : disk_.read(path, limit);
    }
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override {
        return dead_ ? Result<std::optional<std::vector<FolderEntry>>>(gone()) : disk_.list(folder, most);
    }
    Done replace(const Path& path, std::string_view bytes) override {
        return step([&] { return disk_.replace(path, bytes); });
    }
    Done write(const Path& path, std::string_view bytes) override {
        return step([&] { return disk_.write(path, bytes); });
    }
    Done make_folder(const Path& folder) override {
        return step([&] { return disk_.make_folder(folder); });
    }
    Done remove(const Path& path) override {
        return step([&] { return disk_.remove(path); });
    }
    Done rename(const Path& from, const Path& to) override {
        return step([&] { return disk_.rename(from, to); });
    }
    Done sync_folder(const Path& folder) override {
        return step([&] { return disk_.sync_folder(folder); });
    }
    [[nodiscard]] bool dead() const { return dead_; }

private:
    static std::unexpected<Error> gone() { return refuse("files.write", "no power"); }
    template <typename Step>
    Done step(Step&& step) {
        if (dead_ || --left_ < 0) {
            if (!dead_) disk_.power_cut();
            dead_ = true;
            return gone();
        }
        return step();
    }
    MemoryFiles& disk_;
    int left_;
    bool dead_ = false;
};

// A kiosk whose objects lie on a disk that forgets, and a stick with something newer than it shows.
struct Forgetful {
    TempFolder temp;
    DiskFiles stick_files;
    Region region{temp.path / "stick"};
    sync::StickRoad stick{stick_files, temp.path / "stick"};
    MemoryFiles disk;
    Path data = temp.path / "data";
    std::map<std::string, std::string> before;
    std::map<std::string, std::string> after;

    Forgetful() {
        // SQLite looks after itself on the real disk.
        std::filesystem::create_directories(data);
        CHECK(take_in(disk).kind == Outcome::Kind::Switched);
        disk.power_cut();
        before = shown();
        CHECK_EQ(before.size(), 3U);
        region.set("bulletins/flood.xml", message("flood", "Het water is weg"));
        region.set("bulletins/more.xml", message("more", "Nog een bericht"));
        region.publish();
        after = before;
        after["bulletins/flood.xml"] = message("flood", "Het water is weg");
        after["bulletins/more.xml"] = message("more", "Nog een bericht");
    }
    Outcome take_in(Files& files) {
        auto store = store::Store::open(files, data);
        if (!store) return {};
        CHECK_OK(sync::trust_root(*store, region.root()));
        return sync::take_in(*store, stick, region.now);
    }
    std::map<std::string, std::string> shown() {
        auto store = *store::Store::open(disk, data);
        auto best = store::open_best(store, SystemClock{});
        std::map<std::string, std::string> contents;
        // The first rung must hold: falling back would hide that something was lost.
        CHECK(best.why.empty());
        if (!best.generation) return contents;
        for (const auto& [path, object] : best.generation->files) contents[path] = *store.objects().read(object);
        return contents;
    }
};

void power_fails_at_each_step() {
    bool through = false;
    for (int step = 0; !through; ++step) {
        Forgetful here;
        FailingPower files(here.disk, step);
        auto outcome = here.take_in(files);
        through = !files.dead();
        // Also when everything was done: what was promised must be there after the power comes back.
        here.disk.power_cut();
        CHECK(here.shown() == (through ? here.after : here.before));
        CHECK_EQ(outcome.kind == Outcome::Kind::Switched, through);
        CHECK(here.take_in(here.disk).kind == (through ? Outcome::Kind::Unchanged : Outcome::Kind::Switched));
        here.disk.power_cut();
        CHECK(here.shown() == here.after);
        CHECK(step < 100);
    }
}

void full_at_each_step() {
    Forgetful here;
    here.disk.set_full(true);
    auto outcome = here.take_in(here.disk);
    CHECK_EQ(outcome.why->check, std::string("store.full"));
    here.disk.set_full(false);
    CHECK(here.shown() == here.before);
    CHECK(here.take_in(here.disk).kind == Outcome::Kind::Switched);
    CHECK(here.shown() == here.after);
}

// The real program on a real disk, as often as it takes.
struct RealProgram : Point {
    std::string program = std::string(std::getenv("BAKEN_BUILD")) + "/bin/intake-once";
    std::map<std::string, std::string> before;
    std::map<std::string, std::string> after;
    Path kept = temp.path / "kept";

    RealProgram() {
        CHECK_OK(files.replace(temp.path / "root.json", region.root()));
        update();
        before = shown();
        store.reset();
        std::filesystem::copy(temp.path / "data", kept, std::filesystem::copy_options::recursive);
        region.set("bulletins/flood.xml", message("flood", "Het water is weg"));
        region.publish();
        after = before;
        after["bulletins/flood.xml"] = message("flood", "Het water is weg");
    }
    int run_with(const std::string& setting) {
        store.reset();
        std::filesystem::remove_all(temp.path / "data");
        std::filesystem::copy(kept, temp.path / "data", std::filesystem::copy_options::recursive);
        return run_program({"env", setting, program, temp.path / "data", temp.path / "stick", temp.path / "root.json"});
    }
};

void killed_at_each_change(RealProgram& here) {
    int status = 99;
    int step = 0;
    bool old_seen = false;
    while (status == 99) {
        status = here.run_with(fmt::format("BAKEN_DIE_AT={}", ++step));
        auto shown = here.shown();
        bool is_old = shown == here.before;
        if (!is_old && shown != here.after) fail_check(fmt::format("a mix at change {}", step), __FILE__, __LINE__);
        old_seen = old_seen || (is_old && status == 99);
        if (is_old) CHECK(here.take_in().kind == Outcome::Kind::Switched);
        CHECK(here.shown() == here.after);
        CHECK(step < 1000);
    }
    CHECK_EQ(status, 0);
    CHECK(old_seen);
    CHECK(step > 10);
}

void full_at_each_change(RealProgram& here) {
    int status = 3;
    int refused = 0;
    for (int step = 1; status != 0; ++step) {
        status = here.run_with(fmt::format("BAKEN_FULL_AT={}", step));
        refused += status == 3 ? 1 : 0;
        CHECK(status == 0 || status == 3);
        CHECK(here.shown() == (status == 0 ? here.after : here.before));
        CHECK(step < 1000);
    }
    CHECK(refused > 5);
}

}  // namespace

int run_power_tests() {
    const CMUnitTest tests[] = {
        test<power_fails_at_each_step>("power that fails at any step leaves the old or the new content whole"),
        test<full_at_each_step>("a full disk leaves the old content whole, and room brings the new"),
        test<killed_at_each_change, RealProgram>("a process killed at any change of the disk leaves no mix"),
        test<full_at_each_change, RealProgram>("a disk that fills at any change leaves no mix"),
    };
    return run("power", tests);
}
