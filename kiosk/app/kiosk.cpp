#include "kiosk/app/kiosk_staff.hpp"

#include <algorithm>
#include <map>

#include "kiosk/app/wording.hpp"

namespace baken::app {

using namespace std::chrono_literals;

namespace {

constexpr Duration kSignageSlide = 12s;
constexpr Duration kTakeoverSlide = 8s;
constexpr double kScrollPage = 0.8;  // of what is seen, so that a line or two stays for the eye to hold

// After too many wrong PINs, as the screen counts it down; -1 when nobody waits.
int seconds_to_wait(const StaffNews& staff, Tick tick) {
    if (!staff.wait_until || *staff.wait_until <= tick) return -1;
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*staff.wait_until - tick).count());
}

bool goes_elsewhere(const ui::Action& action) {
    const auto& verb = action.verb;
    return verb == "back" || verb == "home" || verb == "ask" || verb.starts_with("open-") || verb == "staff-open";
}

// Of an action that does nothing but open a screen.
std::optional<Route> route_of(const ui::Action& action) {
    static const std::map<std::string_view, Screen> kScreens{
        {"open-bulletins", Screen::Bulletins},
        {"open-bulletin", Screen::Bulletin},
        {"open-topics", Screen::Topics},
        {"open-topic", Screen::Guidance},
        {"open-here", Screen::Here},
        {"open-languages", Screen::Languages},
        {"open-diagnostic", Screen::Diagnostic},
        {"open-board", Screen::Board},
    };
    auto found = kScreens.find(action.verb);
    if (found == kScreens.end()) return std::nullopt;
    return Route{found->second, action.object};
}

std::string default_language(const Holdings& holdings) {
    const auto* site = holdings.site();
    return site == nullptr || site->languages.empty() ? "nl" : site->languages.front();
}

}  // namespace

Kiosk::Kiosk(Machine machine, std::shared_ptr<Holdings> holdings)
    : machine_(std::move(machine)),
      holdings_(std::move(holdings)),
      pictures_(std::make_unique<Pictures>(files())),
      session_(default_language(*holdings_), machine_.clock.tick()),
      metrics_(machine_.panel, session_.text_size(), machine_.fonts),
      touch_(metrics_.px(ui::Mm{4})),
      showing_since_(machine_.clock.tick()) {
    tell_place();
    holdings_->keyboards.pinyin = machine_.pinyin;
    bring_due_up_to_date();
    update();
}

Instant Kiosk::now() const {
    auto clock = machine_.clock.now();
    return holdings_->signed_floor ? std::max(clock, *holdings_->signed_floor) : clock;
}

// A clock that is behind a time somebody signed is wrong for sure; an hour's grace spares the signer's own error.
ClockState Kiosk::clock_state() const {
    bool behind = holdings_->signed_floor && machine_.clock.now() + 1h < *holdings_->signed_floor;
    return behind ? ClockState::Doubtful : ClockState::Sure;
}

void Kiosk::bring_due_up_to_date() {
    bulletins::DuePolicy policy;
    if (clock_state() == ClockState::Doubtful) {
        policy.clock = bulletins::ClockTrust::Doubtful;
        policy.certainly_after = holdings_->signed_floor;
    }
    due_ = bulletins::due(holdings_->alerts, holdings_->area(), now(), policy);
    stale_ = true;
}

void Kiosk::receive(std::shared_ptr<Holdings> holdings) {
    holdings_ = std::move(holdings);
    furnish(*holdings_, desk_.house());
    templates_.clear();
    holdings_->keyboards.pinyin = machine_.pinyin;
    pictures_ = std::make_unique<Pictures>(files());
    strings_.reset();
    prepared_languages_ = 0;
    tell_place();
    bring_due_up_to_date();
}

void Kiosk::hear(SupplyNews news) {
    supply_problems_ = std::move(news.problems);
    if (news.stick_at) orders_.emplace_back(CarryByStick{*news.stick_at});
    stick_.hear(news, machine_.clock.tick(), now());
    stale_ = true;
    if (news.holdings) return receive(std::move(news.holdings));
    holdings_->reception = news.reception;
    if (holdings_->signed_floor == news.signed_floor) return;
    holdings_->signed_floor = news.signed_floor;
    tell_place();
    bring_due_up_to_date();
}

void Kiosk::tell_place() {
    const auto* site = holdings_->site();
    bool sure = clock_state() == ClockState::Sure;
    orders_.emplace_back(KnowPlace{holdings_->cp_keys, site != nullptr ? site->id : holdings_->site_id,
                                   sure ? records::ClockConfidence::Sure : records::ClockConfidence::Unsure});
}

void Kiosk::hear(PostNews news) {
    stick_.hear(news, machine_.clock.tick(), now());
    post_.hear(std::move(news));
    settle_desk();
    take_answers();
    stale_ = true;
}

Files& Kiosk::files() const {
    return holdings_->files ? *holdings_->files : machine_.files;
}

void Kiosk::panel_came_back() {
    panel_back_ = now();
    stale_ = true;
}

void Kiosk::resize(const ui::Panel& panel, PanelSize size) {
    machine_.panel = panel;
    machine_.panel_size = size;
    touch_ = ui::Touch{ui::Metrics(panel, session_.text_size(), machine_.fonts).px(ui::Mm{4})};
    stale_ = true;
}

void Kiosk::set_touch(bool present) {
    if (machine_.has_touch == present) return;
    machine_.has_touch = present;
    stale_ = true;
}

void Kiosk::take(const ui::Input& input) {
    auto tick = machine_.clock.tick();
    bool was_away = session_.presence() == Presence::Nobody && showing_ == Showing::Signage;
    bool begins = std::holds_alternative<ui::PointerDown>(input) || std::holds_alternative<ui::KeyPress>(input);
    if (begins && session_.presence() != Presence::Leaving) session_.touched(tick);
    if (begins && was_away) {
        // The first touch only wakes the screen: nobody presses what they could not yet see.
        touch_.forget();
        stale_ = true;
        update();
        return;
    }
    if (const auto* down = std::get_if<ui::PointerDown>(&input)) {
        focus_.clear();
        take_pointer(touch_.down(*down, scene_));
    }
    if (const auto* move = std::get_if<ui::PointerMove>(&input)) take_pointer(touch_.move(*move, scene_));
    if (const auto* up = std::get_if<ui::PointerUp>(&input)) take_pointer(touch_.up(*up, scene_, tick));
    if (const auto* key = std::get_if<ui::KeyPress>(&input)) take_key(key->key);
    if (const auto* typed = std::get_if<ui::Typed>(&input)) {
        if (at_desk([&](const StaffGround& ground) { return desk_.type(typed->text, ground); }))
            stale_ = true;
        else
            take_typed(typed->text);
    }
}

void Kiosk::take_pointer(const ui::TouchResult& result) {
    if (!result.scrolled.empty()) {
        motion_.stop();
        const auto& extent = scene_.scrolls[result.scrolled];
        session_.scrolls[result.scrolled] = std::clamp(extent.offset + result.scroll_by, 0, extent.furthest());
        stale_ = true;
    }
    if (!result.press.empty()) act(result.press);
}

void Kiosk::take_key(ui::Key key) {
    if (session_.presence() == Presence::Leaving) return act({"still-here", ""});
    // What covers the visitor's own screen leaves that screen where it is.
    bool covered = showing_ == Showing::BuiltIn || is_covered();
    if (covered && (key == ui::Key::Back || key == ui::Key::Help)) return;
    bool on_button = is_on_button();
    if (at_desk([&](const StaffGround& ground) { return desk_.take_key(key, on_button, ground); })) {
        stale_ = true;
        return;
    }
    if (take_writing_key(key)) return;
    if (key == ui::Key::Space) key = ui::Key::Confirm;
    if (key == ui::Key::Back) return act({"back", ""});
    if (key == ui::Key::Help) return act({"ask", "help"});
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
    session_.scrolls[item.scroll_id] = std::clamp(extent.offset + by, 0, extent.furthest());
    stale_ = true;
    update();
}

void Kiosk::scroll_by(const std::string& id, double pages) {
    auto found = scene_.scrolls.find(id);
    if (found == scene_.scrolls.end()) return;
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
    bool of_staff = at_desk([&](const StaffGround& ground) { return desk_.act(action, ground); });
    if (of_staff) mind_the_house();
    bool moves_on = of_staff ? session_.route() != from : go(action);
    if (moves_on) let_go();
    if (!of_staff && !moves_on) choose(action);
}

// True when the action led the visitor somewhere.
bool Kiosk::go(const ui::Action& action) {
    const auto& verb = action.verb;
    if (auto route = route_of(action)) {
        session_.go(std::move(*route));
    } else if (verb == "home" || verb == "form-done") {
        session_.home();
    } else if (verb == "back") {
        session_.back();
    } else if (verb == "open-number") {
        session_.begin_number();
    } else if (verb == "ask") {
        begin_form(action.object, "");
    } else if (verb == "join") {
        begin_form("join", action.object);
    } else if (verb == "call-staff") {
        alarm_.call();
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
    if (verb == "read") session_.read_takeovers.insert(action.object);
    if (verb == "stick-seen") stick_.seen(tick);
    if (verb == "still-here") session_.touched(tick);
}

void Kiosk::speak(const std::string& language) {
    session_.speak(language);
    session_.bulletin_language.clear();
    if (session_.route().screen == Screen::Languages) session_.back();
}

// Nothing goes on that belonged to what was on the screen before.
void Kiosk::let_go() {
    motion_.stop();
    touch_.forget();
    focus_.clear();
}

// Behind an immediate danger, or a call for staff, nothing moves: whoever has read it stands where they stood.
bool Kiosk::is_covered() const {
    return showing_ == Showing::Takeover || showing_ == Showing::StaffCalled;
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

int Kiosk::step_of(Duration slide) const {
    return static_cast<int>((machine_.clock.tick() - showing_since_) / slide);
}

void Kiosk::next_slide() {
    showing_since_ -= showing_ == Showing::Takeover ? kTakeoverSlide : kSignageSlide;
}

Kiosk::ShownTime Kiosk::shown_time(Showing showing) const {
    auto tick = machine_.clock.tick();
    ShownTime time;
    time.minute = std::chrono::floor<std::chrono::minutes>(now()).time_since_epoch().count();
    if (showing == Showing::Takeover) time.step = step_of(kTakeoverSlide);
    if (showing == Showing::Signage) time.step = step_of(kSignageSlide);
    time.seconds =
        showing == Showing::Leaving ? session_.seconds_left(tick, patience()) : seconds_to_wait(post_.staff, tick);
    return time;
}

bool Kiosk::update() {
    auto tick = machine_.clock.tick();
    if (session_.pass(tick, patience())) stale_ = true;
    at_desk([&](const StaffGround& ground) { desk_.mind_the_door(ground); });
    forget_typing();
    if (alarm_.mind_emergencies(tick, StaffDesk::calls(post_, now()), StaffDesk::is_open(post_))) stale_ = true;
    if (stick_.pass(tick, now(), device())) stale_ = true;
    if (due_.changes_after && now() >= *due_.changes_after) bring_due_up_to_date();
    if (motion_.deadline(tick)) {
        motion_.apply(session_.scrolls, tick);
        stale_ = true;
    }
    auto showing = choose_showing();
    if (showing != showing_) {
        showing_since_ = tick;
        touch_.forget();
    }
    auto time = shown_time(showing);
    if (showing == showing_ && time == built_ && !stale_) return false;
    showing_ = showing;
    built_ = time;
    build();
    stale_ = false;
    return true;
}

std::string Kiosk::language_now() const {
    auto held = matter(*strings_);
    if (showing_ == Showing::Signage) return signage_language(held, built_.step);
    if (showing_ != Showing::Takeover) return session_.language();
    auto languages = takeover_languages(held, *takeover());
    return languages[static_cast<std::size_t>(built_.step) % languages.size()];
}

void Kiosk::build() {
    if (!strings_) strings_ = holdings_->content.strings.in(session_.language());
    auto language = language_now();
    if (language != spoken_ || strings_->language() != language) strings_ = holdings_->content.strings.in(language);
    spoken_ = language;
    if (metrics_.size() != session_.text_size() || metrics_.panel() != machine_.panel) {
        metrics_ = ui::Metrics{machine_.panel, session_.text_size(), machine_.fonts};
    }
    ui::Measure measure{machine_.typesetter, metrics_};
    ui::Tongue tongue{language, ui::direction_of(language)};
    using enum screens::HeadlineSize;
    constexpr std::array kFits{screens::FormFit::Roomy, screens::FormFit::Compact, screens::FormFit::Scrolled,
                               screens::FormFit::Scrolled};
    std::size_t tries = 0;
    std::size_t least = metrics_.shape() == ui::Shape::Tiny ? 1 : 0;
    for (auto size : {Largest, Larger, Large, Plain}) {
        headline_size_ = size;
        // Only a page with a keyboard, or on a panel as small as a hand, gives up what stands around it: others scroll.
        bool roomy = field() == nullptr && metrics_.shape() != ui::Shape::Tiny;
        fit_ = roomy ? screens::FormFit::Roomy : kFits.at(std::max(tries++, least));
        scene_ = ui::lay_out(view(matter(*strings_), setting(*strings_)), measure, tongue, session_.scrolls);
        bool all_seen = showing_ == Showing::Signage ? headline_fits()
                                                     : field() == nullptr || scene_.scrolls["form"].furthest() == 0;
        if (all_seen) break;
    }
    show_keys(measure, tongue);
}

// Nothing to scroll to, and no word in two pieces.
bool Kiosk::headline_fits() {
    return scene_.scrolls["signage"].furthest() == 0 && std::ranges::none_of(scene_.items, &ui::Item::cut_off);
}

// Where a page with a keyboard scrolls, its keys are what a visitor looks for first.
void Kiosk::show_keys(const ui::Measure& measure, const ui::Tongue& tongue) {
    int furthest = field() == nullptr ? 0 : scene_.scrolls["form"].furthest();
    if (furthest == 0 || session_.scrolls.contains("form")) return;
    session_.scrolls["form"] = furthest;
    scene_ = ui::lay_out(view(matter(*strings_), setting(*strings_)), measure, tongue, session_.scrolls);
}

bool Kiosk::prepare_one(text::GlyphCache& glyphs) {
    constexpr std::size_t kPagesAStep = 8;
    if (holdings_->content.pages.read_some(kPagesAStep)) return true;
    const auto* site = holdings_->site();
    if (site == nullptr || prepared_languages_ >= site->languages.size()) return false;
    const auto& language = site->languages[prepared_languages_++];
    Session visitor{language, machine_.clock.tick()};
    auto strings = holdings_->content.strings.in(language);
    Matter matter{*holdings_, due_, visitor, strings, *pictures_, now(), clock_state()};
    ui::Measure measure{machine_.typesetter, metrics_};
    ui::Tongue tongue{language, ui::direction_of(language)};
    auto scene = ui::lay_out(screens::home(setting(strings), home_model(matter)), measure, tongue, {});
    constexpr std::size_t kGlyphsAtMost = 400;
    for (const auto& item : scene.items) {
        if (item.text) glyphs.warm(*item.text, kGlyphsAtMost);
    }
    return true;
}

ui::Attention Kiosk::attention() const {
    return {focus_.index(scene_), touch_.pressed(scene_)};
}

std::optional<Tick> Kiosk::deadline() const {
    auto tick = machine_.clock.tick();
    // The clock on the screen changes with the minute.
    auto calendar = machine_.clock.now();
    auto next_minute = std::chrono::ceil<std::chrono::minutes>(calendar + 1ms);
    std::optional<Tick> soonest = tick + std::chrono::duration_cast<Duration>(next_minute - calendar);
    auto consider = [&](std::optional<Tick> other) {
        if (other && *other < *soonest) soonest = other;
    };
    consider(session_.deadline(tick, patience()));
    consider(desk_.deadline(post_, now(), tick));
    consider(alarm_.deadline());
    consider(stick_.deadline());
    consider(motion_.deadline(tick));
    if (due_.changes_after) consider(tick + std::max(Duration{0}, *due_.changes_after - now()));
    if (showing_ == Showing::StickNotice) consider(stick_.told_until());
    if (showing_ == Showing::Takeover) consider(showing_since_ + kTakeoverSlide * (built_.step + 1));
    if (showing_ == Showing::Signage && signage_slides(matter(*strings_)) > 1) {
        consider(showing_since_ + kSignageSlide * (built_.step + 1));
    }
    return soonest;
}

}  // namespace baken::app
