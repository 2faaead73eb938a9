#include "kiosk/sync/receipts.hpp"

#include "exchange/records/receipt.hpp"

namespace baken::sync {

Result<bool> take_receipt(store::Outbox& outbox, const ReceiptSide& side, std::string_view bytes, Instant now) {
    TRY(const auto receipt, records::open_receipt(bytes, {side.kiosk, side.sealing, side.cp_keys}));
    return outbox.add_receipt(receipt, bytes, now);
}

}  // namespace baken::sync
