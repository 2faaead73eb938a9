// What of it all is on the panel.
#include "kiosk/app/kiosk.hpp"

namespace baken::app {
namespace {

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

Showing Kiosk::choose_showing() const {
    if (alarm_.is_called()) return Showing::StaffCalled;
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
    }
    showing_ = showing;
    danger_ = std::move(danger);
}

}  // namespace baken::app
