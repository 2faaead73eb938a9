#include "kiosk/visit/session.hpp"

#include <algorithm>
#include <utility>

namespace baken::visit {
namespace {

// A visitor who wanders about does not fill the memory: the oldest steps but home are forgotten.
constexpr std::size_t kMostSteps = 20;

constexpr Duration kStaysRead = std::chrono::minutes{5};

}  // namespace

void Session::reset(Tick now) {
    language_ = default_language_;
    before_door_.reset();
    text_size_ = ui::TextSize::Medium;
    contrast_ = ui::Contrast::Standard;
    routes_ = {Route{}};
    drop_what_was_left();
    bulletin_language.clear();
    read_takeovers_.clear();
    scrolls.clear();
    presence_ = Presence::Visitor;
    another_ = false;
    last_touch_ = now;
}

void Session::set_default(std::string language, Tick now) {
    default_language_ = std::move(language);
    if (presence_ == Presence::Nobody) return leave(now);
    // A machine that just started is with nobody yet.
    if (!met_) language_ = default_language_;
}

void Session::touched(Tick now) {
    met_ = true;
    if (presence_ == Presence::Nobody) reset(now);
    presence_ = Presence::Visitor;
    last_touch_ = now;
}

void Session::touched_danger(Tick now, const Patience& patience) {
    bool private_page = form_ || number_ || given_;
    another_ = another_ || (private_page && now - last_touch_ >= patience.until_warning);
    touched(now);
}

void Session::leave(Tick now) {
    reset(now);
    presence_ = Presence::Nobody;
}

void Session::uncovered(Tick now, const Patience& patience) {
    auto warned = now - patience.until_warning;
    last_touch_ = std::exchange(another_, false) ? warned : std::max(last_touch_, warned);
}

void Session::rest(Duration still) {
    last_touch_ -= still;
}

bool Session::pristine() const {
    return routes_.size() == 1 && language_ == default_language_ && text_size_ == ui::TextSize::Medium &&
           contrast_ == ui::Contrast::Standard;
}

bool Session::pass(Tick now, const Patience& patience) {
    auto still = now - last_touch_;
    auto before = presence_;
    if (presence_ != Presence::Nobody)
        presence_ = still >= patience.until_warning ? Presence::Leaving : Presence::Visitor;
    if (presence_ != Presence::Leaving) return presence_ != before;
    // After a long sleep of the machine the countdown has passed as well.
    if (pristine() || still >= patience.until_warning + patience.countdown) leave(now);
    return presence_ != before;
}

int Session::seconds_left(Tick now, const Patience& patience) const {
    auto left = patience.until_warning + patience.countdown - (now - last_touch_);
    return std::max(0, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count()));
}

void Session::speak_at_door(std::string language) {
    auto before = std::exchange(language_, std::move(language));
    if (!before_door_) before_door_ = std::move(before);
}

std::optional<Tick> Session::deadline(Tick now, const Patience& patience) const {
    if (presence_ == Presence::Nobody) return std::nullopt;
    if (presence_ == Presence::Visitor) return last_touch_ + patience.until_warning;
    auto end = last_touch_ + patience.until_warning + patience.countdown;
    auto whole = std::chrono::seconds{std::max(0, seconds_left(now, patience) - 1)};
    return end - whole;
}

void Session::go(Route route) {
    if (route == routes_.back()) return;
    bulletin_language.clear();
    scrolls.clear();
    routes_.push_back(std::move(route));
    if (routes_.size() > kMostSteps) routes_.erase(routes_.begin() + 1);
    drop_what_was_left();
}

// Nothing that was typed outlives the page it was typed on. A page on top of it, as that of the languages, is no
// leaving.
void Session::drop_what_was_left() {
    auto still = [&](Screen screen) { return std::ranges::find(routes_, screen, &Route::screen) != routes_.end(); };
    if (!still(Screen::Form)) form_.reset();
    if (!still(Screen::Number)) number_.reset();
    if (!still(Screen::Ticket)) given_.reset();
    if (before_door_ && !still(Screen::Staff)) language_ = *std::exchange(before_door_, std::nullopt);
}

void Session::begin_form(const screens::Wizard& wizard, const std::string& about) {
    std::erase_if(routes_, [](const Route& route) { return route.screen == Screen::Form; });
    drop_what_was_left();
    go({Screen::Form, std::string(wizard.id)});
    form_ = std::make_unique<FormVisit>(wizard);
    form_->about = about;
}

void Session::begin_number() {
    go({Screen::Number, ""});
    number_ = std::make_unique<NumberVisit>();
}

void Session::give(GivenTicket ticket) {
    home();
    go({Screen::Ticket, ""});
    given_ = std::move(ticket);
}

void Session::finish() {
    home();
    read_takeovers_.clear();
}

void Session::read_takeover(const std::string& id, Tick now) {
    std::erase_if(read_takeovers_, [&](const auto& read) { return now - read.second >= kStaysRead; });
    read_takeovers_[id] = now;
}

bool Session::has_read(const std::string& id, Tick now) const {
    auto found = read_takeovers_.find(id);
    return found != read_takeovers_.end() && now - found->second < kStaysRead;
}

std::optional<Tick> Session::next_unread(Tick now) const {
    std::optional<Tick> next;
    for (const auto& [id, since] : read_takeovers_) {
        auto lapses = since + kStaysRead;
        if (lapses > now && (!next || lapses < *next)) next = lapses;
    }
    return next;
}

void Session::back() {
    bulletin_language.clear();
    scrolls.clear();
    if (routes_.size() > 1) routes_.pop_back();
    drop_what_was_left();
}

void Session::home() {
    routes_.resize(1);
    drop_what_was_left();
    bulletin_language.clear();
    scrolls.clear();
}

void Session::next_text_size() {
    text_size_ = static_cast<ui::TextSize>((static_cast<int>(text_size_) + 1) % 4);
    scrolls.clear();
}

void Session::next_contrast() {
    contrast_ = static_cast<ui::Contrast>((static_cast<int>(contrast_) + 1) % 3);
}

}  // namespace baken::visit
