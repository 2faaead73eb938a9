#include "kiosk/sync/receipts.hpp"

#include <charconv>

#include "exchange/records/receipt.hpp"

namespace baken::sync {

std::optional<ReceiptName> read_receipt_name(std::string_view name) {
    auto dot = name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    ReceiptName found{name.substr(0, dot)};
    const auto* end = name.data() + name.size();
    auto read = std::from_chars(name.data() + dot + 1, end, found.n);
    if (read.ec != std::errc{} || std::string_view(read.ptr, end) != ".receipt") return std::nullopt;
    return found;
}

Result<bool> take_receipt(store::Outbox& outbox, const ReceiptSide& side, std::string_view bytes, Instant now) {
    TRY(const auto receipt, records::open_receipt(bytes, {side.kiosk, side.sealing, side.cp_keys}));
    return outbox.add_receipt(receipt, bytes, now);
}

}  // namespace baken::sync
