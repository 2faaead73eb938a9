#include "kiosk/app/kiosk_staff.hpp"

#include <algorithm>
#include <map>

#include "exchange/base/signed_time.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::app {

using namespace std::chrono_literals;

namespace {

constexpr Duration kSignageSlide = 12s;

// After too many wrong PINs, as the screen counts it down; -1 when nobody waits.
int seconds_to_wait(const post::StaffNews& staff, Tick tick) {
    if (!staff.wait_until || *staff.wait_until <= tick) return -1;
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*staff.wait_until - tick).count());
}

std::string default_language(const supply::Holdings& holdings) {
    const auto* site = holdings.site();
    return site == nullptr || site->languages.empty() ? "nl" : site->languages.front();
}

}  // namespace

Kiosk::Kiosk(Machine machine, std::shared_ptr<supply::Holdings> holdings)
    : machine_(std::move(machine)),
      holdings_(std::move(holdings)),
      pictures_(std::make_unique<visit::Pictures>(files())),
      session_(default_language(*holdings_), machine_.clock.tick()),
      metrics_(machine_.panel, session_.text_size(), machine_.fonts),
      touch_(metrics_.px(ui::Mm{4})),
      // Nothing else stood there before, for which a press could be meant.
      showing_since_(machine_.clock.tick() - 1s) {
    tell_place();
    holdings_->keyboards.pinyin = machine_.pinyin;
    bring_due_up_to_date();
    update();
}

Instant Kiosk::now() const {
    return no_earlier_than(holdings_->signed_floor, machine_.clock.now());
}

// A clock that is behind a time somebody signed is wrong for sure; an hour's grace spares the signer's own error.
visit::ClockState Kiosk::clock_state() const {
    bool behind = holdings_->signed_floor && machine_.clock.now() + 1h < *holdings_->signed_floor;
    return behind ? visit::ClockState::Doubtful : visit::ClockState::Sure;
}

void Kiosk::bring_due_up_to_date() {
    bulletins::DuePolicy policy;
    if (clock_state() == visit::ClockState::Doubtful) {
        policy.clock = bulletins::ClockTrust::Doubtful;
        policy.certainly_after = holdings_->signed_floor;
    }
    due_ = bulletins::due(holdings_->alerts, holdings_->area(), now(), policy);
    // A report that a clock made which was ahead puts off the next one no longer than a report of now.
    auto& reported = desk_.house().reported;
    if (reported && *reported > now()) reported = now();
    stale_ = true;
}

void Kiosk::receive(std::shared_ptr<supply::Holdings> holdings) {
    holdings_ = std::move(holdings);
    session_.set_default(default_language(*holdings_), machine_.clock.tick());
    staff::furnish(*holdings_, desk_.house());
    show_menu_card();
    templates_.clear();
    holdings_->keyboards.pinyin = machine_.pinyin;
    pictures_ = std::make_unique<visit::Pictures>(files());
    strings_.reset();
    prepared_languages_ = 0;
    tell_place();
    bring_due_up_to_date();
}

void Kiosk::hear(supply::SupplyNews news) {
    supply_problems_ = std::move(news.problems);
    stick_.hear(news, machine_.clock.tick(), now());
    stale_ = true;
    take_in(news);
    // Only now: the pass of a courier whose stick brings other keys is signed with those.
    if (news.stick_at) orders_.emplace_back(post::CarryByStick{*news.stick_at});
}

void Kiosk::take_in(supply::SupplyNews& news) {
    if (news.holdings) return receive(std::move(news.holdings));
    holdings_->reception = news.reception;
    if (holdings_->signed_floor == news.signed_floor) return;
    holdings_->signed_floor = news.signed_floor;
    tell_place();
    bring_due_up_to_date();
}

// Staff or the network set it, and no word came with that: each record says how sure its moment is.
void Kiosk::mind_the_clock() {
    if (clock_state() == told_clock_) return;
    tell_place();
    stale_ = true;
}

void Kiosk::tell_place() {
    const auto* site = holdings_->site();
    told_clock_ = clock_state();
    bool sure = told_clock_ == visit::ClockState::Sure;
    orders_.emplace_back(post::KnowPlace{holdings_->cp_keys, site != nullptr ? site->id : holdings_->site_id,
                                         sure ? records::ClockConfidence::Sure : records::ClockConfidence::Unsure,
                                         holdings_->signed_floor});
}

void Kiosk::hear(post::PostNews news) {
    stick_.hear(news, machine_.clock.tick(), now());
    bool of_outbox = news.outbox.has_value();
    auto from = session_.route();
    bool was_open = staff::StaffDesk::is_open(post_);
    post_.hear(std::move(news));
    if (of_outbox) desk_.hear(post_.outbox, machine_.clock.now(), machine_.clock.tick());
    settle_desk();
    if (session_.route() != from || staff::StaffDesk::is_open(post_) != was_open) let_go();
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

void Kiosk::next_slide() {
    if (showing_ == Showing::Takeover) return turns_.next(machine_.clock.tick());
    showing_since_ -= kSignageSlide;
}

Kiosk::ShownTime Kiosk::shown_time(Showing showing) const {
    auto tick = machine_.clock.tick();
    ShownTime time;
    time.minute = std::chrono::floor<std::chrono::minutes>(now()).time_since_epoch().count();
    if (showing == Showing::Takeover) time.step = turns_.step();
    if (showing == Showing::Signage) time.step = static_cast<int>((tick - showing_since_) / kSignageSlide);
    time.report_is_late = desk_.report_is_late(now(), tick);
    time.seconds =
        showing == Showing::Leaving ? session_.seconds_left(tick, patience()) : seconds_to_wait(post_.staff, tick);
    return time;
}

bool Kiosk::update() {
    auto tick = machine_.clock.tick();
    if (alarm_.pass(tick, desk_.calls(post_, tick), staff::StaffDesk::is_open(post_))) stale_ = true;
    if (stick_.pass(tick, now(), device())) stale_ = true;
    mind_the_notices();
    // Also when somebody set the clock back: what seemed to be over may not be.
    if (now() < due_.now || (due_.changes_after && now() >= *due_.changes_after)) bring_due_up_to_date();
    mind_the_visitor(tick);
    at_desk([&](const staff::StaffGround& ground) { desk_.mind_the_door(ground); });
    forget_typing();
    mind_the_clock();
    if (motion_.deadline(tick)) {
        motion_.apply(session_.scrolls, tick);
        stale_ = true;
    }
    auto showing = choose_showing();
    begin_showing(showing,
                  showing == Showing::Takeover ? visit::id_of(holdings_->alerts[takeover()->alert].alert) : "");
    turns_.pass(tick);
    auto time = shown_time(showing);
    if (time == built_ && !stale_) return false;
    built_ = time;
    build();
    stale_ = false;
    return true;
}

std::string Kiosk::language_now() const {
    auto held = matter(*strings_);
    if (showing_ == Showing::Signage) return visit::signage_language(held, built_.step);
    if (showing_ != Showing::Takeover) return session_.language();
    auto languages = visit::takeover_languages(held, *takeover());
    return languages[static_cast<std::size_t>(built_.step) % languages.size()];
}

void Kiosk::build() {
    if (!strings_) strings_ = holdings_->content.strings.in(session_.language());
    auto language = language_now();
    if (language != spoken_ && showing_ == Showing::Takeover) begin_language();
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
    visit::Session visitor{language, machine_.clock.tick()};
    auto strings = holdings_->content.strings.in(language);
    visit::Matter matter{*holdings_, due_, visitor, strings, *pictures_, now(), clock_state()};
    ui::Measure measure{machine_.typesetter, metrics_};
    ui::Tongue tongue{language, ui::direction_of(language)};
    auto scene = ui::lay_out(screens::home(setting(strings), visit::home_model(matter)), measure, tongue, {});
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
    consider(session_.next_unread(tick));
    consider(desk_.deadline(post_, now(), tick));
    consider(alarm_.deadline());
    consider(stick_.deadline());
    consider(motion_.deadline(tick));
    if (due_.changes_after) consider(tick + std::max(Duration{0}, *due_.changes_after - now()));
    if (showing_ == Showing::StickNotice) consider(stick_.told_until());
    if (showing_ == Showing::Takeover) consider(turns_.end());
    if (showing_ == Showing::Signage && visit::signage_slides(matter(*strings_)) > 1) {
        consider(showing_since_ + kSignageSlide * (built_.step + 1));
    }
    return soonest;
}

}  // namespace baken::app
