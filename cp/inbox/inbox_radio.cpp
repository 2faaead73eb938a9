// The half of Inbox that joins records with what was read out over a radio.
#include <fmt/format.h>

#include <algorithm>

#include "cp/inbox/inbox.hpp"
#include "cp/inbox/inbox_steps.hpp"
#include "cp/inbox/radio_stub.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/check_number.hpp"

namespace baken::cp {

using records::ReceiptState;

Done Inbox::look_for_stub(const KeptRecord& record) {
    if (record.priority != records::PriorityClass::Emergency) return {};
    TRY(auto stubs, store_.stubs());
    std::vector<records::Stub> open;
    for (const auto& stub : stubs) {
        if (stub.record.empty()) open.push_back(outline_of(stub));
    }
    auto decision = records::decide(outline_of(record), std::nullopt, open);
    if (decision.arrival != records::Arrival::Merges) return {};
    return merge(record, *std::ranges::find(stubs, decision.stubs.front(), &KeptStub::id));
}

// One that is merged and goes no further would be on no list any more, and its radio message on none either.
Done Inbox::merge(const KeptRecord& record, const KeptStub& stub) {
    return store_.all_or_none([&] { return join_and_tell(record, stub); });
}

// The kiosk hears that it was known already, and then how the two stand; the words of that only where the sealing key
// is open.
Done Inbox::join_and_tell(const KeptRecord& record, const KeptStub& stub) {
    TRY(bool joined, store_.join(stub.id, record.kiosk, record.id));
    if (!joined) return {};
    TRY([[maybe_unused]] auto merged, give(record, ReceiptState::Merged, {}, stub.id));
    TRY(auto steps, store_.receipts(record.kiosk, record.id));
    TRY(auto steps_of_stub, store_.receipts({}, stub.id));
    const auto* last = further_step(last_step(steps), last_step(steps_of_stub));
    if (last == nullptr) return {};
    TRY([[maybe_unused]] auto told, give(record, last->state, note_of(last->note), {}));
    return {};
}

// What was noted while no key signed. Where several would fit one record, a person says which.
Done Inbox::join_waiting() {
    TRY(auto stubs, store_.stubs());
    for (const auto& stub : stubs) {
        if (!stub.record.empty()) continue;
        TRY(auto record, only_record_of(stub, stubs));
        if (record) TRY_DONE(look_for_stub(*record));
    }
    return {};
}

// The record that this was read out of, where it is here, joined with nothing, and there is no other that it may be.
Result<std::optional<KeptRecord>> Inbox::only_record_of(const KeptStub& stub, const std::vector<KeptStub>& stubs) {
    TRY(auto here, store_.emergencies_of(stub.site, stub.check_number));
    std::erase_if(here, [&](const KeptRecord& record) {
        bool joined = std::ranges::find(stubs, record.id, &KeptStub::record) != stubs.end();
        return joined || !records::belongs_to(outline_of(stub), outline_of(record));
    });
    if (here.size() != 1) return std::nullopt;
    return here.front();
}

// What is noted under its id by now: whoever told it and heard no answer tells it again.
Result<KeptStub> Inbox::keep_once(const KeptStub& stub) {
    TRY_DONE(store_.add(stub));
    TRY(auto stubs, store_.stubs());
    auto kept = std::ranges::find(stubs, stub.id, &KeptStub::id);
    if (kept == stubs.end() || kept->site != stub.site || kept->check_number != stub.check_number) {
        return refuse("inbox.changed", stub.id + ": names another radio message");
    }
    TRY(auto steps, store_.receipts({}, stub.id));
    if (steps.empty()) {
        TRY([[maybe_unused]] auto step, give(as_record(*kept), ReceiptState::Received, {}, {}));
    }
    return std::move(*kept);
}

Result<KeptStub> Inbox::note_stub(const std::string& site, std::string_view number, const std::string& text,
                                  const std::string& id) {
    TRY(auto check, records::parse_check_number(number));
    if (std::ranges::find(kiosks_.kiosks(), site, &KnownKiosk::site) == kiosks_.kiosks().end()) {
        return refuse("inbox.site", "no kiosk stands at \"" + site + "\"", "see baken-cp kiosk list");
    }
    auto name = id.empty() ? new_uuid7(clock_.now()) : id;
    KeptStub told{name, site, std::stoi(records::format(check)), clock_.now(), {}, {}, {}};
    TRY(told.note, note(text));
    TRY(auto stub, keep_once(told));
    // Where no key signs it waits for one: the message is noted all the same.
    if (!stub.record.empty() || keys_.receipts.empty()) return stub;
    TRY(auto stubs, store_.stubs());
    TRY(auto record, only_record_of(stub, stubs));
    if (!record) return stub;
    TRY_DONE(merge(*record, stub));
    stub.kiosk = record->kiosk;
    stub.record = record->id;
    return stub;
}

Done Inbox::join(std::string_view stub, std::string_view which) {
    TRY(auto record, find(which));
    TRY(auto stubs, store_.stubs());
    std::erase_if(stubs, [&](const KeptStub& one) { return one.id.find(stub) == std::string::npos; });
    if (stubs.size() != 1 || record.kiosk.empty()) {
        return refuse("inbox.unknown", fmt::format("\"{}\" and \"{}\" are no stub and record", stub, which));
    }
    return merge(record, stubs.front());
}

}  // namespace baken::cp
