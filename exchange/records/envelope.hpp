// A record on its way up: sealed to the coordination point and, separately, to the site's staff; signed by the kiosk.
// File name: <record id>.envelope. The kiosk itself cannot open it again, and a courier sees the header, no more.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/records/record.hpp"
#include "exchange/trust/keys.hpp"
#include "exchange/trust/seal.hpp"

namespace baken::records {

constexpr std::size_t kMostEnvelopeBytes = 68'000;

// All that stands outside of the seal: nothing personal, not even the exact kind.
struct EnvelopeHeader {
    std::string id;  // of the record
    PriorityClass priority = PriorityClass::Status;
    std::string kiosk;
    bool operator==(const EnvelopeHeader&) const = default;
};

// Public sealing keys, 32 bytes each. A site without a staff key has an empty one: then only the CP can open.
struct Readers {
    std::string cp;
    std::string staff;
};

// Ed25519 public keys, 32 bytes, by kiosk id. A kiosk that was revoked is left out.
using KioskKeys = std::map<std::string, std::string, std::less<>>;

// Errors: those of to_json; seal.key.
[[nodiscard]] Result<std::string> seal_envelope(const Record& record, const Readers& readers,
                                                const trust::SigningKey& kiosk);

// What the outside says, for a courier and for sorting; nothing of it is verified. Errors: envelope.size,
// envelope.format, envelope.header.
[[nodiscard]] Result<EnvelopeHeader> look_at_envelope(std::string_view bytes);

// An envelope whose signature was found right; there is no other way to one, and only one of these can be opened.
class VerifiedEnvelope {
public:
    [[nodiscard]] const EnvelopeHeader& header() const { return header_; }

    // Errors: envelope.reader (sealed to another key, or damaged before it was signed); envelope.mismatch (inside it
    // says another id, kind or kiosk than outside); those of from_json.
    [[nodiscard]] Result<Record> open_as_cp(const trust::SealingKey& cp) const;
    [[nodiscard]] Result<Record> open_as_staff(const trust::SealingKey& staff) const;

private:
    friend Result<VerifiedEnvelope> verify_envelope(std::string_view bytes, const KioskKeys& kiosks);
    VerifiedEnvelope(EnvelopeHeader header, std::string for_cp, std::string for_staff)
        : header_(std::move(header)), for_cp_(std::move(for_cp)), for_staff_(std::move(for_staff)) {}
    [[nodiscard]] Result<Record> open(const trust::SealingKey& key, const std::string& sealed) const;

    EnvelopeHeader header_;
    std::string for_cp_;
    std::string for_staff_;
};

// Errors: those of look_at_envelope; envelope.kiosk (from no kiosk we know); envelope.signature.
[[nodiscard]] Result<VerifiedEnvelope> verify_envelope(std::string_view bytes, const KioskKeys& kiosks);

}  // namespace baken::records
