#include "cp/office/desk_press.hpp"

#include <filesystem>
#include <functional>

#include "cp/region/generation.hpp"
#include "tests/cp/office.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

// A disk where somebody else does something just before a file is read that is there.
class InterruptedFiles final : public Files {
public:
    Path at;
    std::function<void()> interrupt;

    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        if (path == at && interrupt && std::filesystem::exists(path)) std::exchange(interrupt, {})();
        return disk_.read(path, limit);
    }
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override {
        return disk_.list(folder, most);
    }
    Done replace(const Path& path, std::string_view bytes) override { return disk_.replace(path, bytes); }
    Done make_folder(const Path& folder) override { return disk_.make_folder(folder); }
    Done remove(const Path& path) override { return disk_.remove(path); }
    Done rename(const Path& from, const Path& to) override { return disk_.rename(from, to); }
    Done sync_folder(const Path& folder) override { return disk_.sync_folder(folder); }

private:
    DiskFiles disk_;
};

struct PressRoom : Office {
    InterruptedFiles own;
    std::unique_ptr<DeskStore> store;
    std::optional<PublicationGuard> guard;
    std::optional<DeskPress> press;

    PressRoom() {
        begin();
        CHECK_OK(publish());
        store = std::move(*DeskStore::open(region.inbox().string()));
        guard.emplace(own, region, *store);
        press.emplace(own, region, publishing, *guard, clock, Duration{0});
    }
    Result<Issue> publish_at_desk(const std::string& target, const std::string& bytes) {
        TRY(auto turn, press->take_turn());
        return press->publish(turn, target, bytes);
    }
    bool shows(const std::string& target) {
        return read_generation(files, region.repository(), clock.now())->has(target);
    }
};

void keeps_what_a_command_publishes(PressRoom& room) {
    room.put("bulletins/two.xml", cap_message("two"));
    room.own.at = room.region.desk_content() / "bulletins/three.xml";
    std::optional<Result<Changes>> command;
    room.own.interrupt = [&] { command = room.publish(); };
    CHECK_OK(room.publish_at_desk("bulletins/three.xml", cap_message("three")));
    CHECK(command.has_value());
    CHECK(!room.own.interrupt);
    // The command waits its turn, or what it published is there still.
    CHECK(room.shows("bulletins/three.xml"));
    CHECK(!command->has_value() || room.shows("bulletins/two.xml"));
    CHECK_REFUSED(*command, "region.busy");
}

void touches_nothing_while_others_publish(PressRoom& room) {
    auto lock = RegionLock::take(room.region);
    CHECK_OK(lock);
    CHECK_REFUSED(room.publish_at_desk("bulletins/three.xml", cap_message("three")), "region.busy");
    CHECK(!std::filesystem::exists(room.region.desk_content() / "bulletins/three.xml"));
}

}  // namespace

int run_press_tests() {
    const CMUnitTest tests[] = {
        test<keeps_what_a_command_publishes, PressRoom>("nobody publishes while the desk adds to what is published"),
        test<touches_nothing_while_others_publish, PressRoom>("the desk writes nothing while somebody else publishes"),
    };
    return cmocka_run_group_tests_name("press", tests, nullptr, nullptr);
}
