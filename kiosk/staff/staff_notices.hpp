// Messages of the house itself: staff choose a template and fill in its blanks, so that every language is right, and
// take away what no longer holds.
#pragma once

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

class NoticesPart final : public StaffPart {
public:
    // About: "" lists our messages and the templates; the id of a template that houses have fills one in.
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
    void set(std::string_view key, std::string_view value, StaffHands& hands) override;
    [[nodiscard]] std::optional<TextSlot> text(std::string_view key, const StaffView& view) override;
    void settle(post::PostState& post, StaffHands& hands) override;
    void wipe() override;

private:
    [[nodiscard]] screens::StaffPage form_page(const StaffView& view, const bulletins::Template& form) const;
    void add_blank(const StaffView& view, const bulletins::Template& form, const bulletins::Blank& blank,
                   screens::StaffPage& page) const;
    [[nodiscard]] std::string value_of(const bulletins::Blank& blank) const;
    // False when houses have no such template.
    bool begin(const StaffView& view, std::string_view id);
    void publish(StaffHands& hands);

    std::string template_;
    bulletins::BlankValues values_;
};

}  // namespace baken::staff
