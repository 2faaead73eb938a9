// Where staff work: the door with its PIN, the parts behind it, and what is shown round them. Knows nothing of panels;
// the kiosk hands it what staff press and shows what it says.
#pragma once

#include <map>
#include <memory>

#include "kiosk/staff/pin_pad.hpp"
#include "kiosk/staff/staff_part.hpp"
#include "kiosk/staff/staff_writing.hpp"
#include "kiosk/ui/input.hpp"

namespace baken::staff {

// How long staff may be still before the screen locks itself: the last of it is a warning with a countdown.
constexpr visit::Patience kStaffPatience{std::chrono::seconds{100}, std::chrono::seconds{20}};

// With the card that they read out over the radio before them, spelling names. The worker locks the desk later still.
constexpr visit::Patience kRadioPatience{std::chrono::minutes{4}, std::chrono::seconds{20}};
// On the page of staff that is about this.
[[nodiscard]] visit::Patience staff_patience(std::string_view about);

// Everything the desk needs for one call.
struct StaffGround : StaffTools {
    StaffSight sight;
    post::PostState& post;
    Tick tick{};
};

// UI thread only.
class StaffDesk {
public:
    explicit StaffDesk(Tick started);
    ~StaffDesk();

    [[nodiscard]] House& house() { return house_; }
    [[nodiscard]] const House& house() const { return house_; }
    // Was the house changed since the last call? Then it must be kept and shown.
    [[nodiscard]] bool take_change() { return std::exchange(changed_, false); }

    // Somebody did something at the panel, whatever it was: the worker does not lock a desk at which somebody works.
    void somebody_is_here(const StaffGround& ground);
    // True when the action was one of staff's.
    bool act(const ui::Action& action, StaffGround ground);
    // Letters and keys of a keyboard of flesh and blood, while the PIN or a text is asked for. True when they were
    // taken. A key that stands on a button presses that button; all others write.
    bool type(const std::string& text, const StaffGround& ground);
    bool take_key(ui::Key key, bool on_button, StaffGround ground);
    // News of the outbox came, before settle(). `clock` is the machine's own, also where it is behind.
    void hear(const post::OutboxState& outbox, Instant clock, Tick tick) { watch_.hear(outbox, clock, tick); }
    // News came: answers are taken in.
    void settle(StaffGround ground);
    // The house is not on the disk; said on the page that staff look at.
    void tell_not_saved(const Error& why, StaffGround ground);
    // Locks a desk that staff left.
    void mind_the_door(StaffGround ground);

    [[nodiscard]] ui::View view(const StaffGround& ground, const screens::Setting& setting);
    // Must staff be called to the screen, wherever it stands?
    [[nodiscard]] bool calls(const post::PostState& post, Tick tick) const;
    // Did the interval pass in which staff want to report on the situation?
    [[nodiscard]] bool report_is_late(Instant now, Tick tick) const;
    [[nodiscard]] static bool is_open(const post::PostState& post);
    // When the desk next changes by itself, besides what the clock in its corner shows.
    [[nodiscard]] std::optional<Tick> deadline(const post::PostState& post, Instant now, Tick tick) const;

private:
    // Open, and nobody left it: until the worker has locked it, nobody sees in all the same.
    [[nodiscard]] bool is_in(const post::PostState& post) const { return is_open(post) && !leaving_; }
    [[nodiscard]] bool asks_pin(const StaffGround& ground) const;
    bool erase(StaffGround& ground);
    bool confirm(StaffGround& ground);
    [[nodiscard]] StaffView look(const StaffGround& ground);
    [[nodiscard]] StaffHands hands(const StaffView& view, StaffGround& ground);
    [[nodiscard]] StaffPart* part(std::string_view name);
    void enter(StaffGround& ground);
    void answer_of_door(StaffGround& ground);
    void set(std::string_view order, StaffGround& ground);
    void begin_text(std::string_view slot, StaffGround& ground);
    void write_text(StaffGround& ground);
    void wipe();
    [[nodiscard]] ui::View edit_view(const StaffView& view, const screens::Setting& setting) const;
    [[nodiscard]] ui::View door_view(const StaffView& view, Tick tick, const screens::Setting& setting) const;

    House house_;
    EmergencyWatch watch_;
    Tick reported_;  // when a situation report was last kept, or the start of this run
    bool changed_ = false;
    std::map<std::string, std::unique_ptr<StaffPart>, std::less<>> parts_;
    device::MachineFacts facts_;
    std::optional<Tick> facts_read_;
    PinPad pad_;
    bool was_open_ = false;
    bool leaving_ = false;           // the lock was ordered
    std::optional<Tick> told_here_;  // when the worker heard last that staff is here
    std::optional<StaffWriting> writing_;
    std::uint64_t next_token_;
    screens::StaffRemark told_;
};

}  // namespace baken::staff
