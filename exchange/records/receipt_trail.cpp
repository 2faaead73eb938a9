#include "exchange/records/receipt_trail.hpp"

#include <fmt/format.h>

namespace baken::records {

Done ReceiptTrail::take(Receipt receipt) {
    if (receipt.record != record_) return refuse("receipt.record", "of another record");
    auto before = taken_.find(receipt.n);
    if (before == taken_.end()) {
        taken_.emplace(receipt.n, std::move(receipt));
        return {};
    }
    if (before->second == receipt) return refuse("receipt.replay", fmt::format("number {} is here", receipt.n));
    return refuse("receipt.conflict", fmt::format("another number {} is here", receipt.n));
}

}  // namespace baken::records
