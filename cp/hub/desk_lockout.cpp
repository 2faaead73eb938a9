#include "cp/hub/desk_lockout.hpp"

#include <algorithm>

namespace baken::hub {
namespace {

constexpr int kFreeTries = 5;
constexpr Duration kFirstWait = std::chrono::seconds{30};
constexpr Duration kLongestWait = std::chrono::minutes{15};
constexpr Duration kRememberedFor = std::chrono::hours{24};
constexpr std::size_t kMostNames = 10'000;

Duration wait_after(int wrong) {
    if (wrong < kFreeTries) return Duration{0};
    auto doublings = std::min(wrong - kFreeTries, 10);
    return std::min(kFirstWait * (1 << doublings), kLongestWait);
}

}  // namespace

std::optional<Duration> Lockout::wait_of(std::string_view name, Tick now) const {
    auto found = tries_.find(name);
    if (found == tries_.end() || found->second.until <= now) return std::nullopt;
    return found->second.until - now;
}

void Lockout::count_wrong(std::string_view name, Tick now) {
    std::erase_if(tries_, [now](const auto& entry) { return now - entry.second.last > kRememberedFor; });
    if (tries_.size() >= kMostNames && !tries_.contains(name)) {
        tries_.erase(std::ranges::min_element(tries_, {}, [](const auto& entry) { return entry.second.last; }));
    }
    auto& tries = tries_[std::string(name)];
    ++tries.wrong;
    tries.last = now;
    tries.until = now + wait_after(tries.wrong);
}

void Lockout::forget(std::string_view name) {
    if (auto found = tries_.find(name); found != tries_.end()) tries_.erase(found);
}

}  // namespace baken::hub
