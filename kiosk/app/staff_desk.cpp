#include "kiosk/app/staff_desk.hpp"

#include <algorithm>
#include <array>

#include "exchange/base/text.hpp"
#include "kiosk/app/staff_cases.hpp"
#include "kiosk/app/staff_emergency.hpp"
#include "kiosk/app/staff_log.hpp"
#include "kiosk/app/staff_machine.hpp"
#include "kiosk/app/staff_notices.hpp"
#include "kiosk/app/staff_requests.hpp"
#include "kiosk/app/staff_site.hpp"

namespace baken::app {

using namespace std::chrono_literals;
using Door = StaffNews::Door;

namespace {

constexpr std::size_t kLongestPin = 12;
constexpr Duration kFactsKept = 5s;
constexpr Duration kHereTold = 10s;
// Apart from the numbers that residents' forms count.
constexpr std::uint64_t kFirstToken = std::uint64_t{1} << 63U;
// What these parts change is told in the log as it stands; the others hold what people typed, and log through the post.
constexpr std::array<std::string_view, 7> kLoggedParts{"facilities", "situation", "ready",     "notice",
                                                       "system",     "sticks",    "statistics"};

// Splits at the first of this letter; the second half is empty when there is none.
std::pair<std::string_view, std::string_view> halves(std::string_view text, char at) {
    auto found = text.find(at);
    if (found == std::string_view::npos) return {text, {}};
    return {text.substr(0, found), text.substr(found + 1)};
}

std::size_t count_if(const StaffView& view, bool (*wanted)(const StaffRecord&)) {
    if (!view.post.staff.list) return 0;
    return static_cast<std::size_t>(
        std::ranges::count_if(*view.post.staff.list, [&](const auto& one) { return wanted(*one); }));
}

bool open_request(const StaffRecord& one) {
    return is_of_residents(one) && is_open(one);
}

}  // namespace

StaffDesk::StaffDesk() : next_token_(kFirstToken) {
    parts_["emergency"] = std::make_unique<EmergencyPart>();
    parts_["request"] = std::make_unique<RequestsPart>();
    parts_["board"] = std::make_unique<BoardPart>();
    parts_["facilities"] = std::make_unique<FacilitiesPart>();
    parts_["situation"] = std::make_unique<SituationPart>();
    parts_["notice"] = std::make_unique<NoticesPart>();
    parts_["ready"] = std::make_unique<ReadyPart>();
    parts_["sticks"] = std::make_unique<SticksPart>();
    parts_["system"] = std::make_unique<SystemPart>();
    parts_["statistics"] = std::make_unique<StatisticsPart>();
    parts_["log"] = std::make_unique<LogPart>();
}

StaffDesk::~StaffDesk() {
    wipe_pin();
}

StaffPart* StaffDesk::part(std::string_view name) {
    auto found = parts_.find(name);
    return found == parts_.end() ? nullptr : found->second.get();
}

StaffView StaffDesk::look(const StaffGround& ground) {
    if (!facts_read_ || ground.tick - *facts_read_ >= kFactsKept) {
        facts_ = ground.machine.facts();
        facts_read_ = ground.tick;
    }
    return {ground.matter, ground.post,  house_,       facts_,        ground.templates,
            ground.stick,  ground.wrote, ground.front, ground.version};
}

StaffHands StaffDesk::hands(const StaffView& view, StaffGround& ground) {
    return {view,          ground.session,      house_,      ground.machine, ground.sound,
            ground.orders, ground.stick_orders, next_token_, told_};
}

void StaffDesk::wipe_pin() {
    ui::wipe(pin_);
    ui::wipe(first_pin_);
    differed_ = false;
}

void StaffDesk::wipe() {
    wipe_pin();
    for (auto& [name, one] : parts_) one->wipe();
    writing_.reset();
    told_ = {};
    checking_ = false;
    wrong_ = false;
}

bool StaffDesk::is_open(const PostState& post) {
    return post.staff.door == Door::Open;
}

bool StaffDesk::calls(const PostState& post, Instant now) {
    return overdue_emergency(post.outbox, now) != nullptr;
}

// ---- The door

void StaffDesk::choose_pin(StaffGround& ground) {
    if (first_pin_.empty()) {
        std::swap(first_pin_, pin_);
        return;
    }
    differed_ = first_pin_ != pin_;
    if (differed_) {
        ui::wipe(first_pin_);
        ui::wipe(pin_);
        return;
    }
    ground.orders.emplace_back(SetPin{{}, trust::Secret{pin_}});
    checking_ = true;
    wipe_pin();
}

void StaffDesk::enter(StaffGround& ground) {
    const auto& staff = ground.post.staff;
    bool waits = staff.wait_until && *staff.wait_until > ground.tick;
    // Who waited begins anew, not behind what was pressed too early.
    if (waits) return ui::wipe(pin_);
    if (pin_.empty() || checking_) return;
    wrong_ = false;
    if (staff.door == Door::NoPin) return choose_pin(ground);
    ground.orders.emplace_back(Unlock{trust::Secret{pin_}});
    checking_ = true;
    ui::wipe(pin_);
}

void StaffDesk::answer_of_door(StaffGround& ground) {
    const auto& staff = ground.post.staff;
    bool open = staff.door == Door::Open;
    if (checking_ && (open || staff.refused)) {
        checking_ = false;
        wrong_ = !open;
    }
    // It locks itself too: then nothing that was filled in stays behind.
    if (was_open_ && !open) wipe();
    was_open_ = open;
    if (!open) leaving_ = false;
}

void StaffDesk::settle(StaffGround ground) {
    answer_of_door(ground);
    auto view = look(ground);
    auto working = hands(view, ground);
    auto reported = house_.reported;
    auto told = told_.text;
    for (auto& [name, one] : parts_) one->settle(ground.post, working);
    // It is told at the top of the page.
    if (told_.text != told) ground.session.scrolls.clear();
    changed_ = changed_ || house_.reported != reported;
    std::erase_if(ground.post.saved, [](const auto& one) { return one.first >= kFirstToken; });
}

void StaffDesk::mind_the_door(StaffGround ground) {
    // A text that was left by going back is not kept.
    if (writing_ && ground.session.route().object != "edit " + writing_->slot) writing_.reset();
    if (ground.session.route().screen == Screen::Staff) return;
    if (!pin_.empty() || !first_pin_.empty()) wipe_pin();
    if (!is_open(ground.post) || leaving_) return;
    leaving_ = true;
    ground.orders.emplace_back(Lock{});
    wipe();
}

// ---- What is pressed

void StaffDesk::switch_language(StaffGround& ground) {
    ground.session.speak(ground.session.language() == "nl" ? "en" : "nl");
}

void StaffDesk::set(std::string_view order, StaffGround& ground) {
    auto [name, rest] = halves(order, '.');
    auto [key, value] = halves(rest, '=');
    auto* one = part(name);
    if (one == nullptr) return;
    auto view = look(ground);
    auto working = hands(view, ground);
    auto before = house_;
    told_ = {};
    one->set(key, value, working);
    // What became of it is told at the top.
    if (!told_.text.empty()) ground.session.scrolls.clear();
    facts_read_.reset();
    bool logged = std::ranges::find(kLoggedParts, name) != kLoggedParts.end();
    if (logged && (house_ != before || name == "system" || name == "sticks" || name == "statistics"))
        note_deed(house_, ground.matter.now, std::string(order));
    if (house_ != before) changed_ = true;
}

bool StaffDesk::act(const ui::Action& action, StaffGround ground) {
    const auto& verb = action.verb;
    bool writes = ui::Keyboard::is_key(action) && writing_;
    if (!verb.starts_with("staff-") && !writes) return false;
    if (verb == "staff-open") {
        ground.session.speak("nl");
        ground.session.go({Screen::Staff, ""});
        wipe_pin();
        return true;
    }
    if (verb == "staff-language") switch_language(ground);
    if (verb == "staff-digit") return type(action.object, ground);
    if (verb == "staff-erase") return erase(ground);
    if (verb == "staff-enter") enter(ground);
    if (!is_open(ground.post)) return true;
    if (!told_here_ || ground.tick - *told_here_ >= kHereTold) {
        ground.orders.emplace_back(StaffIsHere{});
        told_here_ = ground.tick;
    }
    if (writes) press_key(action);
    if (verb == "staff-edit") begin_text(action.object, ground);
    if (verb == "staff-offer" && writing_) writing_->refused = writing_->field.set(action.object + " ").has_value();
    if (verb == "staff-write" && writing_) write_text(ground);
    if (verb == "staff-lock") ground.session.home();
    if (verb == "staff-go") {
        told_ = {};
        ground.session.go({Screen::Staff, action.object});
    }
    if (verb == "staff-set") set(action.object, ground);
    return true;
}

bool StaffDesk::asks_pin(const StaffGround& ground) const {
    return ground.session.route().screen == Screen::Staff && !is_open(ground.post);
}

bool StaffDesk::type(const std::string& text, StaffGround ground) {
    if (writing_) {
        press_key({"key", text});
        return true;
    }
    if (!asks_pin(ground)) return false;
    bool digit = text.size() == 1 && text[0] >= '0' && text[0] <= '9';
    if (!digit) return true;
    wrong_ = false;
    differed_ = false;
    if (!checking_ && pin_.size() < kLongestPin) pin_ += text;
    return true;
}

bool StaffDesk::take_key(ui::Key key, bool on_button, StaffGround ground) {
    if (key == ui::Key::Erase) return erase(ground);
    if (on_button) return false;
    if (key == ui::Key::Space) return type(" ", ground);
    if (key == ui::Key::Confirm) return confirm(ground);
    bool moves = writing_ && (key == ui::Key::Left || key == ui::Key::Right);
    if (moves) press_key({key == ui::Key::Left ? "key-left" : "key-right", ""});
    return moves;
}

bool StaffDesk::erase(StaffGround& ground) {
    if (writing_) {
        press_key({"key-erase", ""});
        return true;
    }
    if (!asks_pin(ground)) return false;
    if (!pin_.empty()) pin_.pop_back();
    return true;
}

bool StaffDesk::confirm(StaffGround& ground) {
    if (writing_) {
        write_text(ground);
        return true;
    }
    if (!asks_pin(ground)) return false;
    enter(ground);
    return true;
}

// ---- What is written

void StaffDesk::begin_text(std::string_view slot, StaffGround& ground) {
    auto [name, key] = halves(slot, '.');
    auto* one = part(name);
    auto where = one == nullptr ? std::nullopt : one->text(key, look(ground));
    if (!where) return;
    writing_.emplace(
        Writing{std::string(slot), *where, ui::TextField{{where->most}}, {}, false, ground.session.scrolls});
    (void)writing_->field.set(*where->text);
    const auto& keyboards = ground.matter.holdings.keyboards;
    writing_->keyboard = ui::Keyboard{keyboards.of_language("nl"), nullptr, keyboards.pinyin};
    if (where->text->empty()) writing_->keyboard.begin_with_capital();
    ground.session.go({Screen::Staff, "edit " + std::string(slot)});
}

void StaffDesk::write_text(StaffGround& ground) {
    *writing_->where.text = std::string(trim(writing_->field.text()));
    auto scrolls = std::move(writing_->scrolls);
    writing_.reset();
    ground.session.back();
    // Staff go on where they were.
    ground.session.scrolls = std::move(scrolls);
}

void StaffDesk::press_key(const ui::Action& key) {
    writing_->refused = writing_->keyboard.layout() != nullptr
                            ? writing_->keyboard.press(key, writing_->field).has_value()
                        : key.verb == "key-erase" ? !writing_->field.erase()
                                                  : writing_->field.insert(key.object).has_value();
}

screens::StaffEditModel StaffDesk::edit_model(const StaffView& view) const {
    constexpr std::size_t kMostOffers = 4;
    screens::StaffEditModel model;
    model.chrome = chrome(view, "edit");
    model.label = writing_->where.label;
    model.field = &writing_->field;
    if (writing_->keyboard.layout() != nullptr) model.keyboard = &writing_->keyboard;
    model.lines = writing_->where.many_lines ? 3 : 1;
    auto typed = to_lower_ascii(writing_->field.text());
    for (const auto& offer : writing_->where.offers) {
        bool fits = to_lower_ascii(offer).starts_with(typed) && offer.size() > typed.size();
        if (fits && model.offers.size() < kMostOffers) model.offers.push_back(offer);
    }
    if (writing_->refused) model.trouble = view.say("edit-refused");
    return model;
}

std::optional<Tick> StaffDesk::deadline(const PostState& post, Instant now, Tick tick) const {
    std::optional<Tick> soonest;
    if (auto late = next_overdue(post.outbox, now)) soonest = tick + (*late - now);
    auto due = report_due(house_);
    if (due && *due > now && (!soonest || tick + (*due - now) < *soonest)) soonest = tick + (*due - now);
    const auto& until = post.staff.wait_until;
    if (until && *until > tick) {
        auto whole = std::chrono::ceil<std::chrono::seconds>(*until - tick) - 1s;
        auto next = *until - std::chrono::duration_cast<Duration>(whole);
        if (!soonest || next < *soonest) soonest = next;
    }
    return soonest;
}

// ---- What is shown

screens::StaffChrome StaffDesk::chrome(const StaffView& view, std::string_view page) const {
    screens::StaffChrome chrome;
    chrome.site = view.site_name();
    chrome.time = view.matter.strings.dates().time(view.matter.now);
    chrome.unlocked = is_open(view.post);
    chrome.exercise = chrome_of(view.matter).exercise;
    chrome.other_language = view.matter.session.language() == "nl" ? "English" : "Nederlands";
    if (!chrome.unlocked) return chrome;
    constexpr auto kWhole = kStaffPatience.until_warning + kStaffPatience.countdown;
    chrome.lock_line = view.say("lock-line", {{"minutes", std::chrono::floor<std::chrono::minutes>(kWhole).count()}});
    if (const auto* late = overdue_emergency(view.post.outbox, view.matter.now)) {
        chrome.alarm = view.say("alarm", {{"moment", view.moment(late->delivery.stored)}});
        chrome.alarm_short = view.say("alarm-short");
        chrome.alarm_action = staff_go("emergency radio " + late->id);
    }
    auto tab = [&](std::string label, const char* name) {
        bool here = *name == '\0' ? page.empty() : page.starts_with(name);
        chrome.tabs.push_back({std::move(label), staff_go(name), here});
    };
    tab(view.say("tab-menu"), "");
    tab(view.say("home-emergency"), "emergency");
    tab(view.say("tab-requests", {{"count", count_if(view, open_request)}}), "request");
    tab(view.say("tab-facilities"), "facilities");
    tab(view.say("home-situation"), "situation");
    return chrome;
}

screens::PinModel StaffDesk::pin_model(const StaffView& view, Tick tick) const {
    using State = screens::PinModel::State;
    screens::PinModel model;
    model.chrome = chrome(view, "");
    model.digits = static_cast<int>(pin_.size());
    const auto& staff = view.post.staff;
    model.asks = staff.door != Door::NoPin ? screens::PinModel::Asks::Pin
                 : first_pin_.empty()      ? screens::PinModel::Asks::New
                                           : screens::PinModel::Asks::Again;
    if (checking_) model.state = State::Checking;
    if (wrong_) model.state = staff.refused && staff.refused->check == "pin.form" ? State::Form : State::Wrong;
    if (differed_) model.state = State::Differed;
    if (staff.wait_until && *staff.wait_until > tick) {
        model.state = State::Wait;
        model.seconds_left =
            static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*staff.wait_until - tick).count());
    }
    return model;
}

screens::StaffHomeModel StaffDesk::home_model(const StaffView& view) const {
    screens::StaffHomeModel model;
    model.chrome = chrome(view, "");
    auto counted = [&](const char* key, std::size_t count) {
        return count == 0 ? std::string{} : view.say(key, {{"count", count}});
    };
    auto tile = [&](const char* icon, const char* name, std::string badge = {}) {
        model.tiles.push_back(
            {icon, view.say(std::string("home-") + (std::string_view(name) == "request" ? "requests" : name)),
             std::move(badge), staff_go(name), std::string_view(name) == "emergency"});
    };
    auto due = report_due(house_);
    tile("siren", "emergency", counted("badge-waiting", view.post.outbox.emergencies.size()));
    tile("help", "request", counted("badge-open", count_if(view, open_request)));
    tile("initiative", "board", counted("badge-approve", count_if(view, waits_for_approval)));
    tile("goods", "facilities");
    tile("report", "situation", due && *due <= view.matter.now ? view.say("badge-overdue") : std::string{});
    tile("megaphone", "notice", counted("badge-shown", house_.notices.size()));
    tile("door", "ready", view.post.mode == records::Mode::Exercise ? view.say("badge-drill") : std::string{});
    tile("usb", "sticks");
    tile("settings", "system");
    tile("list", "statistics");
    tile("history", "log");
    return model;
}

ui::View StaffDesk::view(StaffGround ground, const screens::Setting& setting) {
    auto view = look(ground);
    if (!is_open(ground.post)) return screens::staff_pin(setting, pin_model(view, ground.tick));
    const auto& about = ground.session.route().object;
    auto [name, rest] = halves(about, ' ');
    if (writing_ && name == "edit") return screens::staff_edit(setting, edit_model(view));
    auto* one = part(name);
    if (one == nullptr) return screens::staff_home(setting, home_model(view));
    auto page = one->page(view, rest);
    auto title = std::move(page.chrome.title);
    page.chrome = chrome(view, about);
    page.chrome.title = std::move(title);
    if (!told_.text.empty()) page.blocks.insert(page.blocks.begin(), told_);
    return screens::staff_page(setting, page);
}

}  // namespace baken::app
