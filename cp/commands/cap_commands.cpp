// baken-cp cap
#include <fmt/format.h>

#include <filesystem>

#include "cp/commands/commands.hpp"
#include "cp/inbox/inbox_store.hpp"
#include "cp/office/cap_imports.hpp"
#include "cp/office/feed_fetch.hpp"
#include "cp/region/region_folder.hpp"
#include "cp/region/store_place.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/bulletins/alert_parse.hpp"

namespace baken::cp {
namespace {

bool is_web_address(const std::string& text) {
    return text.starts_with("https://") || text.starts_with("http://");
}

Result<Gathered> gather(Files& files, const std::string& from) {
    if (is_web_address(from)) {
        return gather_alerts(from, [](const std::string& address) { return fetch_address(address); });
    }
    TRY(auto bytes, files.read(from, ByteLimit{bulletins::kMostBytes}));
    if (!bytes) return refuse("cap.missing", from + ": is not there");
    return gather_from_bytes(*bytes);
}

// Pages that miss this look again within a minute.
void ring_for_desk(const Order& order, const RegionFolder& region) {
    auto place = store_of(region, order.store);
    std::error_code failed;
    // To open a file that is not there would make it.
    if (!place || (order.store.empty() && !std::filesystem::exists(region.inbox(), failed))) return;
    auto store = InboxStore::open(*place);
    if (store) (*store)->ring(StoreBell::Records);
}

}  // namespace

Done run_cap_import(const Order& order) {
    DiskFiles files;
    RegionFolder region{order.region};
    TRY([[maybe_unused]] auto name, read_region_name(files, region));
    TRY(auto gathered, gather(files, order.address));
    for (const auto& problem : gathered.problems) fmt::print(stderr, "{}\n", problem.text());
    auto from = is_web_address(order.address) ? order.address : Path(order.address).filename().string();
    TRY(auto kept, CapImports(files, region.desk_imports()).keep(from, gathered.alerts, SystemClock().now()));
    if (kept.left > 0) fmt::print(stderr, "{} new messages found no room at the desk; dismiss some there\n", kept.left);
    ring_for_desk(order, region);
    fmt::print("{} new messages wait at the desk, {} were there already\n", kept.fresh, kept.known);
    return {};
}

}  // namespace baken::cp
