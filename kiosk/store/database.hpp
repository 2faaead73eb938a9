// SQLite as values: one file, write-ahead log, and every commit on the disk before it is said to be done.
//
// One thread at a time per Database; another thread opens the file again for itself.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace baken::store {

// Bytes that are not text.
struct Blob {
    std::string_view bytes;
};
using Value = std::variant<std::int64_t, std::string_view, Blob>;

// How a moment stands in a column.
[[nodiscard]] inline std::int64_t number_of(Instant moment) {
    return moment.time_since_epoch().count();
}
[[nodiscard]] inline Instant moment_of(std::int64_t number) {
    return Instant{Duration{number}};
}

// The row a statement stands on; columns count from 0. What a column holds is copied out.
class Row {
public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::string bytes(int column) const;

private:
    sqlite3_stmt* statement_;
};

// Errors of every call: store.full when the disk is; store.damaged when the file is no sound database; store.busy
// when another connection held it longer than this one waits, which says nothing of the disk but that it is slow;
// store.database for everything else, with SQLite's own words.
class Database {
public:
    // Opens or makes the file and looks through it once for damage. A name that begins with "file:" is a URI as SQLite
    // reads it.
    [[nodiscard]] static Result<Database> open(const Path& file);

    static constexpr Duration kPatience = std::chrono::seconds{5};
    // How long a call waits for another connection that holds the lock; kPatience unless told. Whoever holds it,
    // holds it for one short transaction, but a worn disk may take long for one.
    void wait_at_most(Duration patience);

    // One or more statements without values.
    [[nodiscard]] Done run(const std::string& statements);
    // One statement; its values stand where it says ?1, ?2, ...
    [[nodiscard]] Done run(std::string_view statement, std::initializer_list<Value> values);
    [[nodiscard]] Done rows(std::string_view statement, std::initializer_list<Value> values,
                            const std::function<void(const Row&)>& take);
    // The first column of the first row, if there is a row.
    [[nodiscard]] Result<std::optional<std::int64_t>> number(std::string_view statement,
                                                             std::initializer_list<Value> values);
    [[nodiscard]] Result<std::optional<std::string>> bytes(std::string_view statement,
                                                           std::initializer_list<Value> values);
    [[nodiscard]] std::int64_t last_id() const;

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    explicit Database(sqlite3* database) : database_(database) {}
    [[nodiscard]] Done prepare();
    std::unique_ptr<sqlite3, Close> database_;
};

// What happens between begin() and commit() happens whole or not at all: unless it was committed, it is undone when
// this goes out of scope.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    ~Transaction();
    Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    [[nodiscard]] Done commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

}  // namespace baken::store
