#include "cp/inbox/inbox.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/inbox/inbox_steps.hpp"
#include "cp/inbox/radio_stub.hpp"
#include "exchange/trust/encoding.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {
namespace {

using records::ReceiptState;

constexpr std::size_t kShortestId = 6;
constexpr int kMostTries = 20;

}  // namespace

Result<Vouched> Inbox::vouch(std::string_view envelope) const {
    TRY(auto header, records::look_at_envelope(envelope));
    const auto* kiosk = kiosks_.find(header.kiosk);
    if (kiosk == nullptr) return refuse("envelope.kiosk", "from no kiosk we know: " + header.kiosk);
    if (kiosk->revoked) return refuse("inbox.revoked", "from a kiosk that was revoked: " + header.kiosk);
    TRY(const auto verified, records::verify_envelope(envelope, {{kiosk->id, *trust::from_hex(kiosk->key)}}));
    return Vouched{verified.header(), kiosk->site};
}

Result<TakenIn> Inbox::take_in(std::string_view envelope, RecordRoad road) {
    TRY(auto vouched, vouch(envelope));
    return keep(vouched, envelope, road);
}

Result<TakenIn> Inbox::keep(const Vouched& vouched, std::string_view envelope, RecordRoad road) {
    const auto& header = vouched.header;
    KeptRecord record{header.kiosk, header.id, vouched.site, header.priority, clock_.now(), road};
    if (header.priority == records::PriorityClass::Emergency) {
        record.check_number = written_number(record);
    }
    TakenIn taken{TakenIn::Kind::New, header, {}};
    TRY(bool added, store_.add(record, envelope));
    if (!added) {
        TRY(auto kept, store_.fingerprint(record.kiosk, record.id));
        taken.kind = kept == trust::sha256_hex(envelope) ? TakenIn::Kind::Again : TakenIn::Kind::Changed;
        TRY(auto known, store_.record(record.kiosk, record.id));
        if (known) record = *known;
    }
    if (keys_.receipts.empty()) return taken;
    // Also for one that was here: the process may have ended between keeping it and answering.
    if (record.last_n == 0) {
        TRY([[maybe_unused]] auto receipt, give(record, ReceiptState::Received, {}, {}));
        TRY_DONE(look_for_stub(record));
    }
    TRY(taken.receipt, newest_receipt(record));
    return taken;
}

Result<std::string> Inbox::newest_receipt(const KeptRecord& record) {
    TRY(auto receipts, store_.receipts(record.kiosk, record.id));
    return receipts.empty() ? std::string{} : receipts.back().bytes;
}

Result<std::string> Inbox::note(const std::string& text) const {
    if (text.empty() || keys_.note_to.empty()) return std::string{};
    return trust::seal(text, keys_.note_to);
}

std::string Inbox::note_of(const std::string& sealed) const {
    for (const auto& key : keys_.sealing) {
        if (auto text = key.open(sealed)) return *text;
    }
    return {};
}

// Numbers a record's receipts; two operators that answer at once get two numbers.
Result<std::string> Inbox::give(const KeptRecord& record, ReceiptState state, const std::string& answer,
                                const std::string& merged_into, std::optional<int> seen) {
    const auto* kiosk = kiosks_.find(record.kiosk);
    bool is_stub = record.kiosk.empty();
    if (!is_stub && kiosk == nullptr) return refuse("envelope.kiosk", "from no kiosk we know: " + record.kiosk);
    if (!is_stub && keys_.receipts.empty()) {
        return refuse("inbox.locked", "the key that signs receipts is not open", "give its passphrase");
    }
    auto now = std::chrono::floor<std::chrono::seconds>(clock_.now());
    TRY(auto era, store_.era());
    for (int tries = 0; tries < kMostTries; ++tries) {
        TRY(auto before, store_.receipts(record.kiosk, record.id));
        if (seen && takes_back(state, before, *seen)) return refuse("inbox.moved", "somebody else told more meanwhile");
        // Those of a record that was wiped are gone, and their numbers with them; so are those that the kiosk got after
        // the copy was made from which this store was put back.
        auto last = std::max({before.empty() ? 0 : before.back().n, record.last_n, static_cast<int>(era)});
        KeptReceipt kept{record.kiosk, record.id, last + 1, state, now};
        TRY(kept.note, note(answer));
        records::Receipt receipt{record.id, record.kiosk, kept.n, state, now, answer, merged_into, {}};
        if (!is_stub) {
            TRY(kept.bytes, records::seal_receipt(receipt, *trust::from_hex(kiosk->sealing), keys_.receipts.back()));
        }
        TRY(bool added, store_.add(kept));
        if (added) return kept.bytes;
    }
    return refuse("inbox.store", "too many others answer this record at once", "try again");
}

Result<std::size_t> Inbox::answer_waiting() {
    TRY(auto waiting, store_.unanswered());
    for (const auto& record : waiting) {
        TRY([[maybe_unused]] auto receipt, give(record, ReceiptState::Received, {}, {}));
        TRY_DONE(look_for_stub(record));
    }
    if (!keys_.receipts.empty()) TRY_DONE(join_waiting());
    return waiting.size();
}

bool Inbox::is_revoked(const KeptRecord& record) const {
    const auto* kiosk = kiosks_.find(record.kiosk);
    return !record.kiosk.empty() && kiosk != nullptr && kiosk->revoked;
}

Result<KeptRecord> Inbox::find(std::string_view which) {
    std::vector<KeptRecord> found;
    if (auto slash = which.find('/'); slash != std::string_view::npos) {
        TRY(auto named, store_.record(which.substr(0, slash), which.substr(slash + 1)));
        if (named) return std::move(*named);
    } else {
        TRY(found, store_.named(which));
    }
    TRY(auto stubs, store_.stubs());
    for (const auto& stub : stubs) {
        if (stub.id.find(which) != std::string::npos) found.push_back(as_record(stub));
    }
    bool one_id = std::ranges::all_of(found, [&](const auto& one) { return one.id == found.front().id; });
    if (found.size() > 1 && one_id) std::erase_if(found, [this](const auto& one) { return is_revoked(one); });
    if (which.size() < kShortestId || found.size() != 1) {
        return refuse(
            "inbox.unknown", fmt::format("\"{}\" names no single record", which),
            "see baken-cp inbox list; where two kiosks have it, revoke the one that was stolen, or say KIOSK/ID");
    }
    return std::move(found.front());
}

// Without this the desk would ring for them for ever.
Done Inbox::tell_twins(const KeptRecord& record) {
    if (record.kiosk.empty()) return {};
    TRY(auto steps, store_.receipts(record.kiosk, record.id));
    const auto* last = last_step(steps);
    TRY(auto twins, store_.named(record.id));
    for (const auto& twin : twins) {
        bool stands_alike = last == nullptr || twin.state == last->state;
        if (twin.kiosk == record.kiosk || stands_alike || !is_revoked(twin)) continue;
        TRY([[maybe_unused]] auto receipt, give(twin, last->state, {}, {}));
    }
    return {};
}

Result<KeptRecord> Inbox::tell(std::string_view which, ReceiptState state, const std::string& answer,
                               std::optional<int> seen) {
    TRY(auto record, find(which));
    auto receipt = give(record, state, answer, {}, seen);
    // Also when somebody told more meanwhile: a twin that came since then stands as the record does.
    if (receipt || receipt.error().check == "inbox.moved") TRY_DONE(tell_twins(record));
    if (!receipt) return std::unexpected(receipt.error());
    // A stub that has its record: who waits at the kiosk follows the record.
    if (record.kiosk.empty()) {
        TRY(auto stubs, store_.stubs());
        auto stub = std::ranges::find(stubs, record.id, &KeptStub::id);
        if (stub != stubs.end() && !stub->record.empty()) {
            return tell(stub->kiosk + "/" + stub->record, state, answer);
        }
    }
    return find(which);
}

Result<records::Record> Inbox::open(std::string_view which) {
    TRY(auto kept, find(which));
    return open(kept);
}

Result<records::Record> Inbox::open(const KeptRecord& kept) {
    if (keys_.sealing.empty()) return refuse("inbox.locked", "the sealing key is not open", "give its passphrase");
    TRY(auto bytes, store_.envelope(kept.kiosk, kept.id));
    if (!bytes && !kept.kiosk.empty()) return refuse("inbox.wiped", kept.id + ": was wiped, as its time was over");
    if (!bytes) return refuse("inbox.unknown", kept.id + ": is a radio message; its record did not come yet");
    const auto* kiosk = kiosks_.find(kept.kiosk);
    if (kiosk == nullptr) return refuse("envelope.kiosk", "from no kiosk we know: " + kept.kiosk);
    // One that was taken in while its kiosk was trusted stays readable after that ended.
    TRY(const auto envelope, records::verify_envelope(*bytes, {{kiosk->id, *trust::from_hex(kiosk->key)}}));
    Result<records::Record> opened = refuse("inbox.locked", "the sealing key is not open", "give its passphrase");
    for (const auto& key : keys_.sealing) {
        opened = envelope.open_as_cp(key);
        if (opened || opened.error().check != "envelope.reader") return opened;
    }
    return opened;
}

}  // namespace baken::cp
