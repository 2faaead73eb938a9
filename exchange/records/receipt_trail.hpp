// The receipts of one record, by whatever roads and in whatever order they came.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "exchange/base/error.hpp"
#include "exchange/records/receipt.hpp"

namespace baken::records {

class ReceiptTrail {
public:
    explicit ReceiptTrail(std::string record) : record_(std::move(record)) {}

    // Takes an opened receipt; it may be older than the newest, as a stick is slower than a wire. Errors, all leaving
    // the trail as it was: receipt.record (of another record); receipt.replay (this one was taken before: harmless,
    // and nothing is new); receipt.conflict (another one with the same number was taken before).
    [[nodiscard]] Done take(Receipt receipt);

    // The one that tells how the record stands: the highest number. Nothing while none came.
    [[nodiscard]] const Receipt* newest() const { return taken_.empty() ? nullptr : &taken_.rbegin()->second; }
    // By number.
    [[nodiscard]] const std::map<int, Receipt>& all() const { return taken_; }

private:
    std::string record_;
    std::map<int, Receipt> taken_;
};

}  // namespace baken::records
