#include "kiosk/store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace baken::store {
namespace {

std::unexpected<Error> refuse_sqlite(sqlite3* database, int code) {
    std::string words = database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database);
    switch (code & 0xff) {
        case SQLITE_FULL:
            return refuse("store.full", "the data partition is full: " + words, "free space on the data partition");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return refuse("store.damaged", "the database is damaged: " + words);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return refuse("store.busy", "another connection holds the database: " + words);
        default:
            return refuse("store.database", fmt::format("{} (SQLite {})", words, code));
    }
}

// Owns a prepared statement.
class Statement {
public:
    static Result<Statement> prepare(sqlite3* database, std::string_view text) {
        sqlite3_stmt* made = nullptr;
        int code = sqlite3_prepare_v2(database, text.data(), static_cast<int>(text.size()), &made, nullptr);
        if (code != SQLITE_OK) return refuse_sqlite(database, code);
        return Statement(database, made);
    }

    Done bind(std::initializer_list<Value> values) {
        int place = 0;
        for (const auto& value : values) {
            if (int code = bind(++place, value); code != SQLITE_OK) return refuse_sqlite(database_, code);
        }
        return {};
    }

    // True while there is a row.
    Result<bool> step() {
        int code = sqlite3_step(statement_.get());
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        return refuse_sqlite(database_, code);
    }

    [[nodiscard]] Row row() const { return Row(statement_.get()); }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    Statement(sqlite3* database, sqlite3_stmt* statement) : database_(database), statement_(statement) {}

    // The values outlive the statement's steps: all are bound and stepped within one call of Database.
    int bind(int place, const Value& value) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            return sqlite3_bind_int64(statement_.get(), place, *number);
        }
        if (const auto* text = std::get_if<std::string_view>(&value)) {
            return sqlite3_bind_text(statement_.get(), place, text->data(), static_cast<int>(text->size()),
                                     SQLITE_STATIC);
        }
        auto bytes = std::get<Blob>(value).bytes;
        return sqlite3_bind_blob(statement_.get(), place, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
    }

    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace

std::int64_t Row::number(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string Row::bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return data == nullptr ? std::string{} : std::string(data, size);
}

void Database::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

Result<Database> Database::open(const Path& file) {
    sqlite3* opened = nullptr;
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI;
    int code = sqlite3_open_v2(file.c_str(), &opened, kFlags, nullptr);
    Database database(opened);
    if (code != SQLITE_OK) return refuse_sqlite(opened, code);
    TRY_DONE(database.prepare());
    return database;
}

Done Database::prepare() {
    wait_at_most(kPatience);
    TRY_DONE(
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF"));
    TRY(auto verdict, bytes("PRAGMA quick_check(1)", {}));
    auto words = verdict.value_or("no answer");
    if (words != "ok") return refuse("store.damaged", "the database is damaged: " + words);
    return {};
}

void Database::wait_at_most(Duration patience) {
    sqlite3_busy_timeout(database_.get(), static_cast<int>(patience.count()));
}

Done Database::run(const std::string& statements) {
    int code = sqlite3_exec(database_.get(), statements.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return refuse_sqlite(database_.get(), code);
    return {};
}

Done Database::run(std::string_view statement, std::initializer_list<Value> values) {
    return rows(statement, values, [](const Row&) {});
}

Done Database::rows(std::string_view statement, std::initializer_list<Value> values,
                    const std::function<void(const Row&)>& take) {
    TRY(auto prepared, Statement::prepare(database_.get(), statement));
    TRY_DONE(prepared.bind(values));
    while (true) {
        TRY(bool more, prepared.step());
        if (!more) return {};
        take(prepared.row());
    }
}

Result<std::optional<std::int64_t>> Database::number(std::string_view statement, std::initializer_list<Value> values) {
    std::optional<std::int64_t> found;
    TRY_DONE(rows(statement, values, [&](const Row& row) { found = found.value_or(row.number(0)); }));
    return found;
}

Result<std::optional<std::string>> Database::bytes(std::string_view statement, std::initializer_list<Value> values) {
    std::optional<std::string> found;
    TRY_DONE(rows(statement, values, [&](const Row& row) {
        if (!found) found = row.bytes(0);
    }));
    return found;
}

std::int64_t Database::last_id() const {
    return sqlite3_last_insert_rowid(database_.get());
}

Result<Transaction> Transaction::begin(Database& database) {
    TRY_DONE(database.run("BEGIN IMMEDIATE"));
    return Transaction(database);
}

Transaction::~Transaction() {
    // What cannot be undone now is undone when the database is opened next.
    if (database_ != nullptr) (void)database_->run("ROLLBACK");
}

Done Transaction::commit() {
    TRY_DONE(database_->run("COMMIT"));
    database_ = nullptr;
    return {};
}

}  // namespace baken::store
