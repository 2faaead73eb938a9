// The inbox of a region with everything it stands on, as the program's commands open it.
#pragma once

#include <memory>
#include <string>

#include "cp/inbox/inbox.hpp"
#include "cp/region/region_folder.hpp"
#include "exchange/base/disk_files.hpp"

namespace baken::cp {

// What the secret half of which keys is needed for.
enum class Opened : std::uint8_t {
    Signing,  // receipts
    All,      // receipts, and records to be read
};

struct InboxOffice {
    DiskFiles files;
    SystemClock clock;
    RegionFolder region;
    KioskRegister kiosks;
    InboxKeys keys;
    std::unique_ptr<InboxStore> store;
    Inbox inbox;

    // `address` empty: the region's own file (store_place.hpp). Keys that the passphrase does not open are an error; a
    // region without keys for records (made by an older program) takes none. Errors: region.*, key.*, toml.*,
    // inbox.store; inbox.no-keys; store.elsewhere.
    [[nodiscard]] static Result<std::unique_ptr<InboxOffice>> open(const RegionFolder& region,
                                                                   const std::string& address,
                                                                   const Path& passphrase_file, Opened opened);
    // The register as it is in the file now; cheap while that did not change.
    [[nodiscard]] Done reread_register();

private:
    std::pair<std::uint64_t, std::int64_t> read_;  // inode and moment of the register's file
    InboxOffice(RegionFolder folder, KioskRegister known, InboxKeys opened, std::unique_ptr<InboxStore> kept)
        : region(std::move(folder)),
          kiosks(std::move(known)),
          keys(std::move(opened)),
          store(std::move(kept)),
          inbox(*store, kiosks, clock, keys) {}
};

}  // namespace baken::cp
