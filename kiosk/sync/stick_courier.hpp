// Records and receipts by stick. Receipts are read from any stick; records are written only on one that the
// coordination point made a courier's, because only there somebody waits for them.
#pragma once

#include <optional>

#include "exchange/base/files.hpp"
#include "kiosk/sync/receipts.hpp"

namespace baken::sync {

struct StickCarriage {
    bool is_courier = false;
    std::size_t given = 0;        // envelopes of this kiosk on the stick now
    std::size_t receipts = 0;     // new ones it brought
    std::vector<Error> refused;   // receipts that are not to be believed or cannot be read or kept, or a pass that is
                                  // not to be believed; after a hundred files that brought nothing no more are read
    std::optional<Error> failed;  // of the pass and the records: the stick or the outbox; what was done before holds
};

// Takes the stick's receipts for this kiosk, then, whatever became of those, puts every record that has none yet on a
// courier's stick, the most urgent first: each file written beside, synced, renamed. After that, pulling the stick
// loses nothing once it is unmounted. Envelopes whose receipt is here go from the stick; those of records that are not
// known here stay.
[[nodiscard]] StickCarriage carry_by_stick(store::Outbox& outbox, const ReceiptSide& side, Files& stick_files,
                                           const Path& stick, Instant now);

}  // namespace baken::sync
