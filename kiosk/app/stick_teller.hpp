// What is told of a stick: to whoever put it in, on the panel for a while, and to staff on their pages afterwards.
#pragma once

#include <optional>
#include <vector>

#include "exchange/base/time.hpp"
#include "kiosk/app/system_watch.hpp"
#include "kiosk/device/machine.hpp"
#include "kiosk/post/post.hpp"
#include "kiosk/screens/stick_notice.hpp"
#include "kiosk/staff/staff_part.hpp"
#include "kiosk/supply/supplier.hpp"
#include "kiosk/visit/models.hpp"

namespace baken::app {

// UI thread only.
class StickTeller {
public:
    // Staff want something on a stick. What became of the wish before is told no longer.
    void wish();
    // What the worker for content says. Where records travel on the stick, too, nothing is told before these are on it:
    // who reads that it is done pulls it out, and with two sticks in, maybe the other one. So nothing is told while
    // anything is written. Of sticks that are done by then the last is told, but one that failed before one that did
    // not.
    void hear(supply::SupplyNews& news, Tick tick, Instant now);
    // What the worker for records says.
    void hear(const post::PostNews& news, Tick tick, Instant now);
    // Looks how a new system on the stick fares. It takes minutes, and the stick must stay in for so long: every step
    // is told, also after the notice was seen, once nothing is being written. True when there is something else to
    // tell.
    [[nodiscard]] bool pass(Tick tick, Instant now, device::Machine& machine);
    // Somebody read it.
    void seen(Tick tick) { told_until_ = tick; }

    // Is something being written on a stick, or waits for it?
    [[nodiscard]] bool is_written() const { return wished_ || !coming_.empty(); }
    // Is the notice on the panel? Not while anything is written: it says that a stick may be pulled out.
    [[nodiscard]] bool tells(Tick tick) const;
    [[nodiscard]] Tick told_until() const { return told_until_; }
    // When pass() will look.
    [[nodiscard]] std::optional<Tick> deadline() const { return system_.deadline(); }
    // Of a notice that is on the panel.
    [[nodiscard]] screens::StickNoticeModel model(const visit::Matter& matter) const;

    [[nodiscard]] const std::optional<staff::StickStory>& story() const { return story_; }
    // What became of the last wish of staff for a stick; nothing while it is not known.
    [[nodiscard]] const std::optional<supply::StickAnswer>& answer() const { return answer_; }

private:
    struct Told {
        sync::Outcome outcome;
        std::optional<post::StickCarried> carried;  // of records; nothing when there were none
        [[nodiscard]] bool went_well() const;
    };
    struct Coming {
        Path stick;
        sync::Outcome outcome;
    };
    void finish(Told done);
    void tell_what_is_done(Tick tick, Instant now);
    void tell_again(Tick tick, Instant now);
    // Was there nothing but a new system on it?
    [[nodiscard]] bool only_system() const;
    // While a system is at work its stick must stay in, so nothing then says that one may be pulled out.
    [[nodiscard]] bool tells_of_system_alone() const;

    std::optional<Told> told_;    // last
    std::optional<Told> next_;    // done, while something is still being written
    std::vector<Coming> coming_;  // records still go to these: nobody may pull them out yet
    bool again_ = false;          // the system went on meanwhile
    bool wished_ = false;         // by staff, without an answer yet
    Tick told_until_{};
    SystemWatch system_;
    std::optional<staff::StickStory> story_;
    std::optional<supply::StickAnswer> answer_;
};

}  // namespace baken::app
