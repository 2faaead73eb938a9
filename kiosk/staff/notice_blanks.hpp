// What stands in the blanks of a message of the house: texts as a form gives them (bulletins::BlankValues).
#pragma once

#include <string>

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// A value that fits the blank, to begin with: this place, the next half hour and the day in which it lies, the night
// that begins today, the next full hour as a moment. Empty where only staff can know: what was, and where, is on no
// screen because they passed over it.
[[nodiscard]] std::string first_value(const StaffView& view, const bulletins::Blank& blank);

// Is it set with two buttons, and not written or chosen?
[[nodiscard]] bool is_stepped(bulletins::BlankKind kind);
// So many steps on, or back: half hours of a time, days of a date, hours of a moment. A date or a moment that cannot be
// read, and a value of another kind, stays as it is.
[[nodiscard]] std::string stepped(const bulletins::Blank& blank, const std::string& value, int by);

// The same at a press of a button. One that is empty begins: what tells of the past with the last half hour, this day
// or the last full hour, and it never goes beyond that.
[[nodiscard]] std::string pressed(const StaffView& view, const bulletins::Blank& blank, const std::string& value,
                                  int by);

// What a value says to a reader; of an empty one, that it is to be filled in.
[[nodiscard]] std::string shown_value(const StaffView& view, const bulletins::Blank& blank, const std::string& value);

}  // namespace baken::staff
