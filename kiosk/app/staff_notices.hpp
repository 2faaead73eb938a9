// Messages of the house itself, from templates with blanks, so that every language is right. They are shown as local
// and never as the coordination point's.
#pragma once

#include "kiosk/app/staff_part.hpp"

namespace baken::app {

// A value that fits a blank, to begin with: this place, this day, the next half hour, the first choice.
[[nodiscard]] std::string first_value(const StaffView& view, const bulletins::Blank& blank);
// One step on or back of a time (half an hour), a date (a day), a moment (an hour) or an amount (one).
[[nodiscard]] std::string stepped(const bulletins::Blank& blank, const std::string& value, int by);
// The message as this house sends it. Errors: those of bulletins::fill.
[[nodiscard]] Result<bulletins::Alert> local_notice(const StaffView& view, const bulletins::Template& form,
                                                    const bulletins::BlankValues& values);

// How many of our messages residents see; the others ended, and are kept until staff take them away.
[[nodiscard]] std::size_t count_on_screen(const StaffView& view);

class NoticesPart final : public StaffPart {
public:
    // About: "" lists our messages and the templates; a template's id fills one in. An all-clear is no template of a
    // house, and that an exercise is held is one only while staff hold one.
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
    void set(std::string_view key, std::string_view value, StaffHands& hands) override;
    [[nodiscard]] std::optional<TextSlot> text(std::string_view key, const StaffView& view) override;
    void settle(PostState& post, StaffHands& hands) override;
    void wipe() override;

private:
    [[nodiscard]] screens::StaffPage list_page(const StaffView& view) const;
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

}  // namespace baken::app
