// What the coordination point does with records: takes each in once, by whatever road and however often it comes,
// answers with signed receipts, and joins it with what was read out over a radio.
//
// Taking in needs no secret but the key that signs receipts, and does without even that: the receipts are then made
// when somebody opens it. Reading a record needs the coordination point's sealing key, which an operator unlocks.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cp/inbox/inbox_store.hpp"
#include "cp/region/kiosk_register.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/records/envelope.hpp"
#include "exchange/records/receipt.hpp"

namespace baken::cp {

// The secret halves that are open. Either may be missing.
struct InboxKeys {
    std::vector<trust::SigningKey> receipts;  // the last one signs
    std::vector<trust::SealingKey> sealing;   // newest first
    std::string note_to;  // public half of the sealing key: what we keep for ourselves; may be empty
};

// An envelope whose kiosk is in the register, is not revoked, and signed it.
struct Vouched {
    records::EnvelopeHeader header;
    std::string site;
};

struct TakenIn {
    enum class Kind : std::uint8_t {
        New,
        Again,    // was here: answered with its receipts, nothing is kept
        Changed,  // the same id with other content: the first is kept
    };
    Kind kind = Kind::New;
    records::EnvelopeHeader header;
    std::string receipt;  // the newest, as it travels; empty while no key signs
};

class Inbox {
public:
    // All outlive this.
    Inbox(InboxStore& store, const KioskRegister& kiosks, const Clock& clock, const InboxKeys& keys)
        : store_(store), kiosks_(kiosks), clock_(clock), keys_(keys) {}

    // Whose it is, proved by its signature. Touches no store. Errors: envelope.* (envelope.kiosk names an unknown
    // kiosk, inbox.revoked a revoked one).
    [[nodiscard]] Result<Vouched> vouch(std::string_view envelope) const;
    // Keeps what was vouched for, with these very bytes, once. Errors, nothing kept: inbox.store.
    [[nodiscard]] Result<TakenIn> keep(const Vouched& vouched, std::string_view envelope, RecordRoad road);
    // Both.
    [[nodiscard]] Result<TakenIn> take_in(std::string_view envelope, RecordRoad road);

    // A receipt for everything that has none yet; how many were made. Then joins what note_stub() left where no key
    // signed. Errors: inbox.locked when no key signs and something has no receipt.
    [[nodiscard]] Result<std::size_t> answer_waiting();

    // Tells the kiosk how a record, or a stub, stands now; those of revoked kiosks under the same id stand alike, also
    // when this is refused with inbox.moved, and their kiosks hear no words. `which` as for find(). `seen` is the
    // number of the last step of the record that whoever says this knew of; without it this goes on top of whatever was
    // said. Errors: inbox.unknown, inbox.locked, receipt.content (an answer too long, or with control characters);
    // inbox.moved when it would take back what was said after `seen`: take on again what somebody took on, close what
    // moved on, or open what was closed.
    [[nodiscard]] Result<KeptRecord> tell(std::string_view which, records::ReceiptState state,
                                          const std::string& answer, std::optional<int> seen = std::nullopt);

    // Opens a record. Errors: inbox.unknown; inbox.locked when the sealing key is not open; those of VerifiedEnvelope.
    // inbox.wiped when its time was over.
    [[nodiscard]] Result<records::Record> open(std::string_view which);
    [[nodiscard]] Result<records::Record> open(const KeptRecord& kept);

    // Notes what came by radio, and joins it with its record when that is here already; where no key signs,
    // answer_waiting() joins them later. Under an `id` (a UUID version 7, made by whoever tells it) it is noted once,
    // with the words that came first, however often it is told. Errors: check-number.*; inbox.site when no kiosk stands
    // there; inbox.changed when what was noted under this id is of another site or number.
    [[nodiscard]] Result<KeptStub> note_stub(const std::string& site, std::string_view number, const std::string& text,
                                             const std::string& id = {});
    // Joins by hand where more than one stub would fit; both stand as before after an error. Errors: inbox.unknown;
    // inbox.locked when no key signs.
    [[nodiscard]] Done join(std::string_view stub, std::string_view which);

    // The one record whose id contains this (at least six letters), or stub; a stub has no kiosk. Whoever holds a
    // stolen kiosk's keys can hand in a record under another's id: that of a kiosk that is not revoked is meant, and
    // where that names no single one, KIOSK/ID does. Errors: inbox.unknown.
    [[nodiscard]] Result<KeptRecord> find(std::string_view which);
    // What was noted for ourselves; empty when it cannot be opened.
    [[nodiscard]] std::string note_of(const std::string& sealed) const;

private:
    [[nodiscard]] bool is_revoked(const KeptRecord& record) const;
    Done tell_twins(const KeptRecord& record);
    Done look_for_stub(const KeptRecord& record);
    Result<std::optional<KeptRecord>> only_record_of(const KeptStub& stub, const std::vector<KeptStub>& stubs);
    Result<KeptStub> keep_once(const KeptStub& stub);
    Done join_waiting();
    Done merge(const KeptRecord& record, const KeptStub& stub);
    Done join_and_tell(const KeptRecord& record, const KeptStub& stub);
    Result<std::string> give(const KeptRecord& record, records::ReceiptState state, const std::string& answer,
                             const std::string& merged_into, std::optional<int> seen = std::nullopt);
    Result<std::string> newest_receipt(const KeptRecord& record);
    Result<std::string> note(const std::string& text) const;

    InboxStore& store_;
    const KioskRegister& kiosks_;
    const Clock& clock_;
    const InboxKeys& keys_;
};

}  // namespace baken::cp
