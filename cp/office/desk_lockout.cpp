#include "cp/office/desk_lockout.hpp"

#include <algorithm>

namespace baken::cp {
namespace {

constexpr int kFreeTries = 5;
constexpr Duration kFirstWait = std::chrono::seconds{30};
constexpr Duration kLongestWait = std::chrono::minutes{15};
constexpr Duration kRememberedFor = std::chrono::hours{24};

Duration wait_after(int wrong) {
    if (wrong < kFreeTries) return Duration{0};
    auto doublings = std::min(wrong - kFreeTries, 10);
    return std::min(kFirstWait * (1 << doublings), kLongestWait);
}

}  // namespace

Result<std::optional<Duration>> Lockout::wait_of(std::string_view name, Instant now) const {
    TRY(auto tries, store_->tries(name));
    if (!tries || tries->until <= now) return std::nullopt;
    // A clock that was set back locks nobody out for longer.
    return std::min<Duration>(tries->until - now, kLongestWait);
}

Done Lockout::count_wrong(std::string_view name, Instant now) {
    return store_->count_wrong(name, now, wait_after, {.old = now - kRememberedFor});
}

Done Lockout::take_back(std::string_view name) {
    return store_->take_back_wrong(name);
}

Done Lockout::forget(std::string_view name) {
    return store_->forget_tries(name);
}

}  // namespace baken::cp
