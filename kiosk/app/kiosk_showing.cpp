// What of it all is on the panel.
#include <algorithm>

#include "kiosk/app/kiosk.hpp"

namespace baken::app {
namespace {

using namespace std::chrono_literals;

// Who reads a danger or waits for staff may be still for longer. It ends all the same, for the sake of whoever comes
// next, and before the worker locks a desk that nobody touches. A warning that nobody can see is none, so there is only
// the end.
Patience behind_cover(const Patience& usual) {
    return {std::max<Duration>(usual.until_warning, 4min), 0s};
}

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
    for (const auto& shown : due_.shown) {
        bool read = session_.read_takeovers.contains(id_of(holdings_->alerts[shown.alert].alert));
        if (shown.takeover && !read) return &shown;
    }
    return nullptr;
}

Patience Kiosk::usual_patience() const {
    return StaffDesk::is_open(post_) ? kStaffPatience : machine_.patience;
}

Patience Kiosk::patience() const {
    return covers(choose_showing()) ? behind_cover(usual_patience()) : usual_patience();
}

void Kiosk::mind_the_visitor(Tick tick) {
    if (is_covered() && session_.pass(tick, behind_cover(usual_patience()))) stale_ = true;
    if (is_covered() && !covers(choose_showing())) session_.uncovered(tick, usual_patience());
    if (session_.pass(tick, patience())) stale_ = true;
    if (session_.presence() == Presence::Nobody) alarm_.caller_left();
}

// A call that nobody answers keeps no danger from those who come after whoever called.
Showing Kiosk::choose_showing() const {
    if (alarm_.is_called() && (alarm_.caller_waits() || takeover() == nullptr)) return Showing::StaffCalled;
    if (holdings_->empty()) return Showing::BuiltIn;
    if (takeover() != nullptr) return Showing::Takeover;
    if (stick_.tells(machine_.clock.tick())) return Showing::StickNotice;
    if (session_.presence() == Presence::Nobody) return Showing::Signage;
    if (session_.presence() == Presence::Leaving) return Showing::Leaving;
    return Showing::Route;
}

// Each danger begins at its head and in the visitor's own language, also where another one stood before it.
void Kiosk::begin_showing(Showing showing, std::string danger) {
    if (showing == showing_ && danger == danger_) return;
    showing_since_ = machine_.clock.tick();
    touch_.forget();
    stale_ = true;
    if (danger != danger_) {
        let_go();
        session_.scrolls.erase("takeover");
        bool here = session_.presence() == Presence::Visitor;
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
