// What is shown of a store that is damaged, or on a disk that no longer reads.
#include "kiosk/store/ladder.hpp"

#include <fmt/format.h>

#include "exchange/trust/hashes.hpp"
#include "tests/store/partition.hpp"
#include "tests/store/store_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::store;
using namespace baken::testing;

namespace {

void falls_back(Partition& here) {
    here.switch_to(1, {{"a", "one"}, {"b", "same"}});
    here.switch_to(2, {{"a", "two"}, {"b", "same"}});
    CHECK(open_best(*here.store, SystemClock{}).rung == Rung::Current);
    here.damage("two");
    here.open();
    auto best = open_best(*here.store, SystemClock{});
    CHECK(best.rung == Rung::Previous);
    CHECK_EQ(best.generation->version, 1);
    CHECK_EQ(best.why.size(), 1U);
    CHECK_EQ(best.why[0].check, std::string("store.object_damaged"));
    CHECK(best.why[0].message.starts_with("a: "));
    CHECK(*here.store->is_damaged());
    // The next start says so again, by the name of what is now missing.
    auto again = open_best(*here.store, SystemClock{});
    CHECK(again.rung == Rung::Previous);
    CHECK_EQ(again.why[0].check, std::string("store.object_missing"));
}

// The next start finds the generation before, and when that arrived.
void as_new_as_what_is_shown(Partition& here) {
    using namespace std::chrono_literals;
    here.switch_to(1, {{"a", "one"}, {"b", "same"}});
    here.switch_to(2, {{"a", "two"}, {"b", "same"}});
    CHECK_OK(here.store->heard({RoadKind::Network, kNoon + 2h}));
    CHECK(open_best(*here.store, SystemClock{}).heard == (Arrival{RoadKind::Network, kNoon + 2h}));
    here.damage("two");
    CHECK(open_best(*here.store, SystemClock{}).heard == (Arrival{RoadKind::Stick, kNoon}));
}

void last_rung(Partition& here) {
    here.switch_to(1, {{"a", "one"}, {"b", "same"}});
    here.switch_to(2, {{"a", "one"}, {"b", "same"}, {"c", "same"}});
    here.damage("same");
    here.damage("one");
    auto best = open_best(*here.store, SystemClock{});
    CHECK(best.rung == Rung::None);
    CHECK(!best.generation);
    CHECK(!best.heard);
    CHECK_EQ(best.why.size(), 2U);
}

void what_is_left_is_shown(Partition& here) {
    here.switch_to(1, {{"a", "one"}, {"b", "same"}, {"c", "more"}});
    auto newest = here.switch_to(2, {{"a", "two"}, {"b", "same"}, {"c", "more"}});
    here.damage("same");
    auto best = open_best(*here.store, SystemClock{});
    CHECK(best.rung == Rung::Torn);
    CHECK_EQ(best.generation->id, newest.id);
    CHECK(best.generation->files == (FileMap{{"a", here.object("two")}, {"c", here.object("more")}}));
    CHECK(best.heard == (Arrival{RoadKind::Stick, kNoon}));
    CHECK_EQ(best.why.size(), 2U);
    CHECK(best.why[0].message.ends_with("1 of 3 files are lost"));
    CHECK(*here.store->is_damaged());
    // Of the newest too little is left.
    here.damage("two");
    auto older = open_best(*here.store, SystemClock{});
    CHECK(older.rung == Rung::Torn);
    CHECK(older.generation->files == (FileMap{{"a", here.object("one")}, {"c", here.object("more")}}));
    here.damage("one");
    auto rest = open_best(*here.store, SystemClock{});
    CHECK_EQ(rest.generation->id, newest.id);
    CHECK(rest.generation->files == (FileMap{{"c", here.object("more")}}));
    CHECK(!rest.heard);
}

// A disk that no longer reads what was stored, all of it or one object.
struct DeafDisk final : Files {
    DiskFiles disk;
    std::string only;  // its hash; empty: all
    Duration takes{};  // until it says so
    ManualClock clock{kNoon};
    int asked = 0;

    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        bool heard = path.parent_path().filename() != "objects" || (!only.empty() && path.filename() != only);
        if (heard) return disk.read(path, limit);
        ++asked;
        clock.advance(takes);
        return refuse("files.read", path.string() + ": Input/output error");
    }
    Result<std::optional<std::vector<FolderEntry>>> list(const Path& folder, std::size_t most) override {
        return disk.list(folder, most);
    }
    Done replace(const Path& path, std::string_view bytes) override { return disk.replace(path, bytes); }
    Done write(const Path& path, std::string_view bytes) override { return disk.write(path, bytes); }
    Done make_folder(const Path& folder) override { return disk.make_folder(folder); }
    Done remove(const Path& path) override { return disk.remove(path); }
    Done rename(const Path& from, const Path& to) override { return disk.rename(from, to); }
    Done sync_folder(const Path& folder) override { return disk.sync_folder(folder); }
};

void fill(Partition& here) {
    std::map<std::string, std::string> many;
    for (int i = 0; i < 30; ++i) many[fmt::format("{}", i)] = fmt::format("number {}", i);
    here.switch_to(1, many);
    many["a"] = "two";
    here.switch_to(2, many);
    here.store.reset();
}

// A start may take a minute and a half.
void asks_a_deaf_disk_seldom(Partition& here) {
    fill(here);
    DeafDisk deaf;
    deaf.takes = std::chrono::seconds{30};
    auto store = Store::open(deaf, here.temp.path / "data");
    CHECK_OK(store);
    auto best = open_best(*store, deaf.clock);
    CHECK(best.rung == Rung::None);
    CHECK_EQ(best.why.size(), 2U);
    CHECK_EQ(best.why[0].check, std::string("files.read"));
    CHECK_EQ(deaf.asked, 2);
}

// Of a card that says at once what it does not read, all that it does read is shown.
void asks_a_quick_one_for_all(Partition& here) {
    fill(here);
    DeafDisk deaf;
    auto store = Store::open(deaf, here.temp.path / "data");
    CHECK_OK(store);
    CHECK(open_best(*store, deaf.clock).rung == Rung::None);
    CHECK_EQ(deaf.asked, 31);
}

void one_bad_place(Partition& here) {
    here.switch_to(1, {{"a", "one"}, {"b", "same"}});
    here.switch_to(2, {{"a", "two"}, {"b", "same"}});
    here.store.reset();
    DeafDisk deaf;
    deaf.only = trust::sha256_hex("same");
    auto store = Store::open(deaf, here.temp.path / "data");
    CHECK_OK(store);
    auto best = open_best(*store, SystemClock{});
    CHECK(best.generation->files == (FileMap{{"a", here.object("two")}}));
    CHECK_EQ(deaf.asked, 1);
}

// The damaged generation must not push the whole one out.
void damaged_is_not_kept(Partition& here) {
    here.switch_to(1, {{"a", "one"}});
    here.switch_to(2, {{"a", "two"}});
    here.damage("two");
    (void)open_best(*here.store, SystemClock{});
    here.switch_to(3, {{"a", "three"}});
    CHECK_EQ((**here.store->previous()).version, 1);
    CHECK(!*here.store->is_damaged());
}

}  // namespace

int run_ladder_tests() {
    const CMUnitTest tests[] = {
        test<falls_back, Partition>("a damaged object is found at the start and the generation before is shown"),
        test<as_new_as_what_is_shown, Partition>("what is shown is told as old as it is"),
        test<last_rung, Partition>("with all of both generations lost the image's content is what is left"),
        test<what_is_left_is_shown, Partition>("where one object of both generations is lost the rest is shown"),
        test<asks_a_deaf_disk_seldom, Partition>(
            "a disk that is slow to say that it reads nothing is asked twice in all"),
        test<asks_a_quick_one_for_all, Partition>("a disk that says so at once is asked for all of it"),
        test<one_bad_place, Partition>("an object that cannot be read costs itself alone"),
        test<damaged_is_not_kept, Partition>("a damaged generation does not push the whole one out"),
    };
    return run("store ladder", tests);
}
