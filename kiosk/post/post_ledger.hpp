// How every record of this kiosk stands, in memory: what the outbox knows without opening anything, and the words of
// the coordination point, which this kiosk can open itself.
#pragma once

#include <map>
#include <unordered_map>

#include "kiosk/post/post.hpp"
#include "kiosk/store/identity.hpp"
#include "kiosk/store/outbox.hpp"
#include "kiosk/sync/receipts.hpp"

namespace baken::post {

class PostLedger {
public:
    // Reads all from the outbox. An answer that cannot be read is one of the unread, and nothing else is missing for
    // it. Errors: those of Outbox; all stays as it was.
    [[nodiscard]] Done read(store::Outbox& outbox, const sync::ReceiptSide& side);
    // One that was just stored, or changed by a step.
    void put(store::OutboxEntry entry);

    [[nodiscard]] const std::map<std::uint64_t, store::OutboxEntry>& entries() const { return entries_; }
    [[nodiscard]] const store::OutboxEntry* find(std::string_view id) const;
    [[nodiscard]] Delivery delivery_of(const store::OutboxEntry& entry) const;
    // Made once after each change.
    [[nodiscard]] std::shared_ptr<const TicketBook> tickets() const;
    // Were there answers at the last read() that its keys could not open, or the disk not give?
    [[nodiscard]] bool has_unread_answers() const { return unread_answers_; }
    // As the kiosk is in this mode, and without what is known of the network.
    [[nodiscard]] OutboxState state(const std::string& kiosk, records::Mode mode) const;

private:
    std::map<std::uint64_t, store::OutboxEntry> entries_;  // in the order of storing
    std::unordered_map<std::string, std::uint64_t> places_;
    mutable std::shared_ptr<const TicketBook> book_;
    bool unread_answers_ = false;
    std::map<std::string, std::pair<int, std::string>, std::less<>> answers_;  // by record, with the receipt's number
};

// What of an initiative may stand on the board, without contact; and back. Sealed to the kiosk itself.
[[nodiscard]] Result<std::string> seal_board_item(const records::Record& record, std::string_view kiosk_key);
[[nodiscard]] Result<BoardItem> open_board_item(const store::BoardEntry& entry, const trust::SealingKey& kiosk);

}  // namespace baken::post
