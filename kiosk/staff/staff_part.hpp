// One part of staff's work: its pages, and what its buttons do. The desk (staff_desk.hpp) keeps the parts, opens the
// door to them and draws round them.
//
// Buttons speak three words: {"staff-go", "<part> <about>"} opens a page, {"staff-edit", "<part>.<key>"} writes a text,
// {"staff-set", "<part>.<key>=<value>"} does everything else.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exchange/bulletins/templates.hpp"
#include "kiosk/device/machine.hpp"
#include "kiosk/device/sound.hpp"
#include "kiosk/post/post.hpp"
#include "kiosk/screens/staff_page.hpp"
#include "kiosk/staff/emergency_watch.hpp"
#include "kiosk/staff/staff_house.hpp"
#include "kiosk/supply/supplier.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/visit/models.hpp"

namespace baken::staff {

// Splits at the first of this letter; the second half is empty when there is none.
[[nodiscard]] std::pair<std::string_view, std::string_view> halves(std::string_view text, char at);

// What became of the last stick that brought something, for the page on sticks.
struct StickStory {
    Instant at{};
    std::string words;  // key of the strings
    bool good = false;
};

// What the kiosk knows of its own face and voice.
struct FrontFacts {
    ui::Panel panel;
    bool has_touch = true;
    bool only_rescue_fonts = false;
    std::optional<std::string> silence;  // why nothing can be heard; nothing: the loudspeaker works
};

// What the kiosk shows staff of itself. References live only as long as the call.
struct StaffSight {
    const visit::Matter& matter;
    const std::vector<bulletins::Template>& templates;
    const std::optional<StickStory>& stick;
    const std::optional<supply::StickAnswer>& wrote;  // what became of the last wish for a stick
    bool stick_is_written = false;                    // now, or soon: nobody may pull one out
    FrontFacts front;
    std::string version;
};

// What the kiosk lends staff to work with. References live only as long as the call.
struct StaffTools {
    visit::Session& session;
    device::Machine& machine;
    device::Sound* sound;  // null: there is none
    std::vector<post::PostOrder>& orders;
    std::vector<supply::StickOrder>& stick_orders;
};

// How records of this kiosk get through, in words staff can act on.
struct LinkWords {
    std::string text;
    bool good = false;
};

// What a page is made from.
struct StaffView : StaffSight {
    const post::PostState& post;
    const House& house;
    const device::MachineFacts& machine;
    const EmergencyWatch& watch;
    Tick tick{};
    bool report_is_late = false;  // by the interval staff chose

    // Words of staff: say("lock") is "staff.lock".
    [[nodiscard]] std::string say(std::string_view key) const;
    [[nodiscard]] std::string say(std::string_view key, std::initializer_list<bulletins::Argument> arguments) const;
    // The word for one choice of a list: word("need", "food") is "staff.need-food".
    [[nodiscard]] std::string word(std::string_view list, std::string_view choice) const;
    [[nodiscard]] std::string moment(Instant at) const;
    [[nodiscard]] std::string site_name() const;
    [[nodiscard]] LinkWords link() const;
    // A record staff may see; null when it is not there, or the door is shut.
    [[nodiscard]] const post::StaffRecord* record(std::string_view id) const;
};

// What a button may change.
struct StaffHands : StaffTools {
    const StaffView& view;
    House& house;    // a change is kept and shown afterwards
    Tick& reported;  // when a situation report was last kept
    std::uint64_t& next_token;
    screens::StaffRemark& told;  // said on the next page; empty text: nothing

    [[nodiscard]] Instant now() const { return view.matter.now; }
    void tell(screens::StaffRemark::Kind kind, std::string text) { told = {kind, std::move(text)}; }
    // Orders that this is kept; the token its outcome comes back with.
    [[nodiscard]] std::uint64_t save(records::Body body, records::Priority priority);
    // Orders that this step is kept with each of these records; its token likewise.
    [[nodiscard]] std::uint64_t step(std::vector<std::string> records, records::Step step, std::string to_whom = {},
                                     std::string note = {});
    // That what was ordered is not kept, and why.
    void tell_not_saved(const Error& why);
    void go(std::string page);
};

// A text that can be written, and where it is kept.
struct TextSlot {
    std::string* text = nullptr;
    std::string label;
    std::size_t most = 200;  // letters
    bool many_lines = false;
    std::vector<std::string> offers;  // to begin with: names of streets
    ui::Accepts accepts = ui::Accepts::Text;
};

class StaffPart {
public:
    StaffPart() = default;
    StaffPart(const StaffPart&) = delete;
    StaffPart& operator=(const StaffPart&) = delete;
    virtual ~StaffPart() = default;

    // The page about this; of its chrome only the title: the rest is the desk's to fill in.
    [[nodiscard]] virtual screens::StaffPage page(const StaffView& view, std::string_view about) const = 0;
    virtual void set(std::string_view, std::string_view, StaffHands&) {}
    // Nothing when there is no such text.
    [[nodiscard]] virtual std::optional<TextSlot> text(std::string_view, const StaffView&) { return std::nullopt; }
    // News came: what was waited for may be there.
    virtual void settle(post::PostState&, StaffHands&) {}
    // Everything that was filled in is forgotten.
    virtual void wipe() {}
};

// What became of the order with this token; nothing while it is not known. Then the token is forgotten as well: until
// the answer is there, nothing was kept and nothing may be told of it or wiped.
[[nodiscard]] std::optional<Result<post::Stored>> take_outcome(post::PostState& post,
                                                               std::optional<std::uint64_t>& token);

// Every part as it is written: pages call each other by these names.
[[nodiscard]] ui::Action staff_go(std::string page);
[[nodiscard]] ui::Action staff_set(std::string_view part, std::string_view key, std::string_view value);
[[nodiscard]] ui::Action staff_edit(std::string_view part, std::string_view key);

// A question whose answers are a closed list of words: `list` names their strings, `chosen` says which are taken.
template <typename Choice, typename Chosen>
screens::StaffQuestion question_of(const StaffView& view, std::string_view part, std::string_view list,
                                   std::string label, Chosen chosen) {
    screens::StaffQuestion question{std::move(label), {}};
    auto words = records::words_of(Choice{});
    for (std::size_t i = 0; i < words.size(); ++i) {
        question.choices.push_back(
            {view.word(list, words[i]), staff_set(part, list, words[i]), chosen(static_cast<Choice>(i))});
    }
    return question;
}
// The value a word stands for; nothing when it is no word of the list.
template <typename Choice>
std::optional<Choice> choice_named(std::string_view word) {
    auto words = records::words_of(Choice{});
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == word) return static_cast<Choice>(i);
    }
    return std::nullopt;
}
// Takes it in, or out when it was in.
template <typename T>
void flip(std::vector<T>& list, const T& value) {
    if (std::erase(list, value) == 0) list.push_back(value);
}

}  // namespace baken::staff
