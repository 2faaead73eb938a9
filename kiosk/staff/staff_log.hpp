// What happened here, for staff: counts by the hour, and the log of what was done, both in plain words.
#pragma once

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// One entry of the log in words: "facilities.water=limited" is "Drinkwater: beperkt". What nobody has words for stays
// as it is, so that nothing is missing from the log.
[[nodiscard]] std::string log_words(const StaffView& view, std::string_view what);
// One value of the counts in words: "help-request/food" is "Hulpvraag · Eten", "uk" is the language's own name.
[[nodiscard]] std::string counted_words(const StaffView& view, std::string_view dimension, std::string_view value);

class StatisticsPart final : public StaffPart {
public:
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
    void set(std::string_view key, std::string_view value, StaffHands& hands) override;
};

class LogPart final : public StaffPart {
public:
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
};

}  // namespace baken::staff
