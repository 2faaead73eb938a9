#include <fmt/format.h>

#include "tests/support/small_disk.hpp"
#include "tests/sync/kiosk.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using sync::Outcome;

namespace {

std::string picture(char name) {
    return fmt::format("pages/water/{}.png", name);
}

// A kiosk on a small card, and a publication that is far too large for it.
struct Card {
    TempFolder temp;
    DiskFiles stick_files;
    Region region{temp.path / "stick"};
    sync::StickRoad stick{stick_files, temp.path / "stick"};
    SmallDisk disk;
    std::optional<store::Store> store;

    Card() {
        disk.size = 1'000'000;
        store.emplace(*store::Store::open(disk, temp.path / "data"));
        CHECK_OK(sync::trust_root(*store, region.root()));
        CHECK(take_in().kind == Outcome::Kind::Switched);
        for (char name = 'a'; name < 'm'; ++name) region.set(picture(name), std::string(100'000, name));
        region.publish();
    }
    Outcome take_in() { return sync::take_in(*store, stick, region.now); }
};

void nothing_is_begun(Card& here) {
    auto left = here.disk.left();
    auto outcome = here.take_in();
    CHECK_EQ(outcome.why->check, std::string("store.full"));
    CHECK_EQ(outcome.fetched_files, 0U);
    CHECK_EQ(here.disk.left(), left);
}

// Somebody else fills the disk meanwhile, or nobody knows how full it is.
void nothing_of_it_stays(Card& here) {
    here.disk.tells = false;
    auto left = here.disk.left();
    auto outcome = here.take_in();
    CHECK_EQ(outcome.why->check, std::string("store.full"));
    CHECK(outcome.fetched_files > 0);
    CHECK_EQ(here.disk.left(), left);
    CHECK_EQ(here.store->objects().present()->size(), 3U);
    for (char name = 'c'; name < 'm'; ++name) here.region.drop(picture(name));
    here.region.publish();
    CHECK(here.take_in().kind == Outcome::Kind::Switched);
}

}  // namespace

int run_small_disk_tests() {
    const CMUnitTest tests[] = {
        test<nothing_is_begun, Card>("content that would leave no room for records is refused before it is fetched"),
        test<nothing_of_it_stays, Card>("of content that filled the disk nothing stays"),
    };
    return run("small disk", tests);
}
