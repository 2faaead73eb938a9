// The machine: the opening list with the readiness report, light, sound and clock.
#pragma once

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// What the machine can check of itself before the doors open.
[[nodiscard]] std::vector<screens::StaffFact> machine_checks(const StaffView& view);

// How far staff set the clock, as they read it: "-5 min", "+30 days".
[[nodiscard]] std::string clock_step(const StaffView& view, int minutes);

class ReadyPart final : public StaffPart {
public:
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
    void set(std::string_view key, std::string_view value, StaffHands& hands) override;
    void settle(post::PostState& post, StaffHands& hands) override;

private:
    std::optional<std::uint64_t> token_;
};

class SystemPart final : public StaffPart {
public:
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
    void set(std::string_view key, std::string_view value, StaffHands& hands) override;
    void wipe() override { sure_ = false; }

private:
    bool sure_ = false;  // switching off was asked once
};

}  // namespace baken::staff
