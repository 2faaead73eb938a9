#include "cp/hub/desk_sessions.hpp"

#include <sodium.h>

#include <algorithm>

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::hub {
namespace {

constexpr std::size_t kNameBytes = 32;

std::string random_name() {
    std::string bytes(kNameBytes, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return trust::to_hex(bytes);
}

}  // namespace

bool is_same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && !one.empty() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

void DeskSessions::forget_ended(Tick now) {
    std::erase_if(sessions_, [&](const auto& entry) {
        return now - entry.second.used > limits_.idle || now - entry.second.begun > limits_.longest;
    });
}

std::string DeskSessions::begin(std::string_view user, Tick now) {
    forget_ended(now);
    if (sessions_.size() >= limits_.most) {
        sessions_.erase(std::ranges::min_element(sessions_, {}, [](const auto& entry) { return entry.second.used; }));
    }
    auto name = random_name();
    sessions_[trust::sha256_hex(name)] = {std::string(user), random_name(), now, now};
    return name;
}

std::optional<DeskSession> DeskSessions::find(std::string_view name, Tick now, Touch touch) {
    forget_ended(now);
    auto found = sessions_.find(trust::sha256_hex(name));
    if (found == sessions_.end()) return std::nullopt;
    if (touch == Touch::Yes) found->second.used = now;
    return found->second;
}

void DeskSessions::end(std::string_view name) {
    sessions_.erase(trust::sha256_hex(name));
}

void DeskSessions::end_all_of(std::string_view user) {
    std::erase_if(sessions_, [user](const auto& entry) { return entry.second.user == user; });
}

}  // namespace baken::hub
