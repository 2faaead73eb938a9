#include "kiosk/staff/staff_machine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/isolate.hpp"
#include "kiosk/staff/staff_site.hpp"
#include "kiosk/staff/staff_sticks.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::staff {

using screens::StaffFact;
using screens::StaffRemark;
using screens::StaffWeight;

namespace {

using State = StaffFact::State;

// What only people can check, in the order in which one walks through the house.
constexpr std::array<std::string_view, 8> kChecks{"sign",  "lights", "sound", "touch",
                                                  "radio", "sticks", "paper", "briefed"};
constexpr std::uint64_t kLittleDisk = 200'000'000;  // bytes
constexpr int kWornDisk = 80;                       // percent of its life
constexpr int kLittleBattery = 30;                  // percent
constexpr Duration kOldContent = std::chrono::hours{24};
constexpr std::array<int, 4> kBrightness{25, 50, 75, 100};
constexpr std::array<int, 4> kVolumes{25, 50, 75, 100};
constexpr int kDayMinutes = 24 * 60;
constexpr int kMonthMinutes = 30 * kDayMinutes;
// A machine without a clock battery that lay in store for a year begins a year ago: by the hour nobody gets to today.
constexpr std::array<int, 10> kClockSteps{-kMonthMinutes, -kDayMinutes, -60, -5, -1, 1, 5, 60,
                                          kDayMinutes,    kMonthMinutes};

StaffFact screen_fact(const StaffView& view) {
    auto text = visit::panel_words(view.front.panel);
    if (view.front.only_rescue_fonts) text = screens::joined({text, view.say("screen-fonts")});
    return {view.front.only_rescue_fonts ? State::Bad : State::Good, view.say("check-screen"), text};
}

StaffFact touch_fact(const StaffView& view) {
    bool good = view.front.has_touch;
    auto text = view.matter.strings.text(good ? "diagnostic.touch-good" : "diagnostic.touch-missing");
    return {good ? State::Good : State::Bad, view.matter.strings.text("diagnostic.touch"), text};
}

StaffFact sound_fact(const StaffView& view) {
    const auto& silence = view.front.silence;
    auto text = silence ? view.say("sound-none", {{"cause", *silence}})
                        : view.say("sound-good", {{"percent", view.house.volume}});
    return {silence ? State::Doubtful : State::Good, view.say("system-volume"), text};
}

StaffFact printer_fact(const StaffView& view) {
    return {State::Plain, view.say("check-printer"),
            view.say(view.machine.has_printer ? "printer-there" : "printer-none")};
}

StaffFact clock_fact(const StaffView& view) {
    bool sure = view.matter.clock == visit::ClockState::Sure;
    auto how = !view.machine.clock                ? view.say("clock-unknown")
               : view.machine.clock->synchronised ? view.say("clock-network")
               : view.machine.clock->has_battery  ? view.say("clock-battery")
                                                  : view.say("clock-alone");
    const auto& dates = view.matter.strings.dates();
    auto text = screens::joined({dates.full_moment(view.matter.now), how});
    return {sure ? State::Good : State::Bad, view.say("check-clock"), text};
}

StaffFact battery_fact(const StaffView& view) {
    const auto& battery = view.machine.battery;
    if (!battery) {
        bool mains = view.machine.supply == device::Supply::Mains;
        return {State::Plain, view.say("check-battery"), view.say(mains ? "power-mains" : "battery-none")};
    }
    bool good = battery->charging || battery->percent >= kLittleBattery;
    auto text = view.say(battery->charging ? "battery-charging" : "battery-empties", {{"percent", battery->percent}});
    return {good ? State::Good : State::Doubtful, view.say("check-battery"), text};
}

StaffFact disk_fact(const StaffView& view) {
    const auto& disk = view.machine.disk;
    if (!disk) return {State::Doubtful, view.say("check-disk"), view.say("disk-none")};
    bool good = disk->writable && disk->free >= kLittleDisk;
    auto text =
        disk->writable ? view.say("disk-free", {{"megabytes", disk->free / 1'000'000}}) : view.say("disk-locked");
    bool errors = disk->errors.value_or(0) > 0;
    bool worn = disk->worn.value_or(0) >= kWornDisk;
    if (errors) text = screens::joined({text, view.say("disk-errors", {{"count", *disk->errors}})});
    if (disk->worn) text = screens::joined({text, view.say("disk-worn", {{"percent", *disk->worn}})});
    auto state = !good || errors ? State::Bad : worn ? State::Doubtful : State::Good;
    return {state, view.say("check-disk"), text};
}

StaffFact content_fact(const StaffView& view) {
    const auto& heard = view.matter.holdings.reception.heard;
    if (!heard) return {State::Doubtful, view.say("check-content"), view.matter.strings.text("fresh.never")};
    bool fresh = *heard + kOldContent >= view.matter.now;
    auto text = view.matter.strings.format("fresh.since", {{"moment", view.moment(*heard)}});
    return {fresh ? State::Good : State::Doubtful, view.say("check-content"), text};
}

StaffFact link_fact(const StaffView& view) {
    auto link = view.link();
    return {link.good ? State::Good : State::Doubtful, view.say("check-link"), std::move(link.text)};
}

StaffFact system_fact(const StaffView& view) {
    using Newer = device::NewerSystem;
    const auto& system = *view.machine.system;
    auto state = system.newer == Newer::None ? State::Good : State::Doubtful;
    auto news = system.newer == Newer::Installing   ? view.say("system-installing")
                : system.newer == Newer::StartsNext ? view.say("system-starts-next")
                : system.newer == Newer::Refused    ? view.say("system-refused")
                : system.newer == Newer::BrokenOff  ? view.say("system-broken-off")
                                                    : std::string{};
    auto version = system.newer_version.empty() ? system.version : system.version + " → " + system.newer_version;
    return {state, view.say("check-system"), news.empty() ? version : screens::joined({version, news})};
}

StaffFact keys_fact(const StaffView& view) {
    if (view.post.identity.kiosk.empty()) return {State::Doubtful, view.say("check-keys"), view.say("keys-none")};
    auto text = screens::joined({view.post.identity.kiosk, view.post.identity.enrolment});
    return {view.post.problems.empty() ? State::Good : State::Doubtful, view.say("check-keys"), text};
}

// Is a drill on by staff's own word?
bool drill_on(const StaffView& view) {
    return view.post.mode == records::Mode::Exercise;
}

// Everything in one text, for the coordination point. What the screen says has isolates in it, which no record takes.
std::string readiness(const StaffView& view) {
    std::string text = view.say("ready-report");
    for (auto check : kChecks) {
        bool done = view.house.checks.contains(std::string(check));
        text += "\n" + view.word("open", check) + ": " + view.say(done ? "yes" : "no");
    }
    for (const auto& fact : machine_checks(view)) text += "\n" + fact.what + ": " + fact.text;
    return bulletins::without_isolates(std::move(text));
}

}  // namespace

std::vector<StaffFact> machine_checks(const StaffView& view) {
    std::vector<StaffFact> facts{screen_fact(view), touch_fact(view),   sound_fact(view), printer_fact(view),
                                 clock_fact(view),  battery_fact(view), disk_fact(view),  content_fact(view),
                                 link_fact(view),   stick_fact(view),   keys_fact(view)};
    if (view.machine.system) facts.push_back(system_fact(view));
    for (const auto& problem : view.post.problems)
        facts.push_back({State::Bad, view.say("check-problem"), problem.check});
    return facts;
}

std::string clock_step(const StaffView& view, int minutes) {
    bool whole_days = minutes != 0 && minutes % kDayMinutes == 0;
    if (!whole_days) return view.say("minutes", {{"count", fmt::format("{:+}", minutes)}});
    return view.say("days", {{"sign", minutes < 0 ? "-" : "+"}, {"count", std::abs(minutes / kDayMinutes)}});
}

screens::StaffPage ReadyPart::page(const StaffView& view, std::string_view) const {
    screens::StaffPage page;
    page.chrome.title = view.say("home-ready");
    screens::StaffQuestion checks{view.say("ready-people"), {}};
    for (auto check : kChecks)
        checks.choices.push_back({view.word("open", check), staff_set("ready", "check", check),
                                  view.house.checks.contains(std::string(check))});
    page.blocks.push_back(std::move(checks));
    page.blocks.push_back(
        screens::StaffQuestion{view.say("ready-drill"),
                               {{view.say("drill-off"), staff_set("ready", "drill", "off"), !drill_on(view)},
                                {view.say("drill-on"), staff_set("ready", "drill", "on"), drill_on(view)}}});
    page.blocks.push_back(screens::StaffText{view.say("drill-why"), true});
    page.blocks.push_back(screens::StaffHeading{view.say("ready-machine")});
    page.blocks.push_back(screens::StaffFacts{machine_checks(view)});
    page.actions = {{view.say("ready-send"), "send", staff_set("ready", "send", ""), StaffWeight::Primary},
                    {view.say("ready-again"), "update", staff_set("ready", "again", ""), StaffWeight::Plain}};
    if (!view.front.silence)
        page.actions.push_back({view.say("ready-sound"), "bell", staff_set("ready", "sound", ""), StaffWeight::Plain});
    return page;
}

void ReadyPart::set(std::string_view key, std::string_view value, StaffHands& hands) {
    auto& checks = hands.house.checks;
    if (key == "check" && checks.erase(std::string(value)) == 0) checks.insert(std::string(value));
    if (key == "again") checks.clear();
    if (key == "sound" && hands.sound != nullptr) {
        if (auto heard = hands.sound->chime(); !heard)
            hands.tell(StaffRemark::Kind::Warning, hands.view.say("system-failed", {{"cause", heard.error().check}}));
    }
    if (key == "drill")
        hands.orders.emplace_back(post::SetMode{value == "on" ? records::Mode::Exercise : records::Mode::Real});
    if (key == "send" && !token_)
        token_ = hands.save(report_of(hands.view, {}, readiness(hands.view)), records::Priority::Today);
}

void ReadyPart::settle(post::PostState& post, StaffHands& hands) {
    follow_drill(hands.house, post.mode);
    auto outcome = take_outcome(post, token_);
    if (!outcome) return;
    if (!*outcome) return hands.tell_not_saved(outcome->error());
    hands.tell(StaffRemark::Kind::Good, hands.view.say("situation-stored"));
}

namespace {

// Choosing sounds: staff hear at once how loud that is.
void add_volume(const StaffView& view, screens::StaffPage& page) {
    if (view.front.silence) return page.blocks.push_back(screens::StaffFacts{{sound_fact(view)}});
    screens::StaffQuestion volume{view.say("system-volume"), {}};
    for (int percent : kVolumes)
        volume.choices.push_back({fmt::format("{} %", percent), staff_set("system", "volume", std::to_string(percent)),
                                  view.house.volume == percent});
    page.blocks.push_back(std::move(volume));
}

}  // namespace

screens::StaffPage SystemPart::page(const StaffView& view, std::string_view) const {
    screens::StaffPage page;
    page.chrome.title = view.say("home-system");
    const auto& machine = view.machine;
    screens::StaffQuestion light{view.say("system-brightness"), {}};
    for (int percent : kBrightness) {
        bool now = machine.brightness && *machine.brightness > percent - 13 && *machine.brightness <= percent + 12;
        light.choices.push_back(
            {fmt::format("{} %", percent), staff_set("system", "light", std::to_string(percent)), now});
    }
    if (machine.brightness)
        page.blocks.push_back(std::move(light));
    else
        page.blocks.push_back(
            screens::StaffFacts{{{State::Plain, view.say("system-brightness"), view.say("unavailable")}}});
    add_volume(view, page);
    page.blocks.push_back(screens::StaffFacts{{clock_fact(view),
                                               battery_fact(view),
                                               disk_fact(view),
                                               {State::Plain, view.say("system-version"), "Baken " + view.version}}});
    if (machine.can_set_clock) {
        screens::StaffQuestion clock{view.say("system-clock"), {}};
        for (int minutes : kClockSteps)
            clock.choices.push_back(
                {clock_step(view, minutes), staff_set("system", "clock", std::to_string(minutes)), false});
        page.blocks.push_back(std::move(clock));
    }
    page.blocks.push_back(screens::StaffButtons{{{view.say("home-log"), "history", staff_go("log")}}});
    if (!machine.can_power_off) return page;
    if (sure_) page.blocks.push_back(StaffRemark{StaffRemark::Kind::Warning, view.say("system-off-sure")});
    page.blocks.push_back(
        screens::StaffButtons{{{view.say(sure_ ? "system-off-yes" : "system-off"), "power-off",
                                staff_set("system", "off", ""), sure_ ? StaffWeight::Danger : StaffWeight::Plain}}});
    return page;
}

void SystemPart::set(std::string_view key, std::string_view value, StaffHands& hands) {
    Done done;
    auto number = std::atoi(std::string(value).c_str());
    if (key == "light") done = hands.machine.set_brightness(number);
    if (key == "volume" && hands.sound != nullptr) {
        hands.house.volume = std::clamp(number, device::kFaintest, 100);
        hands.sound->set_volume(hands.house.volume);
        done = hands.sound->chime();
    }
    if (key == "clock") done = hands.machine.set_clock(hands.now() + std::chrono::minutes{number});
    if (key == "off" && sure_) done = hands.machine.power_off();
    sure_ = key == "off" && !sure_;
    if (!done) hands.tell(StaffRemark::Kind::Warning, hands.view.say("system-failed", {{"cause", done.error().check}}));
}

}  // namespace baken::staff
