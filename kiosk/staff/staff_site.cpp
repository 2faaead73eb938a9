#include "kiosk/staff/staff_site.hpp"

#include <algorithm>
#include <array>

#include "kiosk/staff/menu_card.hpp"
#include "kiosk/ui/text_field.hpp"

namespace baken::staff {

using namespace records;
using screens::StaffRemark;
using screens::StaffWeight;

namespace {

// What is counted in stock, and by how much a press changes it.
struct StockKind {
    std::string_view word;
    int step;
};
constexpr std::array<StockKind, 6> kStocks{
    {{"water", 10}, {"meals", 10}, {"blankets", 5}, {"fuel", 5}, {"first-aid", 1}, {"batteries", 5}}};
constexpr std::array<std::string_view, 8> kNeeds{"water", "food",   "blankets",  "medicines",
                                                 "fuel",  "people", "transport", "interpreter"};
constexpr std::array<int, 4> kReminders{0, 1, 2, 4};  // hours
constexpr int kMostStock = 99'999;

int amount_of(const House& house, std::string_view word) {
    auto found = house.stocks.find(std::string(word));
    return found == house.stocks.end() ? 0 : found->second;
}

screens::StaffAmount amount(const StaffView& view, std::string label, std::string value, std::string_view part,
                            std::string_view key) {
    return {label,
            std::move(value),
            view.say("less", {{"what", label}}),
            staff_set(part, key, "less"),
            view.say("more", {{"what", label}}),
            staff_set(part, key, "more")};
}

std::string facility_name(const StaffView& view, const bulletins::Facility& facility) {
    if (auto own = facility.name.in(view.matter.session.language())) return std::string(own->text);
    return view.matter.strings.text("facility." + facility.kind);
}

// The coordination point changed what staff had chosen: they look whether that is right.
void add_overruled(const StaffView& view, const bulletins::Site& site, screens::StaffPage& page) {
    std::string names;
    for (const auto& facility : site.facilities) {
        if (view.house.overruled.contains(facility.kind))
            names += (names.empty() ? "" : ", ") + facility_name(view, facility);
    }
    if (names.empty()) return;
    page.blocks.push_back(
        StaffRemark{StaffRemark::Kind::Warning, view.say("facilities-overruled", {{"names", names}})});
}

int visitors_now(const StaffView& view) {
    auto found = view.house.visitors.find(hour_of(view.matter.now));
    return found == view.house.visitors.end() ? 0 : found->second;
}

Power power_of(const StaffView& view) {
    if (view.house.power != Power::Unknown) return view.house.power;
    if (view.machine.supply == device::Supply::Mains) return Power::Grid;
    return view.machine.supply == device::Supply::Battery ? Power::Battery : Power::Unknown;
}

}  // namespace

screens::StaffPage FacilitiesPart::page(const StaffView& view, std::string_view) const {
    screens::StaffPage page;
    page.chrome.title = view.say("home-facilities");
    page.blocks.push_back(screens::StaffText{view.say("facilities-intro")});
    const auto* site = view.matter.holdings.site();
    if (site != nullptr) {
        add_overruled(view, *site, page);
        for (const auto& facility : site->facilities) {
            screens::StaffQuestion question{facility_name(view, facility), {}};
            for (auto status : {Status::Available, Status::Limited, Status::NotNow, Status::Unknown}) {
                auto word = name_of(status);
                question.choices.push_back({view.matter.strings.text("here." + std::string(word)),
                                            staff_set("facilities", facility.kind, word),
                                            static_cast<Status>(facility.status) == status});
            }
            page.blocks.push_back(std::move(question));
        }
    }
    page.blocks.push_back(screens::StaffHeading{view.say("facilities-stock")});
    screens::StaffAmounts stocks;
    for (const auto& stock : kStocks) {
        auto value =
            view.say("stock-" + std::string(stock.word) + "-amount", {{"count", amount_of(view.house, stock.word)}});
        stocks.amounts.push_back(
            amount(view, view.word("stock", stock.word), value, "facilities", "stock-" + std::string(stock.word)));
    }
    page.blocks.push_back(std::move(stocks));
    return page;
}

void FacilitiesPart::set(std::string_view key, std::string_view value, StaffHands& hands) {
    if (key.starts_with("stock-")) {
        auto word = key.substr(6);
        for (const auto& stock : kStocks) {
            if (stock.word != word) continue;
            auto& held = hands.house.stocks[std::string(word)];
            held = std::clamp(held + (value == "more" ? stock.step : -stock.step), 0, kMostStock);
        }
        return;
    }
    if (auto status = choice_named<Status>(value)) choose_status(hands.house, std::string(key), *status);
}

std::optional<Tick> report_due(const House& house, Tick since, Instant now, Tick tick) {
    if (house.reminder_hours == 0) return std::nullopt;
    if (!house.reported) return tick;
    std::chrono::hours interval{house.reminder_hours};
    auto by_calendar = std::max<Duration>(*house.reported + interval - now, Duration::zero());
    return std::min(tick + by_calendar, since + interval);
}

SituationReport report_of(const StaffView& view, std::vector<std::string> needs, std::string note) {
    SituationReport report;
    for (const auto& [hour, count] : visitors_until(view.house, view.matter.now))
        report.visitors.push_back({hour, count, {}});
    for (const auto& stock : kStocks) {
        auto held = view.house.stocks.find(std::string(stock.word));
        if (held == view.house.stocks.end()) continue;
        report.stocks.push_back({view.word("stock", stock.word),
                                 held->second,
                                 view.say("stock-" + std::string(stock.word) + "-unit"),
                                 std::nullopt,
                                 {}});
    }
    if (const auto* site = view.matter.holdings.site()) {
        for (const auto& facility : site->facilities)
            report.facilities.push_back({facility.kind, static_cast<Status>(facility.status), {}});
    }
    report.needs = std::move(needs);
    report.staff_present = view.house.staff_present;
    report.power = power_of(view);
    if (view.machine.battery) report.battery_percent = view.machine.battery->percent;
    report.note = std::move(note);
    return report;
}

screens::StaffPage SituationPart::page(const StaffView& view, std::string_view) const {
    screens::StaffPage page;
    page.chrome.title = view.say("home-situation");
    auto last = view.house.reported ? view.say("situation-last", {{"moment", view.moment(*view.house.reported)}})
                                    : view.say("situation-never");
    page.blocks.push_back(
        StaffRemark{view.report_is_late ? StaffRemark::Kind::Warning : StaffRemark::Kind::Note, last});
    page.blocks.push_back(screens::StaffAmounts{
        {amount(view, view.say("situation-visitors"), std::to_string(visitors_now(view)), "situation", "visitors"),
         amount(view, view.say("situation-staff"), std::to_string(view.house.staff_present), "situation", "staff")}});
    auto power = power_of(view);
    page.blocks.push_back(question_of<Power>(view, "situation", "power", view.say("situation-power"),
                                             [&](Power one) { return one == power; }));
    screens::StaffQuestion needs{view.say("situation-needs"), {}};
    for (auto need : kNeeds)
        needs.choices.push_back(
            {view.word("want", need), staff_set("situation", "need", need), needs_.contains(std::string(need))});
    page.blocks.push_back(std::move(needs));
    page.blocks.push_back(screens::StaffFields{
        {{view.say("situation-note"), note_, view.say("situation-note-hint"), staff_edit("situation", "note")}}});
    page.blocks.push_back(screens::StaffText{view.say("situation-also"), true});
    screens::StaffQuestion reminder{view.say("situation-reminder"), {}};
    for (int hours : kReminders) {
        auto label = hours == 0 ? view.say("situation-no-reminder") : view.say("hours", {{"count", hours}});
        reminder.choices.push_back(
            {label, staff_set("situation", "reminder", std::to_string(hours)), view.house.reminder_hours == hours});
    }
    page.blocks.push_back(std::move(reminder));
    page.actions = {{view.say("situation-send"), "send", staff_set("situation", "send", ""), StaffWeight::Primary}};
    return page;
}

void SituationPart::set(std::string_view key, std::string_view value, StaffHands& hands) {
    int by = value == "more" ? 1 : -1;
    if (key == "visitors") count_visitors(hands.house, hands.now(), by * 5);
    if (key == "staff") hands.house.staff_present = std::clamp(hands.house.staff_present + by, 0, 999);
    if (key == "power") hands.house.power = choice_named<Power>(value).value_or(Power::Unknown);
    if (key == "reminder") {
        for (int hours : kReminders)
            if (std::to_string(hours) == value) hands.house.reminder_hours = hours;
    }
    if (key == "need" && needs_.erase(std::string(value)) == 0) needs_.insert(std::string(value));
    if (key == "send" && !token_) {
        std::vector<std::string> needs;
        for (const auto& need : needs_) needs.push_back(hands.view.word("want", need));
        token_ = hands.save(report_of(hands.view, std::move(needs), note_), Priority::Today);
    }
}

std::optional<TextSlot> SituationPart::text(std::string_view key, const StaffView& view) {
    if (key == "note") return TextSlot{&note_, view.say("situation-note"), 1000, true, {}};
    return std::nullopt;
}

void SituationPart::settle(post::PostState& post, StaffHands& hands) {
    auto outcome = take_outcome(post, token_);
    if (!outcome) return;
    if (!*outcome) return hands.tell_not_saved(outcome->error());
    hands.house.reported = hands.now();
    hands.reported = hands.view.tick;
    wipe();
    hands.tell(StaffRemark::Kind::Good, hands.view.say("situation-stored"));
}

void SituationPart::wipe() {
    needs_.clear();
    ui::wipe(note_);
    token_.reset();
}

}  // namespace baken::staff
