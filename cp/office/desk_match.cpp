#include "cp/office/desk_match.hpp"

#include <utility>

namespace baken::cp {
namespace {

using records::ReceiptState;

std::string name_of(const MatchSide& side) {
    return side.record.kiosk + "/" + side.record.id;
}

// Whether what is known of it still holds: an offer that was given away meanwhile is not given away twice. Where its
// side was told nothing of that, it shows in the matches alone.
Done check_seen(Inbox& inbox, DeskCases& cases, const MatchSide& side) {
    TRY(auto now, inbox.find(name_of(side)));
    TRY(auto known, cases.find(side.record.id));
    bool closed = now.last_n > 0 && (now.state == ReceiptState::Handled || now.state == ReceiptState::Merged);
    bool moved = side.seen && now.last_n > *side.seen;
    bool matched = side.matches_seen && std::cmp_greater(known.matches.size(), *side.matches_seen);
    if (closed || moved || matched) return refuse("inbox.moved", "somebody else told more meanwhile");
    return {};
}

}  // namespace

Done tell_both(InboxOffice& office, DeskCases& cases, const std::array<MatchSide, 2>& sides) {
    return office.store->all_or_none([&]() -> Done {
        for (const auto& side : sides) TRY_DONE(check_seen(office.inbox, cases, side));
        for (const auto& side : sides) {
            if (side.words.empty()) continue;
            TRY([[maybe_unused]] auto told,
                office.inbox.tell(name_of(side), ReceiptState::Answered, side.words, side.seen));
        }
        return {};
    });
}

}  // namespace baken::cp
