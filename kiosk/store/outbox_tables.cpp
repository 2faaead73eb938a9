#include "kiosk/store/outbox_tables.hpp"

#include <fmt/format.h>

#include "exchange/base/ids.hpp"
#include "kiosk/store/offers_table.hpp"

namespace baken::store {
namespace {

// Sealed bytes stand in tables of their own, so that reading how everything stands touches none of them.
constexpr std::int64_t kSchemaVersion = 1;
constexpr const char* kSchema = R"(
    CREATE TABLE setting(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE entry(
        stored INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, class INTEGER NOT NULL, at INTEGER NOT NULL,
        ticket TEXT NOT NULL, receipt INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0,
        state_at INTEGER NOT NULL DEFAULT 0, received_at INTEGER, answered INTEGER NOT NULL DEFAULT 0,
        on_stick INTEGER, step INTEGER, step_at INTEGER NOT NULL DEFAULT 0, heard INTEGER);
    CREATE INDEX entry_waiting ON entry(class, stored) WHERE receipt = 0;
    CREATE TABLE envelope(id TEXT PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE, bytes BLOB NOT NULL);
    CREATE TABLE receipt(
        record TEXT NOT NULL REFERENCES entry(id) ON DELETE CASCADE, n INTEGER NOT NULL, bytes BLOB NOT NULL,
        PRIMARY KEY(record, n));
    CREATE TABLE board(
        id TEXT PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE, approved INTEGER NOT NULL DEFAULT 0,
        joined INTEGER NOT NULL DEFAULT 0, sealed BLOB NOT NULL);
    CREATE TABLE count(
        hour INTEGER NOT NULL, dimension INTEGER NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL,
        PRIMARY KEY(hour, dimension, value)) WITHOUT ROWID;
    CREATE TABLE audit(line INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, what TEXT NOT NULL,
        record TEXT NOT NULL);
    PRAGMA user_version = 1;
)";

Done make_tables(Database& database) {
    TRY(auto transaction, Transaction::begin(database));
    TRY_DONE(database.run(std::string(kSchema)));
    TRY_DONE(database.run(std::string(kOffers)));
    return transaction.commit();
}

}  // namespace

// SQLite's name for a database in memory.
Path outbox_in_memory() {
    return fmt::format("file:/outbox-{}?vfs=memdb", new_uuid7({}));
}

Result<Database> open_outbox(const Path& file) {
    TRY(auto database, Database::open(file));
    // What is deleted is overwritten, not only forgotten.
    TRY_DONE(database.run("PRAGMA secure_delete=ON"));
    TRY(auto version, database.number("PRAGMA user_version", {}));
    if (version == kSchemaVersion) {
        // What waits on a disk that takes nothing any more can be read all the same, and leaves.
        if (!database.run(std::string(kOffers))) TRY_DONE(database.run(std::string(kOwnOffers)));
        return database;
    }
    if (version.value_or(0) != 0) {
        return refuse("store.version",
                      fmt::format("the outbox is of version {}, this program knows {}", *version, kSchemaVersion));
    }
    TRY_DONE(make_tables(database));
    return database;
}

}  // namespace baken::store
