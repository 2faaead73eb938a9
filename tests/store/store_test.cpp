#include "kiosk/store/store.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "kiosk/store/ladder.hpp"
#include "kiosk/store/staged_trust.hpp"
#include "tests/store/partition.hpp"
#include "tests/store/store_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/small_disk.hpp"

using namespace baken;
using namespace baken::store;
using namespace baken::testing;

namespace {

void starts_empty(Partition& here) {
    CHECK(!here.store->current()->has_value());
    CHECK(open_best(*here.store, SystemClock{}).rung == Rung::None);
    CHECK(open_best(*here.store, SystemClock{}).why.empty());
    CHECK(!here.store->signed_floor()->has_value());
    CHECK(!here.store->last_heard()->has_value());
}

void keeps_two(Partition& here) {
    here.switch_to(1, {{"a", "one"}});
    here.switch_to(2, {{"a", "two"}});
    auto third = here.switch_to(3, {{"a", "three"}, {"b/c", "two"}});
    here.open();
    auto current = **here.store->current();
    CHECK_EQ(current.version, 3);
    CHECK_EQ(current.id, third.id);
    CHECK(current.files == third.files);
    CHECK(current.arrival == (Arrival{RoadKind::Stick, kNoon}));
    CHECK_EQ((**here.store->previous()).version, 2);
}

void collects(Partition& here) {
    here.switch_to(1, {{"a", "one"}});
    here.switch_to(2, {{"a", "two"}});
    here.switch_to(3, {{"a", "three"}});
    here.add("of an intake that broke off");
    auto next = here.add("of the one that begins");
    CHECK_OK(here.store->room_for({{"a", next}}));
    CHECK_EQ(here.store->objects().present()->size(), 3U);
    CHECK(!std::filesystem::exists(here.path_of("one")));
    CHECK(std::filesystem::exists(here.path_of("two")));
}

void bounded(Partition& here) {
    here.limits.bytes = 1000;
    here.open();
    here.switch_to(1, {{"a", std::string(600, 'a')}});
    FileMap fits{{"a", here.object(std::string(600, 'a'))}, {"b", here.object(std::string(400, 'b'))}};
    FileMap too_much{{"b", here.object(std::string(401, 'b'))}};
    CHECK_OK(here.store->room_for(fits));
    CHECK_REFUSED(here.store->room_for(too_much), "store.full");
    CHECK_REFUSED(here.store->room_for({{"c", Object{"00", ~0ULL}}}), "store.full");
    CHECK(open_best(*here.store, SystemClock{}).rung == Rung::Current);
}

void leaves_room_for_records(Partition& here) {
    constexpr std::uint64_t kMega = 1024 * 1024;
    SmallDisk disk;
    auto store = *Store::open(disk, here.temp.path / "data");
    auto fits = [&](std::uint64_t free, std::uint64_t bytes) {
        disk.size = free;
        auto done = store.room_for({{"a", Object{"00", bytes}}});
        if (!done) CHECK_EQ(done.error().check, std::string("store.full"));
        return done.has_value();
    };
    CHECK(fits(900 * kMega, 350 * kMega));
    CHECK(!fits(400 * kMega, 350 * kMega));
    CHECK(fits(400 * kMega, 336 * kMega));
    // A small disk takes its first content, and a nearly full one still takes a warning.
    CHECK(fits(60 * kMega, 30 * kMega));
    CHECK(!fits(60 * kMega, 31 * kMega));
    CHECK(fits(8192, 2000));
    // Many small files fill a disk by their blocks.
    FileMap many;
    for (int i = 0; i < 100; ++i) many[fmt::format("{}", i)] = {fmt::format("{}", i), 1};
    disk.size = 700 * 1024;
    CHECK_REFUSED(store.room_for(many), "store.full");
    disk.tells = false;
    CHECK_OK(store.room_for(many));
}

void damaged_database(Partition& here) {
    here.switch_to(1, {{"a", "one"}});
    here.store.reset();
    std::ofstream(here.temp.path / "data/baken.sqlite", std::ios::in | std::ios::out) << "this is no database at all";
    here.open();
    CHECK_EQ(here.store->troubles().size(), 1U);
    CHECK_EQ(here.store->troubles()[0].check, std::string("store.damaged"));
    CHECK(open_best(*here.store, SystemClock{}).rung == Rung::None);
    // It works again, and what was there lies aside.
    here.switch_to(2, {{"a", "one"}});
    int aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator(here.temp.path / "data")) {
        aside += entry.path().filename().string().find(".damaged-") != std::string::npos ? 1 : 0;
    }
    CHECK(aside >= 1);
}

// A link that leads to itself: the system cannot say whether something is there.
void damaged_beside_a_riddle(Partition& here) {
    here.store.reset();
    auto file = here.temp.path / "data/baken.sqlite";
    std::ofstream(file, std::ios::in | std::ios::out) << "this is no database at all";
    std::filesystem::create_symlink("baken.sqlite-shm", file.string() + "-shm");
    here.open();
    CHECK_EQ(here.store->troubles().size(), 1U);
    CHECK_EQ(here.store->troubles()[0].check, std::string("store.damaged"));
}

// Whatever byte of the database is lost: it opens, or is begun anew by name; it is never read as something else.
void damaged_anywhere(Partition& here) {
    here.switch_to(1, {{"a", "one"}});
    here.store.reset();
    auto file = here.temp.path / "data/baken.sqlite";
    auto size = std::filesystem::file_size(file);
    auto good = *here.files.read(file, ByteLimit{size});
    int begun_anew = 0;
    for (std::size_t at = 0; at < size; at += 509) {
        auto bad = *good;
        for (std::size_t i = at; i < std::min<std::size_t>(at + 16, size); ++i) bad[i] = static_cast<char>(~bad[i]);
        CHECK_OK(here.files.replace(file, bad));
        std::filesystem::remove(file.string() + "-wal");
        std::filesystem::remove(file.string() + "-shm");
        here.open();
        begun_anew += here.store->troubles().empty() ? 0 : 1;
        auto best = open_best(*here.store, SystemClock{});
        if (best.generation) CHECK(best.generation->files == (FileMap{{"a", here.object("one")}}));
        here.store.reset();
    }
    CHECK(begun_anew > 0);
}

void newer_database(Partition& here) {
    here.store.reset();
    {
        auto database = *Database::open(here.temp.path / "data/baken.sqlite");
        CHECK_OK(database.run(std::string("PRAGMA user_version = 99")));
    }
    here.open();
    CHECK_EQ(here.store->troubles()[0].check, std::string("store.version"));
}

// A signer's clock ran a day ahead once.
void floor_is_the_newest_words(Partition& here) {
    using namespace std::chrono_literals;
    Generation next{0, 1, {RoadKind::Network, kNoon}, here.files_with({{"a", "one"}})};
    CHECK_OK(here.store->switch_to(next, {}, kNoon));
    CHECK_OK(here.store->renew(2, {RoadKind::Network, kNoon}, {}, kNoon + 24h));
    CHECK(**here.store->signed_floor() == kNoon + 24h);
    CHECK_OK(here.store->renew(3, {RoadKind::Network, kNoon}, {}, kNoon + 1min));
    CHECK(**here.store->signed_floor() == kNoon + 1min);
    CHECK_OK(here.store->renew(3, {RoadKind::Network, kNoon}, {}, kNoon - 1h));
    next.version = 3;
    CHECK_OK(here.store->switch_to(next, {}, kNoon + 1h));
    CHECK_OK(here.store->renew(4, {RoadKind::Network, kNoon}, {}, std::nullopt));
    here.open();
    CHECK(**here.store->signed_floor() == kNoon + 1min);
    CHECK_EQ((**here.store->current()).version, 4);
    next.version = 5;
    CHECK_OK(here.store->switch_to(next, {}, kNoon + 1s));
    CHECK(**here.store->signed_floor() == kNoon + 1s);
}

void remembers_who_was_heard(Partition& here) {
    CHECK_OK(here.store->heard({RoadKind::Network, kNoon}));
    here.open();
    CHECK(**here.store->last_heard() == (Arrival{RoadKind::Network, kNoon}));
}

void trust_is_kept(Partition& here) {
    CHECK_OK(here.store->begin_trust(1, "root 1"));
    TrustChanges changes{
        {{"root", "root 2"}, {"timestamp", "t"}, {std::string("odd\0role", 8), "o"}}, {{2, "root 2"}}, {"timestamp"}};
    CHECK_OK(here.store->keep_roots(changes));
    CHECK_EQ(**here.store->trusted("root"), std::string("root 2"));
    CHECK(!here.store->trusted("timestamp")->has_value());
    CHECK_OK(here.store->renew(1, {}, changes, std::nullopt));
    here.open();
    CHECK_EQ(**here.store->trusted("timestamp"), std::string("t"));
    CHECK_EQ(**here.store->trusted(std::string_view("odd\0role", 8)), std::string("o"));
    CHECK(!here.store->trusted("odd")->has_value());
    CHECK((*here.store->roots()) == (std::vector<std::string>{"root 1", "root 2"}));
    CHECK_OK(here.store->begin_trust(7, "another line"));
    CHECK(!here.store->trusted("timestamp")->has_value());
    CHECK((*here.store->roots()) == (std::vector<std::string>{"another line"}));
}

void journal_is_bounded(Partition& here) {
    for (int i = 0; i < 1010; ++i) CHECK_OK(here.store->note(kNoon, fmt::format("entry {}", i)));
    auto all = *here.store->journal(5000);
    CHECK_EQ(all.size(), 1000U);
    CHECK_EQ(all[0].what, std::string("entry 1009"));
    CHECK_EQ(here.store->journal(3)->size(), 3U);
}

void not_committed_is_undone(Partition& here) {
    auto database = *Database::open(here.temp.path / "other.sqlite");
    CHECK_OK(database.run(std::string("CREATE TABLE t(x)")));
    {
        auto transaction = *Transaction::begin(database);
        CHECK_OK(database.run("INSERT INTO t VALUES(?1)", {std::int64_t{1}}));
    }
    CHECK_EQ(**database.number("SELECT count(*) FROM t", {}), 0);
    CHECK_REFUSED(database.run(std::string("INSERT INTO nothing VALUES(1)")), "store.database");
}

void held_by_another(Partition& here) {
    auto one = *Database::open(here.temp.path / "other.sqlite");
    auto other = *Database::open(here.temp.path / "other.sqlite");
    other.wait_at_most({});
    {
        auto transaction = *Transaction::begin(one);
        CHECK_REFUSED(Transaction::begin(other), "store.busy");
    }
    CHECK_OK(Transaction::begin(other));
}

void one_object_twice(Partition& here) {
    auto made = here.switch_to(1, {{"a", "same"}, {"b", "same"}});
    CHECK_EQ(here.store->objects().present()->size(), 1U);
    CHECK(made.files["a"] == made.files["b"]);
}

void staged_trust_stays_apart(Partition& here) {
    CHECK_OK(here.store->begin_trust(1, "root 1"));
    CHECK_OK(here.store->renew(1, {}, {{{"timestamp", "old"}}, {}, {}}, std::nullopt));
    StagedTrust staged(*here.store);
    CHECK_EQ(**staged.load("timestamp"), std::string("old"));
    CHECK_OK(staged.save("timestamp", "new"));
    CHECK_EQ(**staged.load("timestamp"), std::string("new"));
    CHECK_EQ(**here.store->trusted("timestamp"), std::string("old"));
    CHECK_OK(staged.remove("timestamp"));
    CHECK(!staged.load("timestamp")->has_value());
    CHECK_REFUSED(staged.save("root", "no root"), "tuf.root.format");
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<starts_empty, Partition>("a new store holds nothing and says so without an error"),
        test<keeps_two, Partition>("a switch keeps the generation before and forgets older ones"),
        test<collects, Partition>("what no generation needs is removed when room is asked for"),
        test<bounded, Partition>("more than the store may hold is refused as store.full and nothing changes"),
        test<leaves_room_for_records, Partition>("content leaves room on the disk for what residents tell"),
        test<damaged_database, Partition>("a damaged database is moved aside by name and begun anew"),
        test<damaged_beside_a_riddle, Partition>("what lies beside it and cannot be looked at goes aside with it"),
        test<damaged_anywhere, Partition>("damage anywhere in the database never shows anything else"),
        test<newer_database, Partition>("a database of a later program is moved aside"),
        test<floor_is_the_newest_words, Partition>("the signed time is that of the newest word, and of no older one"),
        test<remembers_who_was_heard, Partition>("when the coordination point was heard survives a start"),
        test<trust_is_kept, Partition>("what is believed is kept by role, and roots by version"),
        test<journal_is_bounded, Partition>("the journal keeps the newest thousand entries"),
        test<not_committed_is_undone, Partition>("what was not committed did not happen"),
        test<held_by_another, Partition>("a database that another connection holds is not one that refuses"),
        test<one_object_twice, Partition>("the same bytes under two names are one object"),
        test<staged_trust_stays_apart, Partition>("what an update believes stays apart until it is whole"),
    };
    return run("store", tests) + run_ladder_tests() + run_generation_files_tests() + run_outbox_tests() +
           run_identity_tests() + run_staff_door_tests() + run_spare_tests();
}
