#include "cp/inbox/retention.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/region/settings.hpp"
#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

constexpr std::chrono::days kWait{1};
// Two hubs' clocks differ a little, where there is no line that tells them the time.
constexpr std::chrono::hours kBack{1};

bool went_on_evenly(const InboxStore::Look& last, Instant now) {
    return now >= last.at - kBack && now <= last.at + kWait;
}

}  // namespace

Result<std::size_t> wipe_old(Files& files, const RegionFolder& region, InboxStore& store, Instant now) {
    TRY(auto settings, read_desk_settings(files, region.desk_settings()));
    TRY(auto wiped, store.wipe(now - std::chrono::days{settings.retention_days},
                               now - std::chrono::days{settings.longest_days}, now));
    if (wiped > 0) log(LogLevel::Info, "desk", fmt::format("retention wiped={}", wiped));
    return wiped;
}

Result<std::size_t> wipe_in_time(Files& files, const RegionFolder& region, InboxStore& store, Instant now) {
    TRY(auto last, store.last_look());
    bool even = last && went_on_evenly(*last, now);
    auto ready = even ? last->ready : now + kWait;
    // The hub whose clock is behind takes nothing back of how far the other is.
    TRY_DONE(store.note({even ? std::max(last->at, now) : now, ready}));
    if (!even) {
        log(LogLevel::Warning, "desk",
            "retention waits for a day: the clock jumped, or nobody looked for long; at once: baken-cp inbox wipe");
    }
    if (now < ready) return 0;
    return wipe_old(files, region, store, now);
}

}  // namespace baken::cp
