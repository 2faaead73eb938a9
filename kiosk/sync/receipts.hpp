// Receipts as they come, by whatever road: believed only when the coordination point signed them for this kiosk, and
// only then kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/time.hpp"
#include "exchange/trust/seal.hpp"
#include "kiosk/store/outbox.hpp"

namespace baken::sync {

// Who receives, and whom it believes.
struct ReceiptSide {
    std::string kiosk;
    const trust::SealingKey& sealing;
    std::vector<std::string> cp_keys;
};

// A receipt as it is called by every road: "<record>.<n>.receipt".
struct ReceiptName {
    std::string_view record;  // of what was read
    int n = 0;
};
[[nodiscard]] std::optional<ReceiptName> read_receipt_name(std::string_view name);

// True when something new was learned. Errors, nothing kept: those of open_receipt and Outbox::add_receipt: forged,
// foreign, of a record that is not here, or another one under the same number.
[[nodiscard]] Result<bool> take_receipt(store::Outbox& outbox, const ReceiptSide& side, std::string_view bytes,
                                        Instant now);

}  // namespace baken::sync
