// Who is signed in, on any hub of the region. A session is named by 32 random bytes that only the browser keeps; the
// store has their hash, so whoever reads it cannot take over a session, nor open the keys that lie with it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "cp/inbox/desk_store.hpp"
#include "cp/office/desk_users.hpp"
#include "exchange/base/time.hpp"

namespace baken::cp {

struct SessionLimits {
    Duration idle = std::chrono::minutes{30};
    Duration longest = std::chrono::hours{12};
    Duration watch = std::chrono::days{7};  // since it began; what rests may watch for so long
    // Of one user: whoever has one password alone must not end the sessions of others, which may rest and watch.
    std::size_t of_one = 20;
    std::size_t most = 1'000;
};

struct DeskSession {
    std::string user;
    std::string token;  // what every request that changes something must repeat (against forged requests); made with
                        // the password's hash, so that it tells whether that is still the same
    std::string keys;   // those that open records, under the session's name (reader_keys.hpp); empty: none
    Instant begun{};
    Instant used{};
};

// Errors of every call: inbox.store.
class DeskSessions {
public:
    // `store` must outlive this.
    explicit DeskSessions(DeskStore& store, SessionLimits limits = {}) : store_(&store), limits_(limits) {}

    // A name for a new session, 64 hexadecimal digits.
    [[nodiscard]] static std::string new_name();
    // Beyond the most, of this user and then of all, the one that was used longest ago ends.
    [[nodiscard]] Done begin(std::string_view name, const DeskUser& user, std::string keys, Instant now);

    // The session of this name, which counts as used from now on when `touch` says so (a page that nobody is at is not
    // at work); nothing when there is none or its time is over.
    enum class Touch { Yes, No };
    [[nodiscard]] Result<std::optional<DeskSession>> find(std::string_view name, Instant now, Touch touch = Touch::Yes);

    // The same, also when its time is over: it rests then, without its keys, until it is ended or a week has gone. Its
    // browser may learn that something waits, and nothing else.
    [[nodiscard]] Result<std::optional<DeskSession>> watching(std::string_view name, Instant now);

    // All that watching() tells of, by the hash of their name.
    [[nodiscard]] Result<std::map<std::string, DeskSession>> all_watching(Instant now);

    [[nodiscard]] Done end(std::string_view name);
    [[nodiscard]] Done end_all_of(std::string_view user);
    // Takes away the keys of those that rest, and those that watched long enough.
    [[nodiscard]] Done forget_ended(Instant now);
    // This hub's clock ran ahead and was put right: what was used more than an hour from now counts as used now. A hub
    // whose clock is behind that of another must not say so: it would end the sessions of both.
    [[nodiscard]] Done bring_back(Instant now);

private:
    [[nodiscard]] bool rests(const StoredSession& stored, Instant now) const;

    DeskStore* store_;
    SessionLimits limits_;
};

// Was it begun with the password that the user has now?
[[nodiscard]] bool is_of_password(const DeskSession& session, const DeskUser& user);

// Compares in a time that does not tell how much was right.
[[nodiscard]] bool is_same_secret(std::string_view one, std::string_view other);

}  // namespace baken::cp
