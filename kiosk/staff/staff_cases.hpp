// Records in the words of staff: what a record is about on one line, how it stands, and everything it says.
#pragma once

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// "KRT-427-Y · Drinkwater · 3 personen"
[[nodiscard]] std::string case_title(const StaffView& view, const post::StaffRecord& one);
// "Havenstraat 3 · 20 minuten geleden"
[[nodiscard]] std::string case_line(const StaffView& view, const post::StaffRecord& one);
// How it stands, the last word first: never more than is known.
[[nodiscard]] std::string case_status(const StaffView& view, const post::StaffRecord& one);
// Every moment of its way, for the page of one record; steps not yet taken say so.
[[nodiscard]] std::vector<screens::StaffFact> delivery_facts(const StaffView& view, const post::Delivery& delivery);
[[nodiscard]] std::string delivery_line(const StaffView& view, const post::Delivery& delivery);
// Everything it says, in the order of its fields; what nobody filled in is left out.
[[nodiscard]] std::vector<screens::StaffFact> case_facts(const StaffView& view, const post::StaffRecord& one);
[[nodiscard]] screens::StaffEntry case_entry(const StaffView& view, const post::StaffRecord& one);

// Does it still wait for somebody here?
[[nodiscard]] bool is_open(const post::StaffRecord& one);

// For a request the offers that could answer it, for an offer the requests it could answer: open ones, best first, at
// most `most`.
[[nodiscard]] std::vector<const post::StaffRecord*> matches_of(const post::StaffRecord& one,
                                                               const post::StaffList& list, std::size_t most);

}  // namespace baken::staff
