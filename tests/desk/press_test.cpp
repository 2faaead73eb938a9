#include "cp/office/desk_press.hpp"

#include <filesystem>
#include <functional>

#include "cp/region/desk_content.hpp"
#include "cp/region/generation.hpp"
#include "tests/cp/office.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/support/altered_disk.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

// A disk where somebody else does something just before or after a file is read that is there.
class InterruptedFiles final : public AlteredDisk {
public:
    Path at;
    std::function<void()> interrupt;
    std::function<void()> follow;

    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        if (path == at && interrupt && std::filesystem::exists(path)) std::exchange(interrupt, {})();
        auto bytes = AlteredDisk::read(path, limit);
        if (path == at && follow && bytes && *bytes) std::exchange(follow, {})();
        return bytes;
    }
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
    // By command, as baken-cp publish does: of content/ what begins with this.
    Result<Changes> publish_part(const std::string& beginning) {
        TRY(auto turn, RegionLock::take(region));
        std::vector<Path> roots{content()};
        TRY(auto checked, check_content(files, roots));
        std::erase_if(checked.files, [&](const auto& file) { return !file.first.starts_with(beginning); });
        TRY(auto written, read_desk_content(turn, files, region));
        left_out = std::move(written.unpublished);
        return publishing.publish(turn, checked, {}, written.published);
    }
    std::vector<Path> left_out;
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

std::string card_of(const std::string& name) {
    return "id = 'noord'\nname = '" + name + "'\n[municipality]\nname = 'Huizen'\ncode = 'GM0406'\n";
}

// What the desk wrote in a role says nothing about the rest of that role.
void a_part_takes_nothing_away(PressRoom& room) {
    CHECK_OK(room.publish_at_desk("sites/noord.toml", card_of("Noord A")));
    CHECK_OK(room.publish_at_desk("bulletins/three.xml", cap_message("three")));
    room.put("strings/nl.toml", "language = 'nl'\nname = 'NL'\n");
    CHECK_EQ(versions(*room.publish_part("strings/")), std::string("national 2>3, snapshot 4>5, timestamp 4>5"));
    for (const auto* target : {"sites/noord.png", "sites/noord.toml", "bulletins/one.xml", "bulletins/three.xml",
                               "situation.toml", "coordination-point.toml"}) {
        CHECK(room.shows(target));
    }
    // A role that is given anew keeps what the desk wrote in it.
    CHECK_OK(room.publish_part("bulletins/"));
    CHECK(room.shows("bulletins/three.xml"));
    CHECK(!room.shows("situation.toml"));
    CHECK(room.publish_part("sites/")->roles.empty());
}

// The power fails between the two steps of a publication: nobody waits for it any more.
void never_sends_what_was_not_sent(PressRoom& room) {
    CHECK_OK(room.publish_at_desk("sites/noord.toml", card_of("Noord A")));
    auto written = room.region.desk_content();
    CHECK_OK(room.files.replace(written / "sites/noord.toml", card_of("Noord B")));
    CHECK_OK(room.files.make_folder(written / "bulletins"));
    CHECK_OK(room.files.replace(written / "bulletins/three.xml", cap_message("three")));
    CHECK(room.publish_part("")->roles.empty());
    CHECK(!room.shows("bulletins/three.xml"));
    CHECK(room.left_out == (std::vector<Path>{written / "bulletins/three.xml", written / "sites/noord.toml"}));
}

// Kiosks that ask such a hub would be sent away for seconds.
void is_not_behind_a_publication_that_just_came(PressRoom& room) {
    CHECK_OK(room.guard->look());
    room.own.at = room.region.repository() / "metadata/timestamp.json";
    room.own.follow = [&] {
        room.put("bulletins/two.xml", cap_message("two"));
        CHECK_OK(room.publish());
        PublicationGuard other(room.files, room.region, *room.store);
        CHECK_OK(other.look());
    };
    CHECK_OK(room.guard->look());
    CHECK(!room.own.follow);
    CHECK(!room.guard->is_behind());
}

}  // namespace

int run_press_tests() {
    const CMUnitTest tests[] = {
        test<keeps_what_a_command_publishes, PressRoom>("nobody publishes while the desk adds to what is published"),
        test<a_part_takes_nothing_away, PressRoom>("a part that a command publishes takes nothing else away"),
        test<never_sends_what_was_not_sent, PressRoom>("what a power cut kept from going out goes out no later"),
        test<touches_nothing_while_others_publish, PressRoom>("the desk writes nothing while somebody else publishes"),
        test<is_not_behind_a_publication_that_just_came, PressRoom>(
            "a hub is not behind what was published while it looked"),
    };
    return cmocka_run_group_tests_name("press", tests, nullptr, nullptr);
}
