// Who is signed in. A session is named by 32 random bytes that only the browser keeps; here lies their hash. Sessions
// are of one run of the hub: after a restart everybody signs in anew.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "exchange/base/time.hpp"

namespace baken::hub {

struct SessionLimits {
    Duration idle = std::chrono::minutes{30};
    Duration longest = std::chrono::hours{12};
    std::size_t most = 1'000;
};

struct DeskSession {
    std::string user;
    std::string token;  // what every request that changes something must repeat (against forged requests)
    Tick begun{};
    Tick used{};
};

class DeskSessions {
public:
    explicit DeskSessions(SessionLimits limits = {}) : limits_(limits) {}

    // The name of the new session, 64 hexadecimal digits. Beyond the most, the one that was used longest ago ends.
    [[nodiscard]] std::string begin(std::string_view user, Tick now);

    // The session of this name, which counts as used from now on when `touch` says so (a page that only waits for news
    // is not at work); nothing when there is none or its time is over.
    enum class Touch { Yes, No };
    [[nodiscard]] std::optional<DeskSession> find(std::string_view name, Tick now, Touch touch = Touch::Yes);

    void end(std::string_view name);
    void end_all_of(std::string_view user);
    [[nodiscard]] std::size_t count() const { return sessions_.size(); }

private:
    void forget_ended(Tick now);
    SessionLimits limits_;
    std::map<std::string, DeskSession, std::less<>> sessions_;  // by the hash of the name
};

// Compares in a time that does not tell how much was right.
[[nodiscard]] bool is_same_secret(std::string_view one, std::string_view other);

}  // namespace baken::hub
