// The house as it is now: what of the menu card is there, what is in stock, and the report of it all to the
// coordination point.
#pragma once

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// Facilities and stocks.
class FacilitiesPart final : public StaffPart {
public:
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
    void set(std::string_view key, std::string_view value, StaffHands& hands) override;
};

// The situation report.
class SituationPart final : public StaffPart {
public:
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
    void set(std::string_view key, std::string_view value, StaffHands& hands) override;
    [[nodiscard]] std::optional<TextSlot> text(std::string_view key, const StaffView& view) override;
    void settle(post::PostState& post, StaffHands& hands) override;
    void wipe() override;

private:
    std::set<std::string> needs_;  // words
    std::string note_;
    std::optional<std::uint64_t> token_;
};

// When the next report is due by the interval staff chose; nothing without one. `since` is when one was last kept, or
// when this run began: a calendar that is behind what somebody signed stands still, and the tick goes on.
[[nodiscard]] std::optional<Tick> report_due(const House& house, Tick since, Instant now, Tick tick);
// Everything of the house that the report tells.
[[nodiscard]] records::SituationReport report_of(const StaffView& view, std::vector<std::string> needs,
                                                 std::string note);

}  // namespace baken::staff
