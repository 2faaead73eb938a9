#include "kiosk/store/store.hpp"

#include <fmt/format.h>

#include <ranges>

#include "kiosk/store/damaged.hpp"

namespace baken::store {
namespace {

constexpr std::int64_t kSchemaVersion = 1;
constexpr const char* kSchema = R"(
    CREATE TABLE setting(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE generation(
        id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, road INTEGER NOT NULL, arrived INTEGER NOT NULL);
    CREATE TABLE generation_file(
        generation INTEGER NOT NULL REFERENCES generation(id) ON DELETE CASCADE,
        path TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
        PRIMARY KEY(generation, path)) WITHOUT ROWID;
    CREATE TABLE trusted(role BLOB PRIMARY KEY, document BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE root(version INTEGER PRIMARY KEY, document BLOB NOT NULL);
    CREATE TABLE journal(id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, what TEXT NOT NULL);
    PRAGMA user_version = 1;
)";
constexpr std::int64_t kJournalEntries = 1000;

std::set<std::string> hashes_of(const ObjectSizes& objects) {
    auto hashes = std::views::keys(objects);
    return {hashes.begin(), hashes.end()};
}

Done lay_out(Database& database) {
    TRY(auto version, database.number("PRAGMA user_version", {}));
    if (version == kSchemaVersion) return {};
    if (version.value_or(0) != 0) {
        return refuse("store.version",
                      fmt::format("the database is of version {}, this program knows {}", *version, kSchemaVersion));
    }
    TRY(auto transaction, Transaction::begin(database));
    TRY_DONE(database.run(std::string(kSchema)));
    return transaction.commit();
}

Result<Database> open_database(const Path& file) {
    TRY(auto database, Database::open(file));
    TRY_DONE(lay_out(database));
    return database;
}

}  // namespace

Result<Store> Store::open(Files& files, Path folder, StoreLimits limits) {
    TRY_DONE(files.make_folder(folder));
    auto file = folder / kFile;
    std::vector<Error> troubles;
    TRY(auto database, open_or_begin_anew(files, folder, file, open_database, troubles));
    Store store(files, std::move(folder), limits, std::move(database));
    store.troubles_ = std::move(troubles);
    return store;
}

Done Store::set(std::string_view key, std::int64_t value) {
    return database_.run("INSERT INTO setting VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = ?2", {key, value});
}

Result<std::optional<std::int64_t>> Store::get(std::string_view key) {
    return database_.number("SELECT value FROM setting WHERE key = ?1", {key});
}

Result<std::optional<Generation>> Store::generation_at(std::string_view place) {
    TRY(auto id, get(place));
    if (!id) return std::nullopt;
    std::optional<Generation> found;
    TRY_DONE(database_.rows("SELECT version, road, arrived FROM generation WHERE id = ?1", {*id}, [&](const Row& row) {
        found =
            Generation{*id, row.number(0), {static_cast<RoadKind>(row.number(1)), moment_of(row.number(2))}, FileMap{}};
    }));
    if (!found) return std::nullopt;
    TRY_DONE(database_.rows("SELECT path, sha256, bytes FROM generation_file WHERE generation = ?1 ORDER BY path",
                            {*id}, [&](const Row& row) {
                                Object object{row.bytes(1), static_cast<std::uint64_t>(row.number(2))};
                                found->files.emplace_hint(found->files.end(), row.bytes(0), std::move(object));
                            }));
    return found;
}

Result<std::optional<Generation>> Store::current() {
    return generation_at("current");
}

Result<std::optional<Generation>> Store::previous() {
    return generation_at("previous");
}

Done Store::mark_damaged() {
    return set("damaged", 1);
}

Result<bool> Store::is_damaged() {
    TRY(auto damaged, get("damaged"));
    return damaged.value_or(0) != 0;
}

// The objects of the two generations, with their sizes.
Result<ObjectSizes> Store::staying() {
    TRY(auto now, current());
    TRY(auto before, previous());
    ObjectSizes objects;
    for (const auto* generation : {&now, &before}) {
        if (!*generation) continue;
        for (const auto& [path, object] : (*generation)->files) objects[object.sha256] = object.bytes;
    }
    return objects;
}

Done Store::room_for(const FileMap& files) {
    TRY(auto needed, staying());
    for (const auto& [path, object] : files) needed[object.sha256] = object.bytes;
    TRY_DONE(fits_within(limits_.bytes, needed));
    TRY_DONE(objects_.collect(hashes_of(needed)));
    auto free = files_->free_bytes(folder_);
    if (!free) return {};
    TRY(auto present, objects_.present());
    return fits_on_disk(*free, std::move(present), files);
}

Done Store::forget_fetched() {
    TRY(auto needed, staying());
    return objects_.collect(hashes_of(needed));
}

Result<std::int64_t> Store::insert(const Generation& next) {
    TRY_DONE(database_.run("INSERT INTO generation(version, road, arrived) VALUES(?1, ?2, ?3)",
                           {next.version, static_cast<std::int64_t>(next.arrival.road), number_of(next.arrival.at)}));
    auto id = database_.last_id();
    for (const auto& [path, object] : next.files) {
        TRY_DONE(database_.run("INSERT INTO generation_file VALUES(?1, ?2, ?3, ?4)",
                               {id, path, object.sha256, static_cast<std::int64_t>(object.bytes)}));
    }
    return id;
}

Result<Generation> Store::switch_to(const Generation& next, const TrustChanges& changes,
                                    std::optional<Instant> signed_time) {
    TRY(auto transaction, Transaction::begin(database_));
    TRY(bool damaged, is_damaged());
    TRY(auto present, get("current"));
    TRY_DONE(set_floor(next.version, signed_time));
    TRY(auto id, insert(next));
    if (present && !damaged) TRY_DONE(set("previous", *present));
    TRY_DONE(set("current", id));
    TRY_DONE(set("damaged", 0));
    TRY_DONE(
        database_.run("DELETE FROM generation WHERE id NOT IN "
                      "(SELECT value FROM setting WHERE key IN ('current', 'previous'))",
                      {}));
    TRY_DONE(keep(changes));
    TRY_DONE(write_heard(next.arrival));
    TRY_DONE(transaction.commit());
    auto made = next;
    made.id = id;
    return made;
}

Done Store::renew(std::int64_t version, Arrival arrival, const TrustChanges& changes,
                  std::optional<Instant> signed_time) {
    TRY(auto transaction, Transaction::begin(database_));
    TRY_DONE(set_floor(version, signed_time));
    TRY_DONE(database_.run(
        "UPDATE generation SET version = ?1 WHERE id = (SELECT value FROM setting WHERE key = 'current')", {version}));
    TRY_DONE(set("damaged", 0));
    TRY_DONE(keep(changes));
    TRY_DONE(write_heard(arrival));
    return transaction.commit();
}

Result<std::optional<std::string>> Store::trusted(std::string_view role) {
    return database_.bytes("SELECT document FROM trusted WHERE role = ?1", {Blob{role}});
}

Result<std::vector<std::string>> Store::roots() {
    std::vector<std::string> all;
    TRY_DONE(database_.rows("SELECT document FROM root ORDER BY version", {},
                            [&](const Row& row) { all.push_back(row.bytes(0)); }));
    return all;
}

Done Store::begin_trust(std::int64_t version, std::string_view root) {
    TRY(auto transaction, Transaction::begin(database_));
    TRY_DONE(database_.run(std::string("DELETE FROM trusted; DELETE FROM root; UPDATE generation SET version = 0")));
    TRY_DONE(database_.run("INSERT INTO root VALUES(?1, ?2)", {version, Blob{root}}));
    TRY_DONE(database_.run("INSERT INTO trusted VALUES(?1, ?2)", {Blob{"root"}, Blob{root}}));
    return transaction.commit();
}

Done Store::keep_roots(const TrustChanges& changes) {
    if (changes.roots.empty() && changes.forgotten.empty()) return {};
    TRY(auto transaction, Transaction::begin(database_));
    TRY_DONE(keep_only_roots(changes));
    return transaction.commit();
}

Done Store::keep_only_roots(const TrustChanges& changes) {
    for (const auto& role : changes.forgotten) {
        TRY_DONE(database_.run("DELETE FROM trusted WHERE role = ?1", {Blob{role}}));
    }
    for (const auto& [version, root] : changes.roots) {
        TRY_DONE(database_.run("INSERT OR REPLACE INTO root VALUES(?1, ?2)", {version, Blob{root}}));
    }
    if (changes.roots.empty()) return {};
    return database_.run("INSERT OR REPLACE INTO trusted VALUES(?1, ?2)",
                         {Blob{"root"}, Blob{changes.roots.rbegin()->second}});
}

Done Store::keep(const TrustChanges& changes) {
    TRY_DONE(keep_only_roots(changes));
    for (const auto& [role, document] : changes.documents) {
        TRY_DONE(database_.run("INSERT OR REPLACE INTO trusted VALUES(?1, ?2)", {Blob{role}, Blob{document}}));
    }
    return {};
}

// It may go back: a signer whose clock once ran ahead must not have every warning taken for ended from then on. What is
// old is kept out by its version, which was looked at before. Lower than the current one it is only where the keys
// changed and counting began anew.
Done Store::set_floor(std::int64_t version, std::optional<Instant> moment) {
    if (!moment) return {};
    TRY(auto before,
        database_.number("SELECT version FROM generation WHERE id = (SELECT value FROM setting WHERE key = 'current')",
                         {}));
    if (before == version) return {};
    return set("floor", number_of(*moment));
}

Result<std::optional<Instant>> Store::signed_floor() {
    TRY(auto floor, get("floor"));
    if (!floor) return std::nullopt;
    return moment_of(*floor);
}

Done Store::write_heard(Arrival arrival) {
    TRY_DONE(set("heard", number_of(arrival.at)));
    return set("heard_road", static_cast<std::int64_t>(arrival.road));
}

Done Store::heard(Arrival arrival) {
    TRY(auto transaction, Transaction::begin(database_));
    TRY_DONE(write_heard(arrival));
    return transaction.commit();
}

Result<std::optional<Arrival>> Store::last_heard() {
    TRY(auto at, get("heard"));
    TRY(auto road, get("heard_road"));
    if (!at) return std::nullopt;
    return Arrival{static_cast<RoadKind>(road.value_or(0)), moment_of(*at)};
}

Done Store::note(Instant at, std::string_view what) {
    TRY(auto transaction, Transaction::begin(database_));
    TRY_DONE(database_.run("INSERT INTO journal(at, what) VALUES(?1, ?2)", {number_of(at), what}));
    TRY_DONE(database_.run("DELETE FROM journal WHERE id <= ?1", {database_.last_id() - kJournalEntries}));
    return transaction.commit();
}

Result<std::vector<JournalEntry>> Store::journal(std::size_t most) {
    std::vector<JournalEntry> entries;
    TRY_DONE(database_.rows("SELECT at, what FROM journal ORDER BY id DESC LIMIT ?1", {static_cast<std::int64_t>(most)},
                            [&](const Row& row) { entries.push_back({moment_of(row.number(0)), row.bytes(1)}); }));
    return entries;
}

}  // namespace baken::store
