#include "cp/inbox/retention.hpp"

#include <fmt/format.h>

#include "cp/region/settings.hpp"
#include "exchange/base/log.hpp"

namespace baken::cp {

Result<std::size_t> wipe_old(Files& files, const RegionFolder& region, InboxStore& store, Instant now) {
    TRY(auto settings, read_desk_settings(files, region.desk_settings()));
    TRY(auto wiped,
        store.wipe(now - std::chrono::days{settings.retention_days}, now - std::chrono::days{settings.longest_days}));
    if (wiped > 0) log(LogLevel::Info, "desk", fmt::format("retention wiped={}", wiped));
    return wiped;
}

}  // namespace baken::cp
