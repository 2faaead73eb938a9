#include "cp/office/desk_shelf.hpp"

#include <filesystem>

#include "tests/cp/office.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/support/altered_disk.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

// A disk from which somebody takes a file of the shelf away, once, just before it is read.
class ThievedFiles final : public AlteredDisk {
public:
    std::string ending;

    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        if (!ending.empty() && path.string().ends_with(ending)) {
            ending.clear();
            std::filesystem::remove(path);
        }
        return AlteredDisk::read(path, limit);
    }
};

struct TwoShelves : Office {
    ThievedFiles disk;
    DeskShelf one{disk, region};
    DeskShelf other{files, region};

    TwoShelves() {
        begin();
        CHECK_OK(publish());
    }
    void publish_more(const std::string& name) {
        put("bulletins/" + name + ".xml", cap_message(name));
        CHECK_OK(publish());
    }
};

bool is_whole(const Shelf& shelf) {
    return shelf.sites.size() == 1 && std::filesystem::exists(shelf.steady / "sites/noord.toml") &&
           std::filesystem::exists(shelf.steady / "strings/nl.toml");
}

void stays_beside_another(TwoShelves& hubs) {
    auto mine = hubs.one.current();
    CHECK_OK(mine);
    hubs.publish_more("two");
    CHECK(is_whole(**hubs.other.current()));
    hubs.publish_more("three");
    auto theirs = hubs.other.current();
    CHECK(is_whole(**theirs));
    // Whoever draws with it reads its files only now.
    CHECK(is_whole(**mine));
    CHECK(is_whole(**hubs.one.current()));
    CHECK(is_whole(**theirs));
}

void keeps_none_with_a_hole(TwoShelves& hubs) {
    hubs.disk.ending = "sites/noord.toml";
    CHECK_REFUSED(hubs.one.current(), "desk.shelf");
    CHECK(is_whole(**hubs.one.current()));
}

void is_made_anew_when_it_was_cleared(TwoShelves& hubs) {
    CHECK_OK(hubs.one.current());
    std::filesystem::remove_all(hubs.region.desk_preview());
    CHECK(is_whole(**hubs.one.current()));
}

void takes_away_what_the_dead_left(TwoShelves& hubs) {
    auto preview = hubs.region.desk_preview();
    CHECK_OK(hubs.one.current());
    for (const auto* left : {"hub-killed/7/sites", "12/sites", "run-drawing"}) {
        CHECK_OK(hubs.files.make_folder(preview / left));
    }
    CHECK_OK(hubs.files.replace(preview / "hub-killed.lock", ""));
    CHECK_OK(hubs.other.current());
    for (const auto* left : {"hub-killed", "hub-killed.lock", "12"}) CHECK(!std::filesystem::exists(preview / left));
    CHECK(std::filesystem::exists(preview / "run-drawing"));
    CHECK(is_whole(**hubs.one.current()));
}

void leaves_nothing_behind() {
    Office office;
    office.begin();
    CHECK_OK(office.publish());
    {
        DeskShelf shelf(office.files, office.region);
        CHECK_OK(shelf.current());
        CHECK(!std::filesystem::is_empty(office.region.desk_preview()));
    }
    CHECK(std::filesystem::is_empty(office.region.desk_preview()));
}

}  // namespace

int run_shelf_tests() {
    const CMUnitTest tests[] = {
        test<stays_beside_another, TwoShelves>(
            "what a hub laid out stays whole while another hub lays out newer content"),
        test<keeps_none_with_a_hole, TwoShelves>("a shelf on which something is missing is refused, and laid out anew"),
        test<is_made_anew_when_it_was_cleared, TwoShelves>("a shelf that somebody cleared away is laid out anew"),
        test<takes_away_what_the_dead_left, TwoShelves>(
            "what a killed hub left is removed, and nothing of one at work"),
        test<leaves_nothing_behind>("a hub that ends leaves nothing laid out"),
    };
    return cmocka_run_group_tests_name("shelf", tests, nullptr, nullptr);
}
