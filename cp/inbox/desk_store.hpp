// What all hubs of a region share for the desk, in the same database as the records: sessions, wrong passwords, and who
// was heard. The same statements on SQLite and PostgreSQL; one thread at a time.
//
// Errors of every call: inbox.store, with the database's own words.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cp/inbox/presence.hpp"
#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"

namespace baken::cp {

class SqlSession;

struct StoredSession {
    std::string hash;  // of its name, which only the browser has
    std::string user;
    std::string token;
    std::string keys;  // those that open records, under the session's name; may be empty
    Instant begun{};
    Instant used{};
};

struct WrongTries {
    int wrong = 0;
    Instant last{};
    Instant until{};  // when the next one may be made
};

struct NotedPublication {
    std::int64_t version = 0;  // of its timestamp; 0: none
    std::string hash;          // of the timestamp's bytes; empty where a hub of a version before noted it
};

class DeskStore {
public:
    // An address as of InboxStore; ":memory:" is a database of this process alone.
    [[nodiscard]] static Result<std::unique_ptr<DeskStore>> open(const std::string& address);
    ~DeskStore();
    DeskStore(const DeskStore&) = delete;
    DeskStore& operator=(const DeskStore&) = delete;

    // Beyond so many of this one's user, and then of all together, those that were used longest ago end.
    struct SessionsKept {
        std::size_t of_one = 20;
        std::size_t most = 1'000;
    };
    [[nodiscard]] Done add(const StoredSession& session, SessionsKept kept);
    [[nodiscard]] Result<std::optional<StoredSession>> session(std::string_view hash);
    [[nodiscard]] Done touch(std::string_view hash, Instant used);
    [[nodiscard]] Done end(std::string_view hash);
    [[nodiscard]] Done end_all_of(std::string_view user);
    // The keys of sessions that were not used since the one moment, or begun before the other.
    [[nodiscard]] Done take_keys(Instant used_before, Instant begun_before);
    [[nodiscard]] Done forget_sessions(Instant begun_before);
    // Those used or begun after the one moment were so at the other.
    [[nodiscard]] Done bring_back_sessions(Instant after, Instant to);
    [[nodiscard]] Result<std::size_t> count_sessions();
    // All that were not begun before this, without their keys.
    [[nodiscard]] Result<std::vector<StoredSession>> sessions_since(Instant begun);

    [[nodiscard]] Result<std::optional<WrongTries>> tries(std::string_view name);
    // One more; `wait_after` says how long to wait after so many. Those last made before `old` are forgotten, and
    // beyond `most` names those that were made longest ago: a stranger may invent as many as they like.
    struct TriesKept {
        Instant old{};
        std::size_t most = 10'000;
    };
    [[nodiscard]] Done count_wrong(std::string_view name, Instant now, Duration (*wait_after)(int), TriesKept kept);
    // The last one was none, and nothing need be waited for that was not before.
    [[nodiscard]] Done take_back_wrong(std::string_view name);
    [[nodiscard]] Done forget_tries(std::string_view name);

    // What is older than what is known changes nothing, unless that was heard after `now`, by a clock that was ahead.
    [[nodiscard]] Done note(const std::map<std::string, SitePresence, std::less<>>& heard, Instant now);
    [[nodiscard]] Result<std::map<std::string, SitePresence, std::less<>>> presences();
    // Of all others nothing is known any more.
    [[nodiscard]] Done keep_presences(const SiteIds& sites);

    // The newest publication of any hub. One that is no newer changes nothing, and is answered with false: of two with
    // the same number the first to be noted counts.
    [[nodiscard]] Result<NotedPublication> newest_publication();
    [[nodiscard]] Result<bool> note_publication(const NotedPublication& publication);

private:
    explicit DeskStore(std::unique_ptr<SqlSession> session);
    std::unique_ptr<SqlSession> session_;
};

}  // namespace baken::cp
