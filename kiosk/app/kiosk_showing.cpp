// What of it all is on the panel.
#include <algorithm>

#include "kiosk/app/kiosk.hpp"

namespace baken::app {
namespace {

using namespace std::chrono_literals;

// Staff who see a danger come and stay have read it by then, and called it out. After it what they were writing is
// lost.
constexpr Duration kStaffRead = 45s;

bool covers(Showing showing) {
    return showing == Showing::Takeover || showing == Showing::StaffCalled || showing == Showing::StickNotice;
}

}  // namespace

// Behind an immediate danger, a call for staff, or what became of a stick, nothing moves: whoever has read it stands
// where they stood.
bool Kiosk::is_covered() const {
    return covers(showing_);
}

const bulletins::Shown* Kiosk::takeover() const {
    auto tick = machine_.clock.tick();
    for (const auto& shown : due_.shown) {
        bool read = session_.has_read(visit::id_of(holdings_->alerts[shown.alert].alert), tick);
        if (shown.takeover && !read) return &shown;
    }
    return nullptr;
}

visit::Patience Kiosk::usual_patience() const {
    return staff::StaffDesk::is_open(post_) ? staff::staff_patience(session_.route().object) : machine_.patience;
}

// Who reads a danger or waits for staff may be still for longer. It ends all the same, for the sake of whoever comes
// next; and a desk locks when it would without the danger for which staff may have run from it. A warning that nobody
// can see is none, so there is only the end.
visit::Patience Kiosk::patience_behind_cover() const {
    auto usual = usual_patience();
    if (staff::StaffDesk::is_open(post_)) return {usual.until_warning + usual.countdown, 0s};
    return {std::max<Duration>(usual.until_warning, 4min), 0s};
}

visit::Patience Kiosk::patience() const {
    return covers(choose_showing()) ? patience_behind_cover() : usual_patience();
}

bool Kiosk::covers_desk() const {
    return is_covered() && staff::StaffDesk::is_open(post_) && session_.route().screen == visit::Screen::Staff;
}

// Nothing of a desk is seen by whoever reads a danger over it when staff may be gone: for them a visit begins.
void Kiosk::read_danger(const std::string& danger) {
    auto tick = machine_.clock.tick();
    if (covers_desk() && tick - covered_since_ > kStaffRead) session_.reset(tick);
    session_.read_takeover(danger, tick);
}

void Kiosk::mind_the_visitor(Tick tick) {
    if (is_covered() && session_.pass(tick, patience_behind_cover())) stale_ = true;
    if (is_covered() && !covers(choose_showing())) session_.uncovered(tick, usual_patience());
    if (session_.pass(tick, patience())) stale_ = true;
    if (session_.presence() == visit::Presence::Nobody) alarm_.caller_left();
}

// A call that nobody answers keeps no danger from those who come after whoever called.
Showing Kiosk::choose_showing() const {
    if (alarm_.is_called() && (alarm_.caller_waits() || takeover() == nullptr)) return Showing::StaffCalled;
    if (holdings_->empty()) return Showing::BuiltIn;
    if (takeover() != nullptr) return Showing::Takeover;
    if (stick_.tells(machine_.clock.tick())) return Showing::StickNotice;
    if (session_.presence() == visit::Presence::Nobody) return Showing::Signage;
    if (session_.presence() == visit::Presence::Leaving) return Showing::Leaving;
    return Showing::Route;
}

// Each danger begins at its head and in the visitor's own language, also where another one stood before it.
void Kiosk::begin_showing(Showing showing, std::string danger) {
    if (showing == showing_ && danger == danger_) return;
    showing_since_ = machine_.clock.tick();
    // Of a danger that comes while a stick is told of, staff have read nothing yet.
    if (!is_covered() || showing_ == Showing::StickNotice) covered_since_ = showing_since_;
    touch_.forget();
    stale_ = true;
    if (danger != danger_) {
        let_go();
        session_.scrolls.erase("takeover");
        bool here = session_.presence() == visit::Presence::Visitor;
        turns_.begin(showing_since_, here ? LanguageTurns::Reader::Here : LanguageTurns::Reader::Nobody);
    }
    showing_ = showing;
    danger_ = std::move(danger);
}

void Kiosk::begin_language() {
    motion_.stop();
    session_.scrolls.erase("takeover");
}

}  // namespace baken::app
