// What staff told of the house, as it is kept.
#include "kiosk/staff/staff_house.hpp"

#include <algorithm>

#include "kiosk/staff/notice_dates.hpp"
#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::staff;
using namespace baken::testing;
using namespace std::chrono_literals;
namespace records = baken::records;

namespace {

const Instant kHouseDay = *parse_rfc3339("2026-11-24T12:00:00Z");

void remembers_the_house() {
    House house;
    house.facilities["water"] = records::Status::Limited;
    house.replaced["water"] = records::Status::Available;
    house.overruled = {"meals"};
    house.stocks["meals"] = 40;
    house.staff_present = 3;
    house.power = records::Power::Generator;
    house.checks = {"radio"};
    house.reminder_hours = 2;
    house.reported = kHouseDay;
    count_visitors(house, kHouseDay, 25);
    note_deed(house, kHouseDay, "facilities.water=limited");
    follow_drill(house, records::Mode::Exercise);
    house.facilities["water"] = records::Status::NotNow;
    house.visitors.clear();
    auto again = house_from_json(to_json(house));
    CHECK_OK(again);
    CHECK(*again == house);
}

void reads_a_broken_house() {
    CHECK_REFUSED(house_from_json("{\"facilities\":"), "house.syntax");
    CHECK_REFUSED(house_from_json("[]"), "house.syntax");
    auto odd =
        house_from_json(R"({"facilities":{"water":"wet"},"stocks":{"meals":-5},"reminder_hours":999,"checks":[1]})");
    CHECK_OK(odd);
    CHECK(odd->facilities.empty());
    CHECK_EQ(odd->stocks.at("meals"), 0);
    CHECK_EQ(odd->reminder_hours, 24);
    // Of before houses knew drills.
    CHECK(!odd->before_drill);
}

void forgets_old_hours() {
    House house;
    for (int hours = 0; hours <= 1000; ++hours) count_visitors(house, kHouseDay - 1000h + std::chrono::hours{hours}, 5);
    CHECK_EQ(house.visitors.size(), std::size_t{400});
    count_visitors(house, kHouseDay, -10);
    CHECK_EQ(house.visitors.at(kHouseDay), 0);
}

void a_clock_that_runs_ahead_forgets_no_count() {
    House house;
    count_visitors(house, kHouseDay, 5);
    count_visitors(house, kHouseDay + 200h, 5);
    auto told = visitors_until(house, kHouseDay + 1h);
    CHECK_EQ(told.size(), std::size_t{1});
    CHECK_EQ(told.at(kHouseDay), 5);
}

// A clock that was ahead counted hours that are still to come.
void reports_the_last_four_days(Manned& manned) {
    auto now = manned.booth.clock().now();
    House house;
    for (int hours = -200; hours < 200; ++hours) house.visitors[hour_of(now) + std::chrono::hours{hours}] = 1;
    manned.enter();
    manned.kiosk.move_in(house);
    manned.act(staff_set("situation", "send", ""));
    CHECK(manned.kiosk.post().staff.list->size() == 1);
    const auto& report = std::get<records::SituationReport>(manned.kiosk.post().staff.list->front()->record.body);
    CHECK_EQ(report.visitors.size(), std::size_t{96});
    CHECK(report.visitors.front().hour > now - 96h);
    CHECK(report.visitors.back().hour == hour_of(now));
}

void send_report(Manned& manned) {
    manned.act(staff_set("situation", "send", ""));
    manned.act({"staff-lock", ""});
}

// It begins far before what was signed, and what the screen goes by is the same moment for days.
void let_stand_still(Manned& manned) {
    supply::SupplyNews news;
    news.signed_floor = manned.booth.clock().now();
    manned.kiosk.hear(std::move(news));
    manned.booth.clock().set(manned.booth.clock().now() - 24h * 365);
}

void a_clock_that_stands_still_puts_no_report_off(Manned& manned) {
    auto& clock = manned.booth.clock();
    let_stand_still(manned);
    manned.enter();
    manned.act(staff_set("situation", "reminder", "1"));
    auto is_wanted = [&] { return manned.says("Medewerker: kijk bij uw meldingen"); };
    for (int report = 0; report < 2; ++report) {
        send_report(manned);
        pass(manned.kiosk, clock, 1h - 1min);
        CHECK(!is_wanted());
        pass(manned.kiosk, clock, 2min);
        CHECK(is_wanted());
        manned.kiosk.session().touched(clock.tick());
        manned.act({"staff-open", ""});
        manned.pin("2468");
        CHECK(std::ranges::any_of(manned.kiosk.scene().items,
                                  [](const auto& item) { return item.name.contains("Nu nodig"); }));
    }
}

bool shows_ours(app::Kiosk& kiosk) {
    kiosk.update();
    const auto& alerts = kiosk.holdings().alerts;
    return std::ranges::any_of(kiosk.due().shown,
                               [&](const auto& shown) { return is_local(alerts[shown.alert].alert); });
}

// The network is there again an hour later, and with it the true time.
void a_message_outlasts_the_clock_that_stood_still(Manned& manned) {
    auto& clock = manned.booth.clock();
    auto before = clock.now();
    let_stand_still(manned);
    manned.enter();
    manned.act(staff_set("notice", "begin", "boil-water"));
    manned.act(staff_set("notice", "publish", "boil-water"));
    CHECK(shows_ours(manned.kiosk));
    pass(manned.kiosk, clock, 1h);
    clock.set(before + 30h);
    CHECK(shows_ours(manned.kiosk));
    // Twenty-four hours after it was written it is over.
    clock.advance(22h + 30min);
    CHECK(shows_ours(manned.kiosk));
    clock.advance(1h);
    CHECK(!shows_ours(manned.kiosk));
}

// Nobody knows for how long it was off.
void a_message_outlasts_a_restart_while_the_clock_stands_still(Manned& manned) {
    auto& clock = manned.booth.clock();
    auto before = clock.now();
    let_stand_still(manned);
    manned.enter();
    manned.act(staff_set("notice", "begin", "boil-water"));
    manned.act(staff_set("notice", "publish", "boil-water"));
    auto house = house_from_json(*manned.kiosk.take_house());
    CHECK_OK(house);
    auto again = manned.booth.kiosk();
    again.move_in(*house);
    CHECK(shows_ours(again));
    clock.advance(1h);
    clock.set(before + 30h);
    CHECK(shows_ours(again));
    CHECK(house_from_json(*again.take_house())->notices.front().sent->at == before + 29h);
}

void what_staff_named_stays() {
    using visit::ClockState;
    House house;
    for (auto lasts : {6h + 0min, 5h + 29min}) {
        auto& notice = house.notices.emplace_back();
        notice.identifier = to_rfc3339(kHouseDay + lasts);
        notice.sent = {kHouseDay, 0};
        notice.infos.emplace_back().expires = {kHouseDay + lasts, 0};
    }
    NoticeDates dates;
    CHECK(!dates.follow(house, kHouseDay, ClockState::Doubtful, Tick{}));
    CHECK(!dates.follow(house, kHouseDay, ClockState::Doubtful, Tick{} + 3h));
    CHECK(dates.follow(house, kHouseDay + 48h, ClockState::Sure, Tick{} + 3h));
    CHECK(end_of(house.notices.front()) == kHouseDay + 45h + 6h);
    CHECK(end_of(house.notices.back()) == kHouseDay + 5h + 29min);
    // The clock had been set to a day that was too late.
    CHECK(dates.follow(house, kHouseDay + 24h, ClockState::Sure, Tick{} + 3h));
    CHECK(end_of(house.notices.front()) == kHouseDay + 21h + 6h);
}

bulletins::Alert notice_until(const char* identifier, Instant end) {
    bulletins::Alert notice;
    notice.identifier = identifier;
    notice.infos.emplace_back().expires = {end, 0};
    return notice;
}

void an_ended_message_makes_room() {
    House house;
    add_notice(house, notice_until("valid", kHouseDay + 1h), kHouseDay);
    add_notice(house, notice_until("ended", kHouseDay - 1h), kHouseDay);
    add_notice(house, notice_until("ended later", kHouseDay), kHouseDay);
    auto has = [&](std::string_view identifier) {
        return std::ranges::find(house.notices, identifier, &bulletins::Alert::identifier) != house.notices.end();
    };
    for (int i = 0; i < 17; ++i) add_notice(house, notice_until("another", kHouseDay + 2h), kHouseDay);
    CHECK(has("ended"));
    add_notice(house, notice_until("new", kHouseDay + 2h), kHouseDay);
    CHECK(!has("ended") && has("ended later"));
    add_notice(house, notice_until("another", kHouseDay + 2h), kHouseDay);
    CHECK(!has("ended later") && has("valid"));
    add_notice(house, notice_until("another", kHouseDay + 2h), kHouseDay);
    CHECK(!has("valid") && has("new"));
    CHECK_EQ(house.notices.size(), std::size_t{20});
}

}  // namespace

int run_house_tests() {
    const CMUnitTest tests[] = {
        test<remembers_the_house>("what staff told of the house is read back as it was written"),
        test<reads_a_broken_house>("a broken house is refused by name, an odd one is read as far as it makes sense"),
        test<reports_the_last_four_days, Manned>("a report tells of the last four days, and of no hour to come"),
        test<a_clock_that_stands_still_puts_no_report_off, Manned>(
            "a clock that stands still, far behind what was signed, puts no situation report off"),
        test<a_message_outlasts_the_clock_that_stood_still, Manned>(
            "a message that was written while the clock stood still lasts its time once that is put right"),
        test<a_message_outlasts_a_restart_while_the_clock_stands_still, Manned>(
            "such a message lasts its time from the start of a kiosk that was off meanwhile"),
        test<what_staff_named_stays>("an end that staff named stays, however the clock is set"),
        test<an_ended_message_makes_room>("of too many messages those that ended go first, the oldest of them"),
        test<forgets_old_hours>("the oldest hours are forgotten, and nobody leaves below none"),
        test<a_clock_that_runs_ahead_forgets_no_count>("a clock that runs ahead for a while forgets no visitors"),
    };
    return run("staff house", tests);
}
