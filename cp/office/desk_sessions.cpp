#include "cp/office/desk_sessions.hpp"

#include <sodium.h>

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {
namespace {

constexpr std::size_t kNameBytes = 32;
// Using a session is written down this often, no oftener: a page at work asks several times a second.
constexpr Duration kTouchedEach = std::chrono::seconds{30};

// Two hubs' clocks differ a little, and what the one says is no time to come for the other.
constexpr Duration kAhead = std::chrono::hours{1};

// A random half, and one that only this and the hash of the password give. Nobody learns of the hash from it, which has
// a salt of its own.
constexpr std::size_t kHalf = 64;
std::string token_of(const std::string& random, const DeskUser& user) {
    return random + trust::sha256_hex(random + user.hash);
}

}  // namespace

bool is_of_password(const DeskSession& session, const DeskUser& user) {
    return is_same_secret(session.token, token_of(session.token.substr(0, kHalf), user));
}

bool is_same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && !one.empty() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string DeskSessions::new_name() {
    std::string bytes(kNameBytes, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return trust::to_hex(bytes);
}

// Such a session would rest only when that time has come. Whoever works in it may go on, and one that nobody is at
// rests half an hour after this.
Done DeskSessions::bring_back(Instant now) {
    return store_->bring_back_sessions(now + kAhead, now);
}

Done DeskSessions::forget_ended(Instant now) {
    TRY_DONE(store_->take_keys(now - limits_.idle, now - limits_.longest));
    return store_->forget_sessions(now - limits_.watch);
}

Done DeskSessions::begin(std::string_view name, const DeskUser& user, std::string keys, Instant now) {
    TRY_DONE(forget_ended(now));
    return store_->add({trust::sha256_hex(name), user.name, token_of(new_name(), user), std::move(keys), now, now},
                       {limits_.of_one, limits_.most});
}

bool DeskSessions::rests(const StoredSession& stored, Instant now) const {
    return now - stored.used > limits_.idle || now - stored.begun > limits_.longest;
}

Result<std::optional<DeskSession>> DeskSessions::find(std::string_view name, Instant now, Touch touch) {
    if (name.empty()) return std::nullopt;
    auto hash = trust::sha256_hex(name);
    TRY(auto stored, store_->session(hash));
    if (!stored || rests(*stored, now)) return std::nullopt;
    if (touch == Touch::Yes && now - stored->used >= kTouchedEach) TRY_DONE(store_->touch(hash, now));
    return DeskSession{stored->user, stored->token, stored->keys, stored->begun, stored->used};
}

Result<std::optional<DeskSession>> DeskSessions::watching(std::string_view name, Instant now) {
    if (name.empty()) return std::nullopt;
    TRY(auto stored, store_->session(trust::sha256_hex(name)));
    if (!stored || now - stored->begun > limits_.watch) return std::nullopt;
    return DeskSession{stored->user, stored->token, {}, stored->begun, stored->used};
}

Result<std::map<std::string, DeskSession>> DeskSessions::all_watching(Instant now) {
    TRY(auto stored, store_->sessions_since(now - limits_.watch));
    std::map<std::string, DeskSession> found;
    for (const auto& one : stored) {
        found.emplace(one.hash, DeskSession{one.user, one.token, {}, one.begun, one.used});
    }
    return found;
}

Done DeskSessions::end(std::string_view name) {
    return store_->end(trust::sha256_hex(name));
}

Done DeskSessions::end_all_of(std::string_view user) {
    return store_->end_all_of(user);
}

}  // namespace baken::cp
