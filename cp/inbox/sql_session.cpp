#include "cp/inbox/sql_session.hpp"

#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include "cp/region/descriptor.hpp"
#include "exchange/base/owner.hpp"

namespace baken::cp {
namespace {

// A machine that went away without a word must not hold up those who wait for their turn.
std::string with_patience(const std::string& address) {
    if (address.find("connect_timeout=") != std::string::npos) return address;
    return address + (address.find('?') == std::string::npos ? "?" : "&") + "connect_timeout=5&tcp_user_timeout=10000";
}

// SQLite gives what it lays beside a database to whom that belongs, but a new database to whoever runs it. A file that
// is there is not opened here: to close it would take the locks away that this process has on it.
Done make_for_owner(const std::string& file) {
    auto owner = owner_at(file);
    if (!owner || file == ":memory:") return {};
    Descriptor made(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640));
    return made.valid() ? hand_over(made.get(), owner, file) : Done{};
}

// A bell that cannot be rung costs a wait, as send_rings() says.
void touch_bell(const std::string& file) {
    static_cast<void>(make_for_owner(bell_of(file)));
    Descriptor bell(::open(bell_of(file).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640));
    if (bell.valid()) [[maybe_unused]]
        auto written = ::pwrite(bell.get(), "\n", 1, 0);
}

void connect(soci::session& sql, const std::string& address) {
    if (is_postgresql(address)) {
        sql.open(soci::postgresql, with_patience(address));
        // That a table is there already is no news, and no line of the log.
        sql << "SET client_min_messages TO error";
        return;
    }
    sql.open(soci::sqlite3, "dbname=\"" + address + "\" timeout=5");
    std::string mode;
    sql << "PRAGMA journal_mode=WAL", soci::into(mode);
    sql << "PRAGMA synchronous=FULL";
    // What was wiped is overwritten, not only forgotten.
    int overwrite = 0;
    sql << "PRAGMA secure_delete=ON", soci::into(overwrite);
}

}  // namespace

bool is_postgresql(std::string_view address) {
    return address.starts_with("postgresql://") || address.starts_with("postgres://");
}

std::string bell_of(const std::string& file) {
    return file + "-bell";
}

Result<std::unique_ptr<SqlSession>> SqlSession::open(const std::string& address, std::span<const char* const> tables) {
    if (!is_postgresql(address)) TRY_DONE(make_for_owner(address));
    std::unique_ptr<SqlSession> session(new SqlSession(address));
    constexpr int kTries = 5;
    for (int tries = 1;; ++tries) {
        try {
            if (!session->sql.is_connected()) connect(session->sql, address);
            // Two hubs that start at once may trip over each other; both find the tables in the end.
            for (const auto* table : tables) session->sql << table;
            return session;
        } catch (const std::exception& error) {
            bool connected = session->sql.is_connected();
            if (!connected || tries == kTries) return refuse("inbox.store", error.what());
        }
    }
}

void SqlSession::begin() {
    if (depth_ == 0) {
        broken_ = false;
        rings_.clear();
        // SQLite would otherwise find out only at the first write that somebody else is writing.
        sql << (on_postgresql() ? "BEGIN" : "BEGIN IMMEDIATE");
    } else {
        sql << "SAVEPOINT part" + std::to_string(depth_);
    }
    ++depth_;
}

void SqlSession::commit() {
    if (depth_ == 1) {
        sql << "COMMIT";
    } else {
        sql << "RELEASE SAVEPOINT part" + std::to_string(depth_ - 1);
    }
    --depth_;
}

void SqlSession::roll_back() noexcept {
    --depth_;
    try {
        if (depth_ == 0) {
            rings_.clear();
            sql << "ROLLBACK";
        } else {
            auto name = std::to_string(depth_);
            sql << "ROLLBACK TO SAVEPOINT part" + name;
            sql << "RELEASE SAVEPOINT part" + name;
        }
    } catch (const std::exception&) {
        // The connection is gone, and the transaction with it.
        if (depth_ > 0) broken_ = true;
    }
}

void SqlSession::connect_anew() {
    try {
        sql.close();
        connect(sql, address_);
    } catch (const std::exception&) {
        // The next question tells.
    }
}

void SqlSession::ring(std::string_view what) {
    bool is_seen = !on_postgresql() && what == "t";
    if (!is_seen && rings_.find(what.front()) == std::string::npos) rings_ += what.front();
}

// Outside of the transaction: one that rings holds up all others that do, until it is on the disk. A ring that is lost
// costs a wait until the next round, nothing else.
void SqlSession::send_rings() {
    if (rings_.empty()) return;
    auto rings = std::exchange(rings_, {});
    if (!on_postgresql()) return touch_bell(address_);
    try {
        sql << "NOTIFY baken, '" + rings + "'";
    } catch (const std::exception&) {
        // As above.
    }
}

}  // namespace baken::cp
