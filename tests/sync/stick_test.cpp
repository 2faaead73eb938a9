#include "kiosk/sync/stick_road.hpp"

#include <fstream>

#include "tests/sync/kiosk.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::sync;

namespace {

void names() {
    for (const auto* good : {"a", "1.root.json", "nl-NL.md", "Übung", "con.", "e^x", "console", "com", "com10"}) {
        CHECK_EQ(is_honest_name(good), std::string_view(good) != "con.");
    }
    for (const auto* bad : {"",  ".",  "..", "a/b", "a\\b", "a:b",      "a*",   "a?",       "a\"",  "<",     ">",
                            "|", "a ", "a.", "con", "CON",  "Nul.json", "com1", "LPT9.txt", "\x01", "a\x7f", "\xc3"}) {
        CHECK(!is_honest_name(bad));
    }
}

void what_systems_leave(Point& here) {
    auto stick = here.region.stick();
    std::filesystem::create_directories(stick / "System Volume Information");
    std::filesystem::create_directories(stick / "baken/.Trashes/a/b/c/d/e/f/g/h/i/j/k/l/m");
    std::ofstream(stick / "baken/repository/Thumbs.db") << "x";
    std::filesystem::create_symlink("/", stick / "baken/.link");
    std::filesystem::create_symlink("/", stick / "holiday");
    here.update();
    CHECK(is_left_by_a_system("._readme"));
    CHECK(!is_left_by_a_system(".."));
}

void bounds(Point& here) {
    StickLimits few;
    few.entries = 5;
    StickRoad road(here.files, here.region.stick(), few);
    CHECK_REFUSED(road.begin_round(), "stick.count");
    StickLimits small;
    small.bytes = 1000;
    StickRoad small_road(here.files, here.region.stick(), small);
    CHECK_REFUSED(small_road.begin_round(), "stick.size");
    StickLimits short_names;
    short_names.name_bytes = 20;
    StickRoad short_road(here.files, here.region.stick(), short_names);
    CHECK_REFUSED(short_road.begin_round(), "stick.name");
}

void climbs_nowhere(Point& here) {
    std::ofstream(here.temp.path / "secret") << "x";
    for (const auto* name : {"../../secret", "/etc/passwd", "a/../../secret", "", "repository//metadata"}) {
        CHECK_REFUSED(here.stick.fetch(name, ByteLimit{100}), "stick.name");
    }
    CHECK_REFUSED(here.stick.fetch("repository/metadata/timestamp.json", ByteLimit{10}), "repository.too_large");
    CHECK_REFUSED(here.stick.fetch("repository", ByteLimit{10}), "stick.kind");
    CHECK(!here.stick.fetch("repository/nothing", ByteLimit{10})->has_value());
}

}  // namespace

int run_stick_tests() {
    const CMUnitTest tests[] = {
        test<names>("names that FAT, DOS or a terminal would trip over are not honest"),
        test<what_systems_leave, Point>("what operating systems leave on sticks is passed over"),
        test<bounds, Point>("a stick with too many files, bytes or letters is refused before it is read"),
        test<climbs_nowhere, Point>("a name that climbs out of the stick is refused"),
    };
    return run("stick", tests);
}
