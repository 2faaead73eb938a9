#include "kiosk/visit/chrome_model.hpp"

#include <algorithm>
#include <array>

#include "kiosk/visit/pictures.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::visit {

using namespace screens;

namespace {

// Content that lies in a folder was never heard of; its newest message tells its age.
std::optional<Instant> newest_message(const Matter& matter) {
    std::optional<Instant> newest;
    for (const auto& received : matter.holdings.alerts) {
        if (received.alert.sent && received.alert.sent->at <= matter.now)
            newest = std::max(newest.value_or(Instant{}), received.alert.sent->at);
    }
    return newest;
}

Freshness freshness_of(const Matter& matter) {
    static constexpr std::array kKeys{"fresh.folder", "fresh.network", "fresh.lost", "fresh.stick", "fresh.factory"};
    const auto& reception = matter.holdings.reception;
    Freshness freshness;
    freshness.road = matter.strings.text(kKeys.at(static_cast<std::size_t>(reception.road)));
    auto heard = reception.road == supply::Reception::Road::Folder ? newest_message(matter) : reception.heard;
    freshness.since =
        heard ? matter.strings.format("fresh.since", {{"moment", short_moment(matter.strings, *heard, matter.now)}})
              : matter.strings.text("fresh.never");
    bool reached = reception.road == supply::Reception::Road::Network;
    freshness.state = !heard ? Freshness::State::Never : reached ? Freshness::State::Fresh : Freshness::State::Stale;
    if (matter.clock == ClockState::Doubtful) freshness.doubt = matter.strings.text("fresh.clock");
    return freshness;
}

std::string recovery_line(const Matter& matter, const bulletins::Situation& situation) {
    if (situation.expected_recovery) {
        return matter.strings.format(
            "situation.recovery", {{"moment", short_moment(matter.strings, *situation.expected_recovery, matter.now)}});
    }
    auto note = situation.recovery_note.in(matter.session.language());
    return note ? std::string(note->text) : matter.strings.text("situation.recovery-unknown");
}

std::optional<SituationStrip> situation_of(const Matter& matter) {
    const auto& situation = matter.holdings.content.situation;
    if (!situation || situation->title.empty()) return std::nullopt;
    SituationStrip strip;
    strip.title = std::string(situation->title.in(matter.session.language())->text);
    std::string day;
    if (situation->started && *situation->started <= matter.now) {
        auto days = (std::chrono::sys_days{bulletins::local_day(matter.now)} -
                     std::chrono::sys_days{bulletins::local_day(*situation->started)})
                        .count();
        day = matter.strings.format("situation.day", {{"day", days + 1}});
    }
    std::string phase;
    if (situation->phase == bulletins::Phase::First72) phase = matter.strings.text("situation.first72");
    if (situation->phase == bulletins::Phase::After) phase = matter.strings.text("situation.after");
    strip.day = joined({day, phase});
    strip.recovery = recovery_line(matter, *situation);
    strip.recovery_known = situation->expected_recovery || !situation->recovery_note.empty();
    return strip;
}

bool is_exercise(const Matter& matter) {
    const auto& situation = matter.holdings.content.situation;
    return matter.drill || (situation && situation->exercise) ||
           std::ranges::any_of(matter.due.shown, [](const auto& shown) { return shown.exercise; });
}

std::vector<std::string> offered_languages(const Matter& matter) {
    if (const auto* site = matter.holdings.site()) return site->languages;
    std::vector<std::string> tags;
    for (const auto& head : matter.holdings.content.strings.languages()) tags.push_back(head.language);
    return tags;
}

// The visitor's language and the site's first few, so that one touch is enough for most.
std::vector<LanguageChoice> toolbar_languages(const Matter& matter) {
    auto all = language_choices(matter);
    constexpr std::size_t kInToolbar = 5;
    auto chosen = std::ranges::find_if(all, &LanguageChoice::selected);
    if (chosen != all.end() && chosen - all.begin() >= static_cast<std::ptrdiff_t>(kInToolbar)) {
        std::rotate(all.begin(), chosen, chosen + 1);
    }
    if (all.size() > kInToolbar) all.resize(kInToolbar);
    return all;
}

void tell_day(const Matter& matter, Chrome& chrome) {
    auto full = matter.strings.dates().full(matter.now);
    auto space = full.find(' ');
    chrome.weekday = full.substr(0, space);
    chrome.date = space == std::string::npos ? std::string{} : full.substr(space + 1);
    // Turkish ends with the day of the week.
    if (!chrome.date.empty() && chrome.weekday.find_first_of("0123456789") != std::string::npos) {
        auto last = full.rfind(' ');
        chrome.weekday = full.substr(last + 1);
        chrome.date = full.substr(0, last);
    }
    // On a line of its own the day needs no comma, of whatever script.
    for (std::string_view comma : {",", "،", "、", "፣"}) {
        if (chrome.weekday.ends_with(comma)) chrome.weekday.erase(chrome.weekday.size() - comma.size());
    }
}

}  // namespace

std::vector<LanguageChoice> language_choices(const Matter& matter) {
    auto known = matter.holdings.content.strings.languages();
    std::vector<LanguageChoice> choices;
    for (const auto& tag : offered_languages(matter)) {
        auto head = std::ranges::find(known, tag, &bulletins::StringsHead::language);
        if (head != known.end()) choices.push_back({tag, head->name, tag == matter.session.language()});
    }
    return choices;
}

Chrome chrome_of(const Matter& matter) {
    Chrome chrome;
    if (const auto* site = matter.holdings.site()) {
        chrome.site = site->name;
        chrome.municipality = site->municipality.name;
        if (!site->municipality.logo.empty()) chrome.logo = matter.pictures.file(site->municipality.logo);
    }
    tell_day(matter, chrome);
    chrome.time = matter.strings.dates().time(matter.now);
    chrome.situation = situation_of(matter);
    chrome.exercise = is_exercise(matter);
    chrome.languages = toolbar_languages(matter);
    chrome.freshness = freshness_of(matter);
    if (matter.staff_call) chrome.staff_call = matter.strings.text("staff.call");
    chrome.can_go_back = !matter.session.at_home();
    return chrome;
}

}  // namespace baken::visit
