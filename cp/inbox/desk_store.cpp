#include "cp/inbox/desk_store.hpp"

#include <fmt/format.h>

#include "cp/inbox/inbox_rows.hpp"
#include "cp/inbox/sql_session.hpp"

namespace baken::cp {
namespace {

constexpr const char* kTables[] = {
    "CREATE TABLE IF NOT EXISTS session(hash TEXT PRIMARY KEY, person TEXT NOT NULL, token TEXT NOT NULL,"
    " keys TEXT NOT NULL, begun BIGINT NOT NULL, used BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS tries(name TEXT PRIMARY KEY, wrong BIGINT NOT NULL, last BIGINT NOT NULL,"
    " until BIGINT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS tries_by_age ON tries(last)",
    "CREATE TABLE IF NOT EXISTS presence(site TEXT PRIMARY KEY, heard BIGINT NOT NULL, version BIGINT NOT NULL,"
    " since BIGINT NOT NULL)",
    // One row.
    "CREATE TABLE IF NOT EXISTS publication(place BIGINT PRIMARY KEY, version BIGINT NOT NULL)",
    // One row. A table of its own, because hubs of a version before write to the other as it is; theirs have no row
    // here.
    "CREATE TABLE IF NOT EXISTS published(place BIGINT PRIMARY KEY, version BIGINT NOT NULL, hash TEXT NOT NULL)",
};

long long number_of(Instant moment) {
    return moment.time_since_epoch().count();
}
Instant moment_of(long long number) {
    return Instant{Duration{number}};
}

template <typename Work>
Done done_by(SqlSession& session, Work&& work) {
    auto done = session.attempt([&] {
        work(session.sql);
        return true;
    });
    return done ? Done{} : std::unexpected(std::move(done.error()));
}

}  // namespace

DeskStore::DeskStore(std::unique_ptr<SqlSession> session) : session_(std::move(session)) {}
DeskStore::~DeskStore() = default;

Result<std::unique_ptr<DeskStore>> DeskStore::open(const std::string& address) {
    TRY(auto session, SqlSession::open(address, kTables));
    return std::unique_ptr<DeskStore>(new DeskStore(std::move(session)));
}

Done DeskStore::add(const StoredSession& session, SessionsKept kept) {
    auto row = session;
    long long begun = number_of(session.begun), used = number_of(session.used);
    long long of_one = static_cast<long long>(kept.of_one), most = static_cast<long long>(kept.most);
    return done_by(*session_, [&](soci::session& sql) {
        sql << "INSERT INTO session VALUES(:hash, :person, :token, :keys, :begun, :used) ON CONFLICT DO NOTHING",
            soci::use(row.hash), soci::use(row.user), soci::use(row.token), soci::use(row.keys), soci::use(begun),
            soci::use(used);
        sql << "DELETE FROM session WHERE person = :person AND hash NOT IN (SELECT hash FROM session WHERE person ="
               " :whose ORDER BY used DESC, begun DESC, hash LIMIT :kept)",
            soci::use(row.user), soci::use(row.user), soci::use(of_one);
        sql << "DELETE FROM session WHERE hash NOT IN (SELECT hash FROM session ORDER BY used DESC, begun DESC, hash"
               " LIMIT :most)",
            soci::use(most);
    });
}

Result<std::optional<StoredSession>> DeskStore::session(std::string_view hash) {
    return session_->attempt([&]() -> std::optional<StoredSession> {
        StoredSession found{.hash = std::string(hash)};
        long long begun = 0, used = 0;
        session_->sql << "SELECT person, token, keys, begun, used FROM session WHERE hash = :hash",
            soci::into(found.user), soci::into(found.token), soci::into(found.keys), soci::into(begun),
            soci::into(used), soci::use(found.hash);
        if (!session_->sql.got_data()) return std::nullopt;
        found.begun = moment_of(begun);
        found.used = moment_of(used);
        return found;
    });
}

Done DeskStore::touch(std::string_view hash, Instant used) {
    std::string which(hash);
    long long at = number_of(used);
    return done_by(*session_, [&](soci::session& sql) {
        sql << "UPDATE session SET used = :used WHERE hash = :hash", soci::use(at), soci::use(which);
    });
}

Done DeskStore::end(std::string_view hash) {
    std::string which(hash);
    return done_by(*session_,
                   [&](soci::session& sql) { sql << "DELETE FROM session WHERE hash = :hash", soci::use(which); });
}

Done DeskStore::end_all_of(std::string_view user) {
    std::string whose(user);
    return done_by(*session_,
                   [&](soci::session& sql) { sql << "DELETE FROM session WHERE person = :person", soci::use(whose); });
}

Done DeskStore::take_keys(Instant used_before, Instant begun_before) {
    long long used = number_of(used_before), begun = number_of(begun_before);
    return done_by(*session_, [&](soci::session& sql) {
        sql << "UPDATE session SET keys = '' WHERE keys <> '' AND (used < :used OR begun < :begun)", soci::use(used),
            soci::use(begun);
    });
}

Done DeskStore::forget_sessions(Instant begun_before) {
    long long begun = number_of(begun_before);
    return done_by(*session_,
                   [&](soci::session& sql) { sql << "DELETE FROM session WHERE begun < :begun", soci::use(begun); });
}

Done DeskStore::bring_back_sessions(Instant after, Instant to) {
    long long latest = number_of(after), moment = number_of(to);
    return done_by(*session_, [&](soci::session& sql) {
        sql << "UPDATE session SET used = :to WHERE used > :latest", soci::use(moment), soci::use(latest);
        sql << "UPDATE session SET begun = :to WHERE begun > :latest", soci::use(moment), soci::use(latest);
    });
}

Result<std::size_t> DeskStore::count_sessions() {
    return session_->attempt([&] {
        long long count = 0;
        session_->sql << "SELECT COUNT(*) FROM session", soci::into(count);
        return static_cast<std::size_t>(count);
    });
}

Result<std::vector<StoredSession>> DeskStore::sessions_since(Instant begun) {
    long long earliest = number_of(begun);
    return session_->attempt([&] {
        std::vector<StoredSession> found;
        soci::rowset<soci::row> rows = (session_->sql.prepare << "SELECT hash, person, token, begun, used FROM session"
                                                                 " WHERE begun >= :earliest",
                                        soci::use(earliest));
        for (const auto& row : rows) {
            found.push_back({row.get<std::string>(0),
                             row.get<std::string>(1),
                             row.get<std::string>(2),
                             {},
                             moment_of(number_at(row, 3)),
                             moment_of(number_at(row, 4))});
        }
        return found;
    });
}

Result<std::optional<WrongTries>> DeskStore::tries(std::string_view name) {
    return session_->attempt([&]() -> std::optional<WrongTries> {
        std::string whose(name);
        long long wrong = 0, last = 0, until = 0;
        session_->sql << "SELECT wrong, last, until FROM tries WHERE name = :name", soci::into(wrong), soci::into(last),
            soci::into(until), soci::use(whose);
        if (!session_->sql.got_data()) return std::nullopt;
        return WrongTries{static_cast<int>(wrong), moment_of(last), moment_of(until)};
    });
}

Done DeskStore::count_wrong(std::string_view name, Instant now, Duration (*wait_after)(int), TriesKept kept) {
    std::string whose(name);
    long long at = number_of(now), forgotten = number_of(kept.old), beyond = static_cast<long long>(kept.most) - 1;
    return done_by(*session_, [&](soci::session&) {
        session_->transact([&] {
            auto& sql = session_->sql;
            sql << "DELETE FROM tries WHERE last < :old", soci::use(forgotten);
            sql << "INSERT INTO tries VALUES(:name, 1, :last, 0) ON CONFLICT(name) DO UPDATE SET wrong = tries.wrong"
                   " + 1, last = excluded.last",
                soci::use(whose), soci::use(at);
            sql << "DELETE FROM tries WHERE last < (SELECT last FROM tries ORDER BY last DESC LIMIT 1 OFFSET :beyond)",
                soci::use(beyond);
            long long wrong = 0;
            sql << "SELECT wrong FROM tries WHERE name = :name", soci::into(wrong), soci::use(whose);
            long long until = at + wait_after(static_cast<int>(wrong)).count();
            sql << "UPDATE tries SET until = :until WHERE name = :name", soci::use(until), soci::use(whose);
            return true;
        });
    });
}

Done DeskStore::take_back_wrong(std::string_view name) {
    std::string whose(name);
    return done_by(*session_, [&](soci::session& sql) {
        sql << "UPDATE tries SET wrong = wrong - 1, until = 0 WHERE name = :name AND wrong > 0", soci::use(whose);
    });
}

Done DeskStore::forget_tries(std::string_view name) {
    std::string whose(name);
    return done_by(*session_,
                   [&](soci::session& sql) { sql << "DELETE FROM tries WHERE name = :name", soci::use(whose); });
}

Done DeskStore::note(const std::map<std::string, SitePresence, std::less<>>& heard, Instant now) {
    if (heard.empty()) return {};
    long long present = number_of(now);
    return done_by(*session_, [&](soci::session& sql) {
        session_->transact([&] {
            std::string site;
            long long at = 0, version = 0, since = 0;
            soci::statement note =
                (sql.prepare
                     << "INSERT INTO presence VALUES(:site, :heard, :version, :since) ON CONFLICT(site) DO UPDATE SET"
                        " since = CASE WHEN presence.version = excluded.version AND presence.since <="
                        " excluded.heard THEN presence.since ELSE excluded.since END, heard = excluded.heard, version "
                        "= excluded.version"
                        " WHERE excluded.heard >= presence.heard OR presence.heard > :now",
                 soci::use(site), soci::use(at), soci::use(version), soci::use(since), soci::use(present));
            for (const auto& [name, presence] : heard) {
                site = name;
                at = number_of(presence.heard);
                version = presence.version;
                since = number_of(presence.since);
                note.execute(true);
            }
            return true;
        });
    });
}

Result<std::map<std::string, SitePresence, std::less<>>> DeskStore::presences() {
    return session_->attempt([&] {
        std::map<std::string, SitePresence, std::less<>> found;
        soci::rowset<soci::row> rows = (session_->sql.prepare << "SELECT site, heard, version, since FROM presence");
        for (const auto& row : rows) {
            found.emplace(row.get<std::string>(0),
                          SitePresence{moment_of(number_at(row, 1)), number_at(row, 2), moment_of(number_at(row, 3))});
        }
        return found;
    });
}

Done DeskStore::keep_presences(const SiteIds& sites) {
    std::string places = "''";
    for (std::size_t at = 0; at < sites.size(); ++at) places += fmt::format(", :s{}", at);
    return done_by(*session_, [&](soci::session& sql) {
        soci::statement forget(sql);
        forget.alloc();
        forget.prepare("DELETE FROM presence WHERE site NOT IN (" + places + ")");
        for (const auto& site : sites) forget.exchange(soci::use(site));
        forget.define_and_bind();
        forget.execute(true);
    });
}

Result<NotedPublication> DeskStore::newest_publication() {
    return session_->attempt([&] {
        long long version = 0;
        std::string hash;
        session_->sql
            << "SELECT p.version, COALESCE(h.hash, '') FROM publication p LEFT JOIN published h ON h.version ="
               " p.version",
            soci::into(version), soci::into(hash);
        return session_->sql.got_data() ? NotedPublication{version, hash} : NotedPublication{};
    });
}

Result<bool> DeskStore::note_publication(const NotedPublication& publication) {
    long long version = publication.version;
    auto hash = publication.hash;
    return session_->attempt([&] {
        return session_->transact([&] {
            auto& sql = session_->sql;
            soci::statement note =
                (sql.prepare << "INSERT INTO publication VALUES(1, :version) ON CONFLICT(place) DO UPDATE SET version ="
                                " excluded.version WHERE excluded.version > publication.version",
                 soci::use(version));
            note.execute(true);
            if (note.get_affected_rows() == 0) return false;
            sql << "INSERT INTO published VALUES(1, :version, :hash) ON CONFLICT(place) DO UPDATE SET version ="
                   " excluded.version, hash = excluded.hash",
                soci::use(version), soci::use(hash);
            return true;
        });
    });
}

}  // namespace baken::cp
