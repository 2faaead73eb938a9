// Sticks, as staff see them: what came, what went, and what they want on one.
#pragma once

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// What became of the last stick that came.
[[nodiscard]] screens::StaffFact stick_fact(const StaffView& view);

// Says on `page` that a stick is being written, or what became of what staff wanted on it; nothing when they
// wanted nothing of this kind.
void tell_written(const StaffView& view, supply::StickOrder::What what, screens::StaffPage& page);

class SticksPart final : public StaffPart {
public:
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
    void set(std::string_view key, std::string_view value, StaffHands& hands) override;
};

}  // namespace baken::staff
