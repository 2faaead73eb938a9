// Records in the words of staff: what a record is about on one line, how it stands, and everything it says.
#pragma once

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// "KRT-427-Y · Drinkwater · 3 personen"; before what was practised stands OEFENING.
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

// Is it not done with yet, as far as is known here?
[[nodiscard]] bool is_open(const post::StaffRecord& one);
// Practised, and the drill is over: nothing follows from it any more, whatever staff say.
[[nodiscard]] bool is_played_out(const StaffView& view, const post::StaffRecord& one);
// Does it still wait for somebody here? Open, and not played out.
[[nodiscard]] bool waits_for_staff(const StaffView& view, const post::StaffRecord& one);

}  // namespace baken::staff
