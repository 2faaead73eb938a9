// Hubs of one region share what is published through its folder. Where the folder of one is behind (a file system that
// is not mounted, an old copy that was put back), the database they share tells: such a hub publishes nothing, for that
// would be a second publication of the same number, and tells kiosks of nothing, so that they ask another hub. Where a
// command made that second publication all the same, its folder is behind until it has what was noted first.
#pragma once

#include <atomic>

#include "cp/inbox/desk_store.hpp"
#include "cp/region/region_folder.hpp"

namespace baken::cp {

class PublicationGuard {
public:
    // All must outlive this.
    PublicationGuard(Files& files, const RegionFolder& region, DeskStore& store)
        : files_(files), region_(region), store_(store) {}

    // Compares the folder with the database, and tells the database of what is newer here. In the desk's lane. Errors:
    // those of Files and of the store; then what was known stays.
    [[nodiscard]] Done look();
    // The same; refuses when this hub is behind. Errors: region.behind.
    [[nodiscard]] Done check();
    // Any thread.
    [[nodiscard]] bool is_behind() const { return behind_; }

private:
    Result<NotedPublication> here();

    Files& files_;
    const RegionFolder& region_;
    DeskStore& store_;
    std::atomic<bool> behind_ = false;
};

}  // namespace baken::cp
