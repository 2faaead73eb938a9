// An emergency report that is made of what a resident told.
#pragma once

#include "exchange/records/text_rule.hpp"
#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// What was told in many lines, or made to be shown, as one line that a report takes. What does not fit is left out, and
// dots stand for it.
[[nodiscard]] std::string as_line(std::string text, records::TextRule rule = records::kLineText);

// Begins with need, people, language and words of the resident. What does not fit is left out; dots stand for it.
[[nodiscard]] records::EmergencyReport promoted(const StaffView& view, const records::Record& record);
// Do dots still stand in it for what the resident wrote?
[[nodiscard]] bool is_shortened(const records::EmergencyReport& report, const records::Record& record);

}  // namespace baken::staff
