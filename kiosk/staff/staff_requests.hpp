// What residents asked, offered, saw and began: the list, one of them, and what staff do with it.
#pragma once

#include <map>
#include <set>
#include <string>

#include "kiosk/staff/staff_part.hpp"

namespace baken::staff {

class RequestsPart final : public StaffPart {
public:
    // About: "" is the list; an id is one of them.
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
    void set(std::string_view key, std::string_view value, StaffHands& hands) override;
    [[nodiscard]] std::optional<TextSlot> text(std::string_view key, const StaffView& view) override;
    void settle(post::PostState& post, StaffHands& hands) override;
    void wipe() override;

private:
    [[nodiscard]] screens::StaffPage list_page(const StaffView& view) const;
    [[nodiscard]] screens::StaffPage one_page(const StaffView& view, const post::StaffRecord& one) const;
    [[nodiscard]] bool wanted(const StaffView& view, const post::StaffRecord& one) const;
    [[nodiscard]] std::vector<const post::StaffRecord*> chosen(const StaffView& view) const;
    // Where the page begins of a list that is `all` long: a list that got shorter since staff leafed on shows its last
    // page.
    [[nodiscard]] std::size_t first_shown(std::size_t all) const;
    void act_on(std::string_view step, std::string_view id, StaffHands& hands);
    void dismiss(StaffHands& hands);
    void stepped(const Result<post::Stored>& outcome, StaffHands& hands);
    void dismissed(const Result<post::Stored>& outcome, StaffHands& hands);

    std::string filter_ = "all";  // a word of Kind, "all", "done"
    std::size_t first_ = 0;       // of the page that staff leafed to
    bool picking_ = false;
    std::set<std::string> picked_;
    // What staff write about one of them stays with it. By id; the texts stay where they are until wipe(), because
    // somebody may be writing in one.
    struct Words {
        std::string note;
        std::string to_whom;
        void wipe();
    };
    std::map<std::string, Words, std::less<>> words_;
    std::optional<std::uint64_t> step_;     // token of the step that is being kept, with what was typed
    std::string stepped_;                   // whose step it is
    std::optional<std::uint64_t> closing_;  // token of those that are closed at once
};

// Initiatives that wait for approval, and what already hangs on the board.
class BoardPart final : public StaffPart {
public:
    [[nodiscard]] screens::StaffPage page(const StaffView& view, std::string_view about) const override;
};

// Is it one of those residents made, rather than staff?
[[nodiscard]] bool is_of_residents(const post::StaffRecord& one);
// An initiative that may be shown and that nobody judged yet, neither here nor at the coordination point, which hangs
// up what it accepts.
[[nodiscard]] bool waits_for_approval(const StaffView& view, const post::StaffRecord& one);

}  // namespace baken::staff
