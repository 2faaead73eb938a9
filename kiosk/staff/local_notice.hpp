// A message of the house itself: from which templates it can be, and the CAP alert that filling one in gives. It is
// shown as local and never as the coordination point's.
#pragma once

#include <string_view>

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// May a house send it? An all-clear it may not, and that an exercise is held only while staff hold one.
[[nodiscard]] bool is_for_houses(const StaffView& view, const bulletins::Template& form);
// Null when houses have no such template. It lives as long as the view's templates.
[[nodiscard]] const bulletins::Template* house_template(const StaffView& view, std::string_view id);
// The words in staff's language, else in Dutch, else in whatever there is; null when there are none. They live as long
// as the template.
[[nodiscard]] const bulletins::TemplateWords* words_for_staff(const StaffView& view, const bulletins::Template& form);

// The message as this house sends it, in every language that is offered here. Errors: those of bulletins::fill.
[[nodiscard]] Result<bulletins::Alert> local_notice(const StaffView& view, const bulletins::Template& form,
                                                    const bulletins::BlankValues& values);

// Do residents see it? One that ended stays in their list for some days.
[[nodiscard]] bool is_on_screen(const StaffView& view, const bulletins::Alert& notice);
// How many of our messages residents see.
[[nodiscard]] std::size_t count_on_screen(const StaffView& view);

}  // namespace baken::staff
