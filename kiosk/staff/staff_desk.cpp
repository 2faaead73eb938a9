#include "kiosk/staff/staff_desk.hpp"

#include <algorithm>
#include <array>

#include "kiosk/staff/staff_cases.hpp"
#include "kiosk/staff/staff_emergency.hpp"
#include "kiosk/staff/staff_log.hpp"
#include "kiosk/staff/staff_machine.hpp"
#include "kiosk/staff/staff_menu.hpp"
#include "kiosk/staff/staff_notices.hpp"
#include "kiosk/staff/staff_requests.hpp"
#include "kiosk/staff/staff_site.hpp"
#include "kiosk/staff/staff_sticks.hpp"

namespace baken::staff {

using namespace std::chrono_literals;
using Door = post::StaffNews::Door;

namespace {

constexpr Duration kFactsKept = 5s;
constexpr Duration kHereTold = 10s;
// Apart from the numbers that residents' forms count.
constexpr std::uint64_t kFirstToken = std::uint64_t{1} << 63U;
// What these parts change is told in the log as it stands; the others hold what people typed, and log through the post.
constexpr std::array<std::string_view, 7> kLoggedParts{"facilities", "situation", "ready",     "notice",
                                                       "system",     "sticks",    "statistics"};

}  // namespace

visit::Patience staff_patience(std::string_view about) {
    return about.starts_with("emergency radio ") ? kRadioPatience : kStaffPatience;
}

StaffDesk::StaffDesk(Tick started) : reported_(started), next_token_(kFirstToken) {
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

StaffDesk::~StaffDesk() = default;

StaffPart* StaffDesk::part(std::string_view name) {
    auto found = parts_.find(name);
    return found == parts_.end() ? nullptr : found->second.get();
}

StaffView StaffDesk::look(const StaffGround& ground) {
    if (!facts_read_ || ground.tick - *facts_read_ >= kFactsKept) {
        facts_ = ground.machine.facts();
        facts_read_ = ground.tick;
    }
    return {ground.sight,
            ground.post,
            house_,
            facts_,
            watch_,
            ground.tick,
            report_is_late(ground.sight.matter.now, ground.tick)};
}

StaffHands StaffDesk::hands(const StaffView& view, StaffGround& ground) {
    StaffTools& tools = ground;
    return {tools, view, house_, reported_, next_token_, told_};
}

void StaffDesk::wipe() {
    pad_.wipe();
    for (auto& [name, one] : parts_) one->wipe();
    writing_.reset();
    told_ = {};
}

bool StaffDesk::is_open(const post::PostState& post) {
    return post.staff.door == Door::Open;
}

bool StaffDesk::report_is_late(Instant now, Tick tick) const {
    auto due = report_due(house_, reported_, now, tick);
    return due && *due <= tick;
}

bool StaffDesk::calls(const post::PostState& post, Tick tick) const {
    return watch_.overdue(post.outbox, tick) != nullptr;
}

// ---- The door

void StaffDesk::enter(StaffGround& ground) {
    pad_.enter(ground.post.staff, ground.tick, ground.orders);
}

void StaffDesk::answer_of_door(StaffGround& ground) {
    bool open = is_open(ground.post);
    pad_.hear(ground.post.staff);
    // It locks itself too: then nothing that was filled in stays behind.
    if (was_open_ && !open) wipe();
    was_open_ = open;
    if (!open) leaving_ = false;
}

void StaffDesk::settle(StaffGround ground) {
    answer_of_door(ground);
    auto view = look(ground);
    auto working = hands(view, ground);
    auto before = house_;
    auto told = told_.text;
    for (auto& [name, one] : parts_) one->settle(ground.post, working);
    // It is told at the top of the page.
    if (told_.text != told) ground.session.scrolls.clear();
    changed_ = changed_ || house_ != before;
    std::erase_if(ground.post.saved, [](const auto& one) { return one.first >= kFirstToken; });
}

void StaffDesk::tell_not_saved(const Error& why, StaffGround ground) {
    if (!is_open(ground.post)) return;
    auto view = look(ground);
    hands(view, ground).tell_not_saved(why);
    ground.session.scrolls.clear();
}

void StaffDesk::mind_the_door(StaffGround ground) {
    // A text that was left by going back is not kept.
    if (writing_ && ground.session.route().object != "edit " + writing_->slot()) writing_.reset();
    if (is_open(ground.post)) ground.session.pass_door();
    if (ground.session.route().screen == visit::Screen::Staff) return;
    pad_.wipe_digits();
    if (!is_open(ground.post) || leaving_) return;
    leaving_ = true;
    ground.orders.emplace_back(post::Lock{});
    wipe();
}

// ---- What is pressed

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
        note_deed(house_, ground.sight.matter.now, std::string(order));
    if (house_ != before) changed_ = true;
}

void StaffDesk::somebody_is_here(const StaffGround& ground) {
    if (!is_in(ground.post)) return;
    if (told_here_ && ground.tick - *told_here_ < kHereTold) return;
    ground.orders.emplace_back(post::StaffIsHere{});
    told_here_ = ground.tick;
}

bool StaffDesk::act(const ui::Action& action, StaffGround ground) {
    const auto& verb = action.verb;
    bool writes = ui::Keyboard::is_key(action) && writing_;
    if (!verb.starts_with("staff-") && !writes) return false;
    if (verb == "staff-open") {
        ground.session.speak_at_door("nl");
        ground.session.go({visit::Screen::Staff, ""});
        pad_.wipe_digits();
        return true;
    }
    if (verb == "staff-language") ground.session.speak(ground.session.language() == "nl" ? "en" : "nl");
    if (verb == "staff-digit") return type(action.object, ground);
    if (verb == "staff-erase") return erase(ground);
    if (verb == "staff-enter") enter(ground);
    if (!is_in(ground.post)) return true;
    if (writes) writing_->press(action);
    if (verb == "staff-edit") begin_text(action.object, ground);
    if (verb == "staff-offer" && writing_) writing_->take_offer(action.object);
    if (verb == "staff-write" && writing_) write_text(ground);
    if (verb == "staff-lock") ground.session.home();
    if (verb == "staff-go") {
        told_ = {};
        ground.session.go({visit::Screen::Staff, action.object});
    }
    if (verb == "staff-set") set(action.object, ground);
    return true;
}

bool StaffDesk::asks_pin(const StaffGround& ground) const {
    return ground.session.route().screen == visit::Screen::Staff && !is_in(ground.post);
}

bool StaffDesk::type(const std::string& text, const StaffGround& ground) {
    if (writing_) {
        writing_->press({"key", text});
        return true;
    }
    if (!asks_pin(ground)) return false;
    pad_.press(text);
    return true;
}

bool StaffDesk::take_key(ui::Key key, bool on_button, StaffGround ground) {
    if (key == ui::Key::Erase) return erase(ground);
    if (on_button) return false;
    if (key == ui::Key::Space) return type(" ", ground);
    if (key == ui::Key::Confirm) return confirm(ground);
    bool moves = writing_ && (key == ui::Key::Left || key == ui::Key::Right);
    if (moves) writing_->press({key == ui::Key::Left ? "key-left" : "key-right", ""});
    return moves;
}

bool StaffDesk::erase(StaffGround& ground) {
    if (writing_) {
        writing_->press({"key-erase", ""});
        return true;
    }
    if (!asks_pin(ground)) return false;
    pad_.erase();
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
    writing_.emplace(std::string(slot), *where, ground.sight.matter.holdings.keyboards, ground.session.scrolls);
    ground.session.go({visit::Screen::Staff, "edit " + std::string(slot)});
}

void StaffDesk::write_text(StaffGround& ground) {
    auto scrolls = writing_->finish();
    writing_.reset();
    ground.session.back();
    // Staff go on where they were.
    ground.session.scrolls = std::move(scrolls);
}

std::optional<Tick> StaffDesk::deadline(const post::PostState& post, Instant now, Tick tick) const {
    auto soonest = watch_.next(post.outbox, tick);
    auto due = report_due(house_, reported_, now, tick);
    if (due && *due > tick && (!soonest || *due < *soonest)) soonest = due;
    const auto& until = post.staff.wait_until;
    if (until && *until > tick) {
        auto whole = std::chrono::ceil<std::chrono::seconds>(*until - tick) - 1s;
        auto next = *until - std::chrono::duration_cast<Duration>(whole);
        if (!soonest || next < *soonest) soonest = next;
    }
    return soonest;
}

// ---- What is shown

ui::View StaffDesk::door_view(const StaffView& view, Tick tick, const screens::Setting& setting) const {
    auto model = pad_.model(view.post.staff, tick);
    model.chrome = door_chrome(view);
    return screens::staff_pin(setting, model);
}

ui::View StaffDesk::edit_view(const StaffView& view, const screens::Setting& setting) const {
    auto model = writing_->model(view);
    model.chrome = staff_chrome(view, "edit");
    return screens::staff_edit(setting, model);
}

ui::View StaffDesk::view(const StaffGround& ground, const screens::Setting& setting) {
    auto view = look(ground);
    if (!is_in(ground.post)) return door_view(view, ground.tick, setting);
    const auto& about = ground.session.route().object;
    auto [name, rest] = halves(about, ' ');
    if (writing_ && name == "edit") return edit_view(view, setting);
    auto* one = part(name);
    if (one == nullptr) return screens::staff_home(setting, staff_menu(view));
    auto page = one->page(view, rest);
    auto title = std::move(page.chrome.title);
    page.chrome = staff_chrome(view, about);
    page.chrome.title = std::move(title);
    if (!told_.text.empty()) page.blocks.insert(page.blocks.begin(), told_);
    return screens::staff_page(setting, page);
}

}  // namespace baken::staff
