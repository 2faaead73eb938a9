#include "kiosk/staff/staff_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/language_names.hpp"
#include "kiosk/staff/staff_machine.hpp"
#include "kiosk/staff/staff_sticks.hpp"

namespace baken::staff {

using screens::StaffFact;
using screens::StaffWeight;

namespace {

using State = StaffFact::State;

constexpr std::size_t kMostLines = 60;  // of the log on the screen

bool is_word(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    });
}

// The word for it, or nothing when the strings have none.
std::string known(const StaffView& view, const std::string& key) {
    return view.matter.strings.has("staff." + key) ? view.say(key) : std::string{};
}

std::string counts_file(const StaffView& view) {
    const auto* site = view.matter.holdings.site();
    auto moment = to_rfc3339(view.matter.now);
    std::erase(moment, ':');
    return fmt::format("{}-{}.csv", site == nullptr ? "kiosk" : site->id, moment);
}

std::string facility_words(const StaffView& view, std::string_view kind, std::string_view status) {
    auto facility = "facility." + std::string(kind);
    auto state = "here." + std::string(status);
    const auto& strings = view.matter.strings;
    if (!strings.has(facility) || !strings.has(state)) return {};
    return screens::joined({strings.text(facility), strings.text(state)});
}

// "more" and "less" of what is counted.
std::string amount_words(const StaffView& view, const std::string& what, std::string_view value) {
    if (what.empty() || (value != "more" && value != "less")) return {};
    return view.say(value, {{"what", what}});
}

std::string notice_words(const StaffView& view, std::string_view key, std::string_view value) {
    if (key == "withdraw") return view.say("log-notice-withdrawn");
    if (key != "publish") return {};
    auto form = std::ranges::find(view.templates, value, &bulletins::Template::id);
    auto words = form == view.templates.end() ? std::map<std::string, bulletins::TemplateWords>::const_iterator{}
                                              : form->words.find("nl");
    bool named = form != view.templates.end() && words != form->words.end();
    return view.say("log-notice", {{"title", named ? words->second.event.text : std::string(value)}});
}

// What staff changed in one part: "<key>=<value>".
std::string deed_words(const StaffView& view, std::string_view part, std::string_view key, std::string_view value) {
    auto word = [&](const char* list) { return known(view, list + ("-" + std::string(value))); };
    if (part == "facilities" && key.starts_with("stock-"))
        return amount_words(view, known(view, std::string(key)), value);
    if (part == "facilities") return facility_words(view, key, value);
    if (part == "notice") return notice_words(view, key, value);
    if (part == "situation" && (key == "visitors" || key == "staff"))
        return amount_words(view, known(view, "situation-" + std::string(key)), value);
    if (part == "situation" && key == "power") return screens::joined({view.say("situation-power"), word("power")});
    if (part == "situation" && key == "reminder")
        return screens::joined({view.say("situation-reminder"),
                                value == "0" ? view.say("situation-no-reminder")
                                             : view.say("hours", {{"count", std::atoi(std::string(value).c_str())}})});
    if (part == "ready" && key == "check") return screens::joined({view.say("ready-people"), word("open")});
    if (part == "system" && (key == "light" || key == "volume"))
        return screens::joined(
            {known(view, key == "light" ? "system-brightness" : "system-volume"), std::string(value) + " %"});
    if (part == "system" && key == "clock")
        return screens::joined({view.say("log-clock"), clock_step(view, std::atoi(std::string(value).c_str()))});
    return known(view, fmt::format("log-{}-{}", part, key));
}

}  // namespace

std::string log_words(const StaffView& view, std::string_view what) {
    auto [place, value] = halves(what, '=');
    auto [part, key] = halves(place, '.');
    std::string words;
    if (part == "save" && is_word(key))
        words = screens::joined({known(view, "kind-" + std::string(key)), view.say("log-saved")});
    else if (part == "step" && is_word(key))
        words = known(view, "log-step-" + std::string(key));
    else if (part == "pin" && is_word(key))
        words = view.say(key == "wrong" ? "log-pin-wrong" : key == "wait" ? "log-pin-wait" : "log-pin-refused");
    else if (part == "stick" && !key.empty())
        words = view.say("log-stick-refused", {{"cause", std::string(key)}});
    else if (what.find('=') != std::string_view::npos)
        words = deed_words(view, part, key, value);
    else if (is_word(what))
        words = known(view, "log-" + std::string(what));
    return words.empty() ? std::string(what) : words;
}

std::string counted_words(const StaffView& view, std::string_view dimension, std::string_view value) {
    if (dimension == "language") return bulletins::language_in(value, view.matter.strings.language());
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kLists{
        {{"help-request", "need"}, {"offer", "gift"}, {"signal", "sight"}, {"emergency-report", "incident"}}};
    auto [kind, category] = halves(value, '/');
    auto words = known(view, "kind-" + std::string(kind));
    for (auto [of_kind, list] : kLists) {
        if (kind == of_kind && !category.empty())
            words = screens::joined({words, known(view, std::string(list) + "-" + std::string(category))});
    }
    return words.empty() ? std::string(value) : words;
}

screens::StaffPage StatisticsPart::page(const StaffView& view, std::string_view) const {
    constexpr std::size_t kMostRows = 40;
    screens::StaffPage page;
    page.chrome.title = view.say("home-statistics");
    page.blocks.push_back(screens::StaffText{view.say("statistics-intro")});
    tell_written(view, supply::StickOrder::What::Counts, page);
    const auto& csv = view.post.statistics_csv;
    if (!csv) {
        page.actions = {
            {view.say("statistics-count"), "update", staff_set("statistics", "count", ""), StaffWeight::Primary}};
        return page;
    }
    screens::StaffFacts facts;
    for (auto line : split(*csv, '\n')) {
        auto cells = split(trim(line), ',');
        if (cells.size() != 4 || cells[0] == "hour" || facts.facts.size() >= kMostRows) continue;
        auto hour = parse_rfc3339(cells[0]);
        facts.facts.push_back({State::Plain, hour ? view.moment(*hour) : std::string(cells[0]),
                               screens::joined({counted_words(view, cells[1], cells[2]), std::string(cells[3])})});
    }
    if (facts.facts.empty()) page.blocks.push_back(screens::StaffText{view.say("statistics-too-few"), true});
    if (!facts.facts.empty()) page.blocks.push_back(std::move(facts));
    if (!view.stick_is_written)
        page.actions = {
            {view.say("statistics-export"), "export", staff_set("statistics", "export", ""), StaffWeight::Primary}};
    page.actions.push_back(
        {view.say("statistics-count"), "update", staff_set("statistics", "count", ""), StaffWeight::Plain});
    return page;
}

void StatisticsPart::set(std::string_view key, std::string_view, StaffHands& hands) {
    if (key == "count") hands.orders.emplace_back(post::AskStatistics{});
    const auto& csv = hands.view.post.statistics_csv;
    if (key == "export" && csv && !hands.view.stick_is_written)
        hands.stick_orders.push_back({supply::StickOrder::What::Counts, counts_file(hands.view), *csv});
}

screens::StaffPage LogPart::page(const StaffView& view, std::string_view) const {
    screens::StaffPage page;
    page.chrome.title = view.say("home-log");
    page.blocks.push_back(screens::StaffText{view.say("log-intro")});
    std::vector<std::pair<Instant, std::string>> entries;
    for (const auto& entry : view.post.staff.audit) {
        const auto* one = entry.record.empty() ? nullptr : view.record(entry.record);
        auto about = one == nullptr ? std::string{} : one->record.head.ticket;
        entries.emplace_back(entry.at, screens::joined({log_words(view, entry.what), about}));
    }
    for (const auto& deed : view.house.deeds) entries.emplace_back(deed.at, log_words(view, deed.what));
    std::ranges::stable_sort(entries, std::greater{}, [](const auto& entry) { return entry.first; });
    if (entries.size() > kMostLines) entries.resize(kMostLines);
    screens::StaffFacts facts;
    for (const auto& [at, what] : entries) facts.facts.push_back({State::Plain, view.moment(at), what});
    if (facts.facts.empty()) page.blocks.push_back(screens::StaffText{view.say("log-none"), true});
    if (!facts.facts.empty()) page.blocks.push_back(std::move(facts));
    return page;
}

}  // namespace baken::staff
