// What the coordination point answers to a record: sealed to the kiosk that sent it, signed by the CP. File name:
// <record id>.<n>.receipt.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"
#include "exchange/records/words.hpp"
#include "exchange/trust/json.hpp"
#include "exchange/trust/keys.hpp"
#include "exchange/trust/seal.hpp"

namespace baken::records {

constexpr std::size_t kMostReceiptBytes = 34'000;

struct Receipt {
    std::string record;  // id
    std::string kiosk;   // that sent it
    int n = 1;           // counted up by the CP for each record, from 1
    ReceiptState state = ReceiptState::Received;
    Instant at{};             // by the CP's clock, to the second
    std::string answer;       // to the person or to staff; may be empty
    std::string merged_into;  // record id, or empty
    trust::JsonObject others;
    bool operator==(const Receipt&) const = default;
};

// What a courier sees.
struct ReceiptHeader {
    std::string record;
    std::string kiosk;
    int n = 1;
    bool operator==(const ReceiptHeader&) const = default;
};

// Errors: receipt.content (a field breaks its rule; the message names it); seal.key.
[[nodiscard]] Result<std::string> seal_receipt(const Receipt& receipt, std::string_view kiosk_public_key,
                                               const trust::SigningKey& cp);

// Unverified. Errors: receipt.size, receipt.format, receipt.header.
[[nodiscard]] Result<ReceiptHeader> look_at_receipt(std::string_view bytes);

// Who is reading, and whom it believes: 32-byte Ed25519 keys of the CP, old and new while they are being changed.
struct ReceiptReader {
    std::string kiosk;
    const trust::SealingKey& key;
    std::span<const std::string> cp_keys;
};

// Errors: those of look_at_receipt; receipt.signature (forged, or by a CP we do not follow); receipt.kiosk (for another
// kiosk); receipt.reader (sealed to another key); receipt.mismatch (inside it says something else than outside);
// receipt.content.
[[nodiscard]] Result<Receipt> open_receipt(std::string_view bytes, const ReceiptReader& reader);

// The rules as JSON Schema.
[[nodiscard]] trust::Json receipt_schema();

}  // namespace baken::records
