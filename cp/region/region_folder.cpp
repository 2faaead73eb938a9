#include "cp/region/region_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <thread>

#include "exchange/base/owner.hpp"
#include "exchange/base/toml_reader.hpp"

namespace baken::cp {

Result<std::string> read_region_name(Files& files, const RegionFolder& region) {
    constexpr ByteLimit kMostBytes{64 * 1024};
    TRY(auto bytes, files.read(region.facts(), kMostBytes));
    if (!bytes) {
        return refuse("region.missing", region.root.string() + ": holds no region", "make one with baken-cp init");
    }
    TRY(auto table, TomlTable::parse(*bytes, kMostBytes));
    auto name = table.text("name");
    TRY_DONE(table.finish());
    return name;
}

Result<RegionLock> RegionLock::take(const RegionFolder& region, Duration patience) {
    constexpr Duration kBetweenTries{50};
    auto path = region.root / ".lock";
    auto owner = owner_at(path);
    RegionLock lock{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640)};
    if (lock.descriptor_ < 0) return refuse("region.missing", region.root.string() + ": cannot be opened");
    TRY_DONE(hand_over(lock.descriptor_, owner, path));
    for (auto left = patience; ::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0; left -= kBetweenTries) {
        if (left <= Duration{0}) {
            return refuse("region.busy", region.root.string() + ": another program is changing the region",
                          "try again");
        }
        std::this_thread::sleep_for(kBetweenTries);
    }
    return lock;
}

RegionLock::RegionLock(RegionLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

RegionLock::~RegionLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace baken::cp
