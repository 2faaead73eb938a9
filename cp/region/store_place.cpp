#include "cp/region/store_place.hpp"

namespace baken::cp {
namespace {

constexpr std::string_view kNote =
    "The hub of this region keeps its records in another store: commands need --store with its address.\n"
    "Remove this file when records are to be kept in inbox.sqlite again.\n";

}  // namespace

Result<std::string> store_of(const RegionFolder& region, const std::string& given) {
    if (!given.empty()) return given;
    std::error_code failed;
    if (!std::filesystem::exists(region.store_note(), failed)) return region.inbox().string();
    return refuse("store.elsewhere", region.root.string() + ": the hub keeps its records in another store",
                  "give its address with --store; with the units it stands in /etc/baken/hub.env");
}

Done note_store(Files& files, const RegionFolder& region, const std::string& given) {
    std::error_code failed;
    bool known = std::filesystem::exists(region.store_note(), failed);
    if (known || given.empty() || Path(given).lexically_normal() == region.inbox().lexically_normal()) return {};
    return files.replace(region.store_note(), kNote);
}

}  // namespace baken::cp
