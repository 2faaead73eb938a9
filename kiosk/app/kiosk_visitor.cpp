// What a visitor does, with a finger or with keys, and where it leads.
#include <algorithm>
#include <map>

#include "kiosk/app/kiosk_staff.hpp"

namespace baken::app {
namespace {

constexpr double kScrollPage = 0.8;  // of what is seen, so that a line or two stays for the eye to hold

constexpr Duration kFirstLook{500};  // as long as the guard against a trembling hand

bool goes_elsewhere(const ui::Action& action) {
    const auto& verb = action.verb;
    return verb == "back" || verb == "home" || verb == "ask" || verb.starts_with("open-") || verb == "staff-open";
}

// Of an action that does nothing but open a screen.
std::optional<visit::Route> route_of(const ui::Action& action) {
    static const std::map<std::string_view, visit::Screen> kScreens{
        {"open-bulletins", visit::Screen::Bulletins},
        {"open-bulletin", visit::Screen::Bulletin},
        {"open-topics", visit::Screen::Topics},
        {"open-topic", visit::Screen::Guidance},
        {"open-here", visit::Screen::Here},
        {"open-languages", visit::Screen::Languages},
        {"open-diagnostic", visit::Screen::Diagnostic},
        {"open-board", visit::Screen::Board},
    };
    auto found = kScreens.find(action.verb);
    if (found == kScreens.end()) return std::nullopt;
    return visit::Route{found->second, action.object};
}

}  // namespace

// Nobody presses what they could not yet see: the first touch only wakes the screen, what is pressed while the warning
// hides a page only says that somebody is there.
bool Kiosk::means_presence() {
    auto tick = machine_.clock.tick();
    // Nor does a hand that trembles on a danger say that it wrote what was under it.
    if (showing_ == Showing::Leaving && tick - showing_since_ < kFirstLook) return true;
    bool away = session_.presence() == visit::Presence::Nobody && showing_ == Showing::Signage;
    bool blind = away || showing_ == Showing::Leaving;
    // Who touches what covers a desk is not staff for sure.
    if (!covers_desk()) {
        touch_session(tick);
        at_desk([&](const staff::StaffGround& ground) { desk_.somebody_is_here(ground); });
    }
    if (!blind) return false;
    touch_.forget();
    stale_ = true;
    update();
    return true;
}

void Kiosk::touch_session(Tick tick) {
    if (showing_ == Showing::Takeover) return session_.touched_danger(tick, usual_patience());
    session_.touched(tick);
}

void Kiosk::take(const ui::Input& input) {
    auto tick = machine_.clock.tick();
    bool begins = std::holds_alternative<ui::PointerDown>(input) || std::holds_alternative<ui::KeyPress>(input) ||
                  std::holds_alternative<ui::Typed>(input);
    // What is pressed as something else comes on the screen, a danger or the page that it covered, was meant for what
    // stood there before. Letters press nothing, and go on where they are written.
    bool writes = std::holds_alternative<ui::Typed>(input) && showing_ == Showing::Route;
    bool sudden = !writes && tick - showing_since_ < kFirstLook;
    if (begins && (means_presence() || sudden)) return touch_.forget();
    if (const auto* down = std::get_if<ui::PointerDown>(&input)) {
        focus_.clear();
        take_pointer(touch_.down(*down, scene_, tick));
    }
    if (const auto* move = std::get_if<ui::PointerMove>(&input)) take_pointer(touch_.move(*move, scene_));
    if (const auto* up = std::get_if<ui::PointerUp>(&input)) take_pointer(touch_.up(*up, scene_, tick));
    if (const auto* key = std::get_if<ui::KeyPress>(&input)) take_key(key->key);
    // What staff were writing is not in sight under what covers their desk: nothing goes into it.
    if (const auto* typed = std::get_if<ui::Typed>(&input); typed != nullptr && !covers_desk()) {
        if (at_desk([&](const staff::StaffGround& ground) { return desk_.type(typed->text, ground); }))
            stale_ = true;
        else
            press_key({"key", typed->text});
    }
}

void Kiosk::take_pointer(const ui::TouchResult& result) {
    if (!result.scrolled.empty()) {
        motion_.stop();
        read_on();
        const auto& extent = scene_.scrolls[result.scrolled];
        session_.scrolls[result.scrolled] = std::clamp(extent.offset + result.scroll_by, 0, extent.furthest());
        stale_ = true;
    }
    if (result.on_nothing && showing_ == Showing::Takeover) turns_.next(machine_.clock.tick());
    if (!result.press.empty()) act(result.press);
}

void Kiosk::read_on() {
    if (showing_ == Showing::Takeover) turns_.hold(machine_.clock.tick());
}

void Kiosk::take_key(ui::Key key) {
    // What covers the visitor's own screen leaves that screen where it is.
    bool covered = showing_ == Showing::BuiltIn || is_covered();
    if (covered && (key == ui::Key::Back || key == ui::Key::Help)) return;
    bool on_button = is_on_button();
    auto at_their_desk = [&](const staff::StaffGround& ground) { return desk_.take_key(key, on_button, ground); };
    if (!covers_desk() && at_desk(at_their_desk)) {
        stale_ = true;
        return;
    }
    if (take_writing_key(key)) return;
    if (key == ui::Key::Space) key = ui::Key::Confirm;
    if (key == ui::Key::Back) return act({"back", ""});
    if (key == ui::Key::Help) return ask_for_help();
    if (key == ui::Key::PageUp || key == ui::Key::PageDown) {
        double by = key == ui::Key::PageUp ? -kScrollPage : kScrollPage;
        if (!scene_.scrolls.empty()) scroll_by(scene_.scrolls.begin()->first, by);
        return;
    }
    int focused = focus_.index(scene_);
    if (key == ui::Key::Confirm && focused >= 0) return act(scene_.items[static_cast<std::size_t>(focused)].action);
    if (focus_.move(key, scene_)) follow_focus();
}

// What the keys are on must be seen: a part that scrolls moves until it is.
void Kiosk::follow_focus() {
    int focused = focus_.index(scene_);
    if (focused < 0) return;
    const auto& item = scene_.items[static_cast<std::size_t>(focused)];
    if (item.scroll_id.empty()) return;
    const auto& extent = scene_.scrolls[item.scroll_id];
    int above = extent.area.y - item.rect.y;
    int below = item.rect.bottom() - extent.area.bottom();
    int by = above > 0 ? -above - metrics_.px(ui::Mm{4}) : below > 0 ? below + metrics_.px(ui::Mm{4}) : 0;
    if (by == 0) return;
    read_on();
    session_.scrolls[item.scroll_id] = std::clamp(extent.offset + by, 0, extent.furthest());
    stale_ = true;
    update();
}

void Kiosk::scroll_by(const std::string& id, double pages) {
    auto found = scene_.scrolls.find(id);
    if (found == scene_.scrolls.end()) return;
    read_on();
    const auto& extent = found->second;
    int start = motion_.target(id).value_or(extent.offset);
    int to = std::clamp(start + static_cast<int>(extent.viewport * pages), 0, extent.furthest());
    motion_.glide(id, extent.offset, to, machine_.clock.tick());
    stale_ = true;
}

void Kiosk::act(const ui::Action& action) {
    if (is_covered() && goes_elsewhere(action)) return;
    if (action.verb == "scroll-up" || action.verb == "scroll-down")
        return scroll_by(action.object, action.verb == "scroll-up" ? -kScrollPage : kScrollPage);
    if (field() != nullptr && ui::Keyboard::is_key(action)) return press_key(action);
    stale_ = true;
    if (act_on_form(action) || act_on_number(action)) return;
    auto from = session_.route();
    bool of_staff = at_desk([&](const staff::StaffGround& ground) { return desk_.act(action, ground); });
    if (of_staff) mind_the_house();
    if (!stick_orders_.empty()) stick_.wish();
    bool moves_on = of_staff ? session_.route() != from : go(action);
    if (moves_on) let_go();
    if (!of_staff && !moves_on) choose(action);
}

// True when the action led the visitor somewhere.
bool Kiosk::go(const ui::Action& action) {
    const auto& verb = action.verb;
    if (auto route = route_of(action)) {
        session_.go(std::move(*route));
    } else if (verb == "home") {
        session_.home();
    } else if (verb == "form-done") {
        session_.finish();
    } else if (verb == "back") {
        session_.back();
    } else if (verb == "open-number") {
        session_.begin_number();
    } else if (verb == "ask") {
        begin_form(action.object, "");
    } else if (verb == "join") {
        begin_form("join", action.object);
    } else if (verb == "call-staff") {
        alarm_.call(machine_.clock.tick());
    } else if (verb == "help-came") {
        alarm_.staff_came();
        session_.touched(machine_.clock.tick());
    } else {
        return false;
    }
    return true;
}

// How the visitor likes it, and what they have seen.
void Kiosk::choose(const ui::Action& action) {
    const auto& verb = action.verb;
    auto tick = machine_.clock.tick();
    if (verb == "language") speak(action.object);
    if (verb == "bulletin-language") session_.bulletin_language = action.object;
    if (verb == "text-size") session_.next_text_size();
    if (verb == "contrast") session_.next_contrast();
    if (verb == "read") read_danger(action.object);
    if (verb == "stick-seen") stick_.seen(tick);
    if (verb == "still-here") session_.touched(tick);
}

void Kiosk::speak(const std::string& language) {
    session_.speak(language);
    session_.bulletin_language.clear();
    if (session_.route().screen == visit::Screen::Languages) session_.back();
}

// Nothing goes on that belonged to what was on the screen before.
void Kiosk::let_go() {
    motion_.stop();
    touch_.page_came(machine_.clock.tick());
    focus_.clear();
}

}  // namespace baken::app
