// The keys under which records come and receipts go, as they change over the years. Kiosks learn of a change with the
// content, some of them days later by stick, so that no change may need them all to know it at once:
//   a new sealing key is sealed to as soon as a kiosk hears of it; what was sealed to an older one is still opened;
//   a new key for receipts is announced first, published, and signs only when it is put to use.
#pragma once

#include <string>

#include "cp/region/keyring.hpp"
#include "cp/region/reader_keys.hpp"
#include "cp/region/region_folder.hpp"
#include "exchange/base/time.hpp"
#include "exchange/records/cp_keys.hpp"

namespace baken::cp {

// Whether receipts of the key that signed until now are believed any longer. Forgotten is for a key that was stolen:
// kiosks then lose the words of answers it signed.
enum class OldKey : std::uint8_t { Believed, Forgotten };

// Nothing reaches a kiosk before the next publication. `held` is the region's lock. Errors of every call: inbox.no-keys
// when the region has none; cp-keys.full after sixteen of a kind; those of Keyring and Files.
class RecordKeys {
public:
    // Both outlive this.
    RecordKeys(Files& files, Keyring& keyring, RegionFolder region)
        : files_(&files), keyring_(&keyring), region_(std::move(region)) {}

    // Made for a new region.
    [[nodiscard]] Done begin();
    // From the next publication on records are sealed to a new key, which whoever may read records has by then. The
    // older ones stay: records sealed to them come. After an error no kiosk will hear of the new one.
    [[nodiscard]] Done change_sealing(const RegionLock& held, ReaderKeys& readers);
    // The next key for receipts, for kiosks to believe; the one that signs goes on. Errors: rotate.announced when there
    // is one already.
    [[nodiscard]] Done announce_receipts(const RegionLock& held);
    // The announced key signs from now on; a hub that runs must be started anew. Errors: rotate.not-announced;
    // rotate.unpublished when the content that is published at `now` does not have it.
    [[nodiscard]] Done use_receipts(const RegionLock& held, OldKey old, Instant now);

private:
    [[nodiscard]] Result<records::CpKeys> known();
    [[nodiscard]] Done keep(const records::CpKeys& keys);
    [[nodiscard]] Result<records::CpKeys> published(Instant now);

    Files* files_;
    Keyring* keyring_;
    RegionFolder region_;
};

}  // namespace baken::cp
