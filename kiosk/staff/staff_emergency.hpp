// The emergency report: filled in on one page, followed until the coordination point has it, and read out over the
// radio when no other road is open.
#pragma once

#include <map>
#include <string>

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

// What a report lacks before it may be sent; empty when it is enough. Everything else has a sensible default.
[[nodiscard]] bool is_enough(const records::EmergencyReport& report);
// The report as it is sent: what is left open gets its default, in the words of this site.
[[nodiscard]] records::EmergencyReport completed(const StaffView& view, records::EmergencyReport report);
class EmergencyPart final : public StaffPart {
public:
    // About: "" fills in; "from <id>" does so with what a resident's request told; "sent <id>" follows one; "radio
    // <id>" is its card.
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
    void set(std::string_view key, std::string_view value, StaffHands& hands) override;
    [[nodiscard]] std::optional<TextSlot> text(std::string_view key, const StaffView& view) override;
    void settle(post::PostState& post, StaffHands& hands) override;
    void wipe() override;

private:
    // The one that staff fill in on the page they are on. One made of a request stands apart: neither is ever sent with
    // what was told for the other.
    [[nodiscard]] records::EmergencyReport& draft(const visit::Session& session);
    [[nodiscard]] screens::StaffPage form(const StaffView& view, const records::EmergencyReport& report) const;
    [[nodiscard]] screens::StaffPage followed(const StaffView& view, std::string_view id) const;
    [[nodiscard]] screens::StaffPage card(const StaffView& view, std::string_view id) const;
    void promote(std::string_view id, StaffHands& hands);
    void send(StaffHands& hands, std::string then);
    void give_by_radio(std::string_view id, StaffHands& hands);
    void sent(const Result<post::Stored>& stored, StaffHands& hands);
    void given(const Result<post::Stored>& noted, StaffHands& hands);

    records::EmergencyReport report_;
    // By the request's id; they stay where they are until wipe(), because somebody may be writing in one.
    std::map<std::string, records::EmergencyReport, std::less<>> of_requests_;
    std::string given_to_;
    std::optional<std::uint64_t> token_;           // of the report that is being kept
    records::EmergencyReport* sending_ = nullptr;  // which one that is
    std::string then_;                             // the page that follows: "sent" or "radio"
    std::optional<std::uint64_t> radio_token_;     // of the note that one was read out
};

}  // namespace baken::staff
