// The number a visitor says aloud to hear how their request stands: letters of the kiosk, a number, a check letter, as
// in "KRT-427-M". No letter looks like a digit or like another letter: B, G, I, O, Q, S and Z are not used. Any one
// wrong character, and any two swapped, are noticed; three letters always, so that a letter read as a digit is noticed
// too.
#pragma once

#include <string>
#include <string_view>

#include "exchange/base/error.hpp"

namespace baken::records {

struct Ticket {
    std::string place;  // three ticket letters, capitals; the kiosk's own
    int number = 1;     // 1 to 99999, counted up by the kiosk
    bool operator==(const Ticket&) const = default;
};

constexpr int kLastTicketNumber = 99'999;

// The letters of a kiosk, by its id: two kiosks of one site, or of two with similar names, almost never have the same.
[[nodiscard]] std::string ticket_place_of(std::string_view kiosk);

// May these letters stand for a place?
[[nodiscard]] bool is_ticket_place(std::string_view letters);

// The written form. The ticket must have a place by is_ticket_place and a number in range.
[[nodiscard]] std::string format(const Ticket& ticket);

// Reads what a person types: small letters, spaces and hyphens anywhere, Arabic and Persian digits. Errors:
// ticket.character (the message names it), ticket.form, ticket.check.
[[nodiscard]] Result<Ticket> parse_ticket(std::string_view typed);

}  // namespace baken::records
