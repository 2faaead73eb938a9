#include "kiosk/post/post_ledger.hpp"

#include <algorithm>

#include "exchange/base/log.hpp"
#include "exchange/records/check_number.hpp"
#include "exchange/records/record_json.hpp"

namespace baken::post {
namespace {

Result<std::string> read_answer(store::Outbox& outbox, const std::string& id, const sync::ReceiptSide& side) {
    TRY(auto bytes, outbox.newest_receipt(id));
    TRY(auto receipt, records::open_receipt(bytes.value_or(std::string{}), {side.kiosk, side.sealing, side.cp_keys}));
    return std::move(receipt.answer);
}

}  // namespace

Done PostLedger::read(store::Outbox& outbox, const sync::ReceiptSide& side) {
    TRY(auto found, outbox.entries());
    entries_.clear();
    places_.clear();
    places_.reserve(found.size());
    book_.reset();
    unread_answers_ = false;
    std::optional<Error> trouble;
    for (auto& entry : found) {
        auto known = answers_.find(entry.id);
        bool read_before = known != answers_.end() && known->second.first == entry.receipt;
        if (entry.answered && !read_before) {
            auto answer = read_answer(outbox, entry.id, side);
            // Staff are warned of every emergency that waits, whatever became of an answer to somebody else.
            unread_answers_ = unread_answers_ || !answer;
            if (!answer && answer.error().check.starts_with("store.")) trouble = answer.error();
            if (answer) answers_[entry.id] = {entry.receipt, std::move(*answer)};
        }
        put(std::move(entry));
    }
    if (trouble) log(LogLevel::Error, "post", trouble->text());
    return {};
}

void PostLedger::put(store::OutboxEntry entry) {
    places_[entry.id] = entry.stored;
    auto place = entry.stored;
    entries_.insert_or_assign(entries_.end(), place, std::move(entry));
    book_.reset();
}

const store::OutboxEntry* PostLedger::find(std::string_view id) const {
    auto place = places_.find(std::string(id));
    return place == places_.end() ? nullptr : &entries_.at(place->second);
}

Delivery PostLedger::delivery_of(const store::OutboxEntry& entry) const {
    Delivery delivery{.stored = entry.stored_at, .on_stick = entry.on_stick, .received_at = entry.received_at};
    if (entry.receipt > 0) {
        delivery.receipt = entry.state;
        delivery.receipt_at = entry.state_at;
    }
    auto answer = answers_.find(entry.id);
    if (entry.answered && answer != answers_.end()) delivery.answer = answer->second.second;
    delivery.step = entry.step;
    if (entry.step) delivery.step_at = entry.step_at;
    return delivery;
}

std::shared_ptr<const TicketBook> PostLedger::tickets() const {
    if (book_) return book_;
    std::vector<const store::OutboxEntry*> sorted;
    for (const auto& [place, entry] : entries_) {
        if (!entry.ticket.empty()) sorted.push_back(&entry);
    }
    // Of two with one number, long after each other, the later counts.
    std::ranges::stable_sort(sorted, {}, &store::OutboxEntry::ticket);
    auto book = std::make_shared<TicketBook>();
    for (const auto* entry : sorted) {
        book->insert_or_assign(book->end(), entry->ticket,
                               TicketState{entry->ticket, entry->id, entry->priority, delivery_of(*entry)});
    }
    book_ = book;
    return book;
}

OutboxState PostLedger::state(const std::string& kiosk, records::Mode mode) const {
    OutboxState state;
    for (const auto& [place, entry] : entries_) {
        if (entry.receipt > 0) continue;
        ++state.waiting;
        if (entry.priority != records::PriorityClass::Emergency) continue;
        // Practised: it is under way, and nobody needs to be called for it once the drill is over.
        if (entry.mode == records::Mode::Exercise && mode == records::Mode::Real) continue;
        records::Head head;
        head.id = entry.id;
        head.kiosk = kiosk;
        state.emergencies.push_back({entry.id, records::format(records::check_number_of(head)), delivery_of(entry)});
    }
    return state;
}

Result<std::string> seal_board_item(const records::Record& record, std::string_view kiosk_key) {
    auto shown = record;
    std::get<records::Initiative>(shown.body).contact.reset();
    TRY(auto json, records::to_json(shown));
    return trust::seal(json, kiosk_key);
}

Result<BoardItem> open_board_item(const store::BoardEntry& entry, const trust::SealingKey& kiosk) {
    TRY(auto json, kiosk.open(entry.sealed));
    TRY(auto record, records::from_json(json));
    const auto* start = std::get_if<records::Initiative>(&record.body);
    if (start == nullptr) return refuse("post.board", "is no initiative");
    return BoardItem{record.head.id,       start->title,    start->what,     start->when,
                     start->place,         start->serves,   start->needs,    entry.joined,
                     record.head.language, entry.stored_at, record.head.mode};
}

}  // namespace baken::post
