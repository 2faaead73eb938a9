#include "kiosk/store/store.hpp"

#include <fmt/format.h>

#include <fstream>

#include "exchange/base/disk_files.hpp"
#include "exchange/trust/hashes.hpp"
#include "kiosk/store/generation_files.hpp"
#include "kiosk/store/ladder.hpp"
#include "kiosk/store/staged_trust.hpp"
#include "tests/store/store_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/small_disk.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::store;
using namespace baken::testing;

namespace {

const Instant kNoon = *parse_rfc3339("2026-11-23T12:00:00Z");

struct Partition {
    TempFolder temp;
    DiskFiles files;
    StoreLimits limits;
    std::optional<Store> store;

    Partition() { open(); }
    // As after a start.
    void open() {
        store.reset();
        auto opened = Store::open(files, temp.path / "data", limits);
        CHECK_OK(opened);
        store.emplace(std::move(*opened));
    }
    Object object(const std::string& bytes) { return {trust::sha256_hex(bytes), bytes.size()}; }
    Object add(const std::string& bytes) {
        CHECK_OK(store->objects().add(object(bytes), bytes));
        CHECK_OK(store->objects().sync());
        return object(bytes);
    }
    FileMap files_with(const std::map<std::string, std::string>& contents) {
        FileMap made;
        for (const auto& [path, bytes] : contents) made[path] = add(bytes);
        return made;
    }
    Generation switch_to(std::int64_t version, const std::map<std::string, std::string>& contents) {
        Generation next{0, version, {RoadKind::Stick, kNoon}, files_with(contents)};
        auto made = store->switch_to(next, {}, std::nullopt);
        CHECK_OK(made);
        return *made;
    }
    Path path_of(const std::string& bytes) { return temp.path / "data/objects" / trust::sha256_hex(bytes); }
    void damage(const std::string& bytes) {
        auto wrong = bytes;
        wrong[0] = static_cast<char>(wrong[0] ^ 1);
        std::ofstream(path_of(bytes)) << wrong;
    }
};

void starts_empty(Partition& here) {
    CHECK(!here.store->current()->has_value());
    CHECK(open_best(*here.store).rung == Rung::None);
    CHECK(open_best(*here.store).why.empty());
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

void falls_back(Partition& here) {
    here.switch_to(1, {{"a", "one"}, {"b", "same"}});
    here.switch_to(2, {{"a", "two"}, {"b", "same"}});
    CHECK(open_best(*here.store).rung == Rung::Current);
    here.damage("two");
    here.open();
    auto best = open_best(*here.store);
    CHECK(best.rung == Rung::Previous);
    CHECK_EQ(best.generation->version, 1);
    CHECK_EQ(best.why.size(), 1U);
    CHECK_EQ(best.why[0].check, std::string("store.object_damaged"));
    CHECK(best.why[0].message.starts_with("a: "));
    CHECK(*here.store->is_damaged());
    // The next start says so again, by the name of what is now missing.
    auto again = open_best(*here.store);
    CHECK(again.rung == Rung::Previous);
    CHECK_EQ(again.why[0].check, std::string("store.object_missing"));
}

// The next start finds the generation before, and when that arrived.
void as_new_as_what_is_shown(Partition& here) {
    using namespace std::chrono_literals;
    here.switch_to(1, {{"a", "one"}, {"b", "same"}});
    here.switch_to(2, {{"a", "two"}, {"b", "same"}});
    CHECK_OK(here.store->heard({RoadKind::Network, kNoon + 2h}));
    CHECK(open_best(*here.store).heard == (Arrival{RoadKind::Network, kNoon + 2h}));
    here.damage("two");
    CHECK(open_best(*here.store).heard == (Arrival{RoadKind::Stick, kNoon}));
}

void last_rung(Partition& here) {
    here.switch_to(1, {{"a", "one"}, {"b", "same"}});
    here.switch_to(2, {{"a", "one"}, {"b", "same"}, {"c", "same"}});
    here.damage("same");
    here.damage("one");
    auto best = open_best(*here.store);
    CHECK(best.rung == Rung::None);
    CHECK(!best.generation);
    CHECK(!best.heard);
    CHECK_EQ(best.why.size(), 2U);
}

void what_is_left_is_shown(Partition& here) {
    here.switch_to(1, {{"a", "one"}, {"b", "same"}, {"c", "more"}});
    auto newest = here.switch_to(2, {{"a", "two"}, {"b", "same"}, {"c", "more"}});
    here.damage("same");
    auto best = open_best(*here.store);
    CHECK(best.rung == Rung::Torn);
    CHECK_EQ(best.generation->id, newest.id);
    CHECK(best.generation->files == (FileMap{{"a", here.object("two")}, {"c", here.object("more")}}));
    CHECK(best.heard == (Arrival{RoadKind::Stick, kNoon}));
    CHECK_EQ(best.why.size(), 2U);
    CHECK(best.why[0].message.ends_with("1 of 3 files are lost"));
    CHECK(*here.store->is_damaged());
    // Of the newest too little is left.
    here.damage("two");
    auto older = open_best(*here.store);
    CHECK(older.rung == Rung::Torn);
    CHECK(older.generation->files == (FileMap{{"a", here.object("one")}, {"c", here.object("more")}}));
    here.damage("one");
    auto rest = open_best(*here.store);
    CHECK_EQ(rest.generation->id, newest.id);
    CHECK(rest.generation->files == (FileMap{{"c", here.object("more")}}));
    CHECK(!rest.heard);
}

// A disk that no longer reads what was stored, all of it or one object.
struct DeafDisk final : Files {
    DiskFiles disk;
    std::string only;  // its hash; empty: all
    int asked = 0;

    Result<std::optional<std::string>> read(const Path& path, ByteLimit limit) override {
        bool heard = path.parent_path().filename() != "objects" || (!only.empty() && path.filename() != only);
        if (heard) return disk.read(path, limit);
        ++asked;
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

void asks_a_deaf_disk_seldom(Partition& here) {
    std::map<std::string, std::string> many;
    for (int i = 0; i < 30; ++i) many[fmt::format("{}", i)] = fmt::format("number {}", i);
    here.switch_to(1, many);
    many["a"] = "two";
    here.switch_to(2, many);
    here.store.reset();
    DeafDisk deaf;
    auto store = Store::open(deaf, here.temp.path / "data");
    CHECK_OK(store);
    auto best = open_best(*store);
    CHECK(best.rung == Rung::None);
    CHECK_EQ(best.why.size(), 2U);
    CHECK_EQ(best.why[0].check, std::string("files.read"));
    CHECK_EQ(deaf.asked, 4);
}

void one_bad_place(Partition& here) {
    here.switch_to(1, {{"a", "one"}, {"b", "same"}});
    here.switch_to(2, {{"a", "two"}, {"b", "same"}});
    here.store.reset();
    DeafDisk deaf;
    deaf.only = trust::sha256_hex("same");
    auto store = Store::open(deaf, here.temp.path / "data");
    CHECK_OK(store);
    auto best = open_best(*store);
    CHECK(best.generation->files == (FileMap{{"a", here.object("two")}}));
    CHECK_EQ(deaf.asked, 1);
}

// The damaged generation must not push the whole one out.
void damaged_is_not_kept(Partition& here) {
    here.switch_to(1, {{"a", "one"}});
    here.switch_to(2, {{"a", "two"}});
    here.damage("two");
    (void)open_best(*here.store);
    here.switch_to(3, {{"a", "three"}});
    CHECK_EQ((**here.store->previous()).version, 1);
    CHECK(!*here.store->is_damaged());
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
    CHECK(open_best(*here.store).rung == Rung::Current);
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
    CHECK(open_best(*here.store).rung == Rung::None);
    // It works again, and what was there lies aside.
    here.switch_to(2, {{"a", "one"}});
    int aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator(here.temp.path / "data")) {
        aside += entry.path().filename().string().find(".damaged-") != std::string::npos ? 1 : 0;
    }
    CHECK(aside >= 1);
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
        auto best = open_best(*here.store);
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

void one_object_twice(Partition& here) {
    auto made = here.switch_to(1, {{"a", "same"}, {"b", "same"}});
    CHECK_EQ(here.store->objects().present()->size(), 1U);
    CHECK(made.files["a"] == made.files["b"]);
}

struct View : Partition {
    Path root = "/shown";
    GenerationFiles view{files, store->objects(),
                         files_with({{"pages/water/nl.md", "water"},
                                     {"pages/water-2/nl.md", "more"},
                                     {"pages/water.md", "x"},
                                     {"situation.toml", "s"}}),
                         root};
};

void shows_a_folder(View& here) {
    auto top = **here.view.list(here.root, 10);
    CHECK_EQ(top.size(), 2U);
    CHECK(top[0] == (FolderEntry{"pages", FolderEntry::Kind::Folder, 0}));
    CHECK(top[1] == (FolderEntry{"situation.toml", FolderEntry::Kind::File, 1}));
    auto pages = **here.view.list(here.root / "pages", 10);
    CHECK_EQ(pages.size(), 3U);
    CHECK_EQ(pages[0].name, std::string("water"));
    CHECK_EQ(pages[1].name, std::string("water-2"));
    CHECK_EQ(pages[2].name, std::string("water.md"));
    CHECK(!here.view.list(here.root / "nothing", 10)->has_value());
    CHECK_REFUSED(here.view.list(here.root / "pages", 2), "files.too_many");
    CHECK_EQ(**here.view.read(here.root / "pages/water/nl.md", ByteLimit{5}), std::string("water"));
    CHECK(!here.view.read(here.root / "pages", ByteLimit{5})->has_value());
    CHECK_REFUSED(here.view.read(here.root / "pages/water/nl.md", ByteLimit{4}), "files.too_large");
}

void checks_what_it_reads(View& here) {
    here.damage("water");
    CHECK_REFUSED(here.view.read(here.root / "pages/water/nl.md", ByteLimit{5}), "store.object_damaged");
    std::filesystem::remove(here.path_of("water"));
    CHECK_REFUSED(here.view.read(here.root / "pages/water/nl.md", ByteLimit{5}), "store.object_missing");
}

void stays_as_it_is(View& here) {
    CHECK_REFUSED(here.view.replace(here.root / "new", "x"), "files.read_only");
    CHECK_REFUSED(here.view.remove(here.root / "situation.toml"), "files.read_only");
    CHECK_REFUSED(here.view.rename(here.temp.path / "a", here.root / "a"), "files.read_only");
    CHECK_OK(here.view.replace(here.temp.path / "elsewhere", "x"));
    CHECK_EQ(**here.view.read(here.temp.path / "elsewhere", ByteLimit{5}), std::string("x"));
    CHECK(!here.view.read(here.root / "../shown-not", ByteLimit{5})->has_value());
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
        test<falls_back, Partition>("a damaged object is found at the start and the generation before is shown"),
        test<as_new_as_what_is_shown, Partition>("what is shown is told as old as it is"),
        test<last_rung, Partition>("with all of both generations lost the image's content is what is left"),
        test<what_is_left_is_shown, Partition>("where one object of both generations is lost the rest is shown"),
        test<asks_a_deaf_disk_seldom, Partition>("a disk that reads nothing is asked four times in all"),
        test<one_bad_place, Partition>("an object that cannot be read costs itself alone"),
        test<damaged_is_not_kept, Partition>("a damaged generation does not push the whole one out"),
        test<collects, Partition>("what no generation needs is removed when room is asked for"),
        test<bounded, Partition>("more than the store may hold is refused as store.full and nothing changes"),
        test<leaves_room_for_records, Partition>("content leaves room on the disk for what residents tell"),
        test<damaged_database, Partition>("a damaged database is moved aside by name and begun anew"),
        test<damaged_anywhere, Partition>("damage anywhere in the database never shows anything else"),
        test<newer_database, Partition>("a database of a later program is moved aside"),
        test<floor_is_the_newest_words, Partition>("the signed time is that of the newest word, and of no older one"),
        test<remembers_who_was_heard, Partition>("when the coordination point was heard survives a start"),
        test<trust_is_kept, Partition>("what is believed is kept by role, and roots by version"),
        test<journal_is_bounded, Partition>("the journal keeps the newest thousand entries"),
        test<not_committed_is_undone, Partition>("what was not committed did not happen"),
        test<one_object_twice, Partition>("the same bytes under two names are one object"),
        test<shows_a_folder, View>("a generation reads as a folder"),
        test<checks_what_it_reads, View>("what is read from a generation is hashed first"),
        test<stays_as_it_is, View>("a generation cannot be changed through its files"),
        test<staged_trust_stays_apart, Partition>("what an update believes stays apart until it is whole"),
    };
    return run("store", tests) + run_outbox_tests();
}
