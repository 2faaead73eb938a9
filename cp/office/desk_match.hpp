// Telling two sites that an offer and a request are matched.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "cp/inbox/inbox_office.hpp"
#include "cp/office/desk_cases.hpp"

namespace baken::cp {

// A record that is matched as somebody saw it, and what its site is told.
struct MatchSide {
    KeptRecord record;
    std::string words;                // empty: its site hears nothing
    std::optional<int> seen;          // its last step on the page
    std::optional<int> matches_seen;  // how many the page showed
};

// Both sites hear of it in the words that the operator chose, or neither. What `cases` knows of them is not changed.
// Errors, nobody told: inbox.moved when one of the two went on or was matched since it was seen, or is closed; those of
// Inbox::tell() and of Files.
[[nodiscard]] Done tell_both(InboxOffice& office, DeskCases& cases, const std::array<MatchSide, 2>& sides);

}  // namespace baken::cp
