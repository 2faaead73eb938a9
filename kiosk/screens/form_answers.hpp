// The ways to answer: tiles to choose from, a number, what was answered so far.
#pragma once

#include "kiosk/screens/form_view.hpp"

namespace baken::screens {

[[nodiscard]] ui::View choices_view(const Setting& setting, const FormModel& model);
[[nodiscard]] ui::View number_view(const Setting& setting, const FormModel& model);
[[nodiscard]] ui::View referral_view(const Setting& setting, const FormModel& model);
[[nodiscard]] ui::View review_view(const Setting& setting, const FormModel& model);
[[nodiscard]] ui::View consent_view(const Setting& setting);

// An answer in the visitor's words, for the review; empty when there is none.
[[nodiscard]] std::string answer_words(const Setting& setting, const FormModel& model, const Question& question);

}  // namespace baken::screens
