// The house's own messages: which there are, how long they stay, and what an exercise makes of them.
#include "kiosk/staff/staff_notices.hpp"

#include <algorithm>

#include "kiosk/ui/letters.hpp"
#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::staff;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

void publish(Manned& manned, const char* id) {
    manned.act(staff_set("notice", "begin", id));
    manned.act(staff_set("notice", "since", "less"));
    manned.act(staff_set("notice", "publish", id));
}

// How many of the messages on the screen are the house's own.
std::ptrdiff_t ours_on_screen(Manned& manned) {
    const auto& alerts = manned.kiosk.holdings().alerts;
    return std::ranges::count_if(manned.kiosk.due().shown,
                                 [&](const auto& shown) { return is_local(alerts[shown.alert].alert); });
}

// The clock was ahead when it was written.
void a_clock_set_back_takes_none_away(Manned& manned) {
    manned.enter();
    publish(manned, "power-back");
    CHECK_EQ(ours_on_screen(manned), 1);
    for (auto back : {1h, 47h}) {
        manned.booth.clock().set(manned.booth.clock().now() - back);
        manned.kiosk.update();
        CHECK_EQ(ours_on_screen(manned), 1);
    }
}

void a_clock_set_back_puts_no_report_off(Manned& manned) {
    manned.enter();
    manned.act(staff_set("situation", "reminder", "1"));
    manned.act(staff_set("situation", "send", ""));
    manned.act({"staff-lock", ""});
    manned.booth.clock().set(manned.booth.clock().now() - 5h);
    manned.kiosk.update();
    pass(manned.kiosk, manned.booth.clock(), 1h - 1min);
    CHECK(!manned.says("Medewerker: kijk bij uw meldingen"));
    pass(manned.kiosk, manned.booth.clock(), 2min);
    CHECK(manned.says("Medewerker: kijk bij uw meldingen"));
}

void a_practised_message_ends_with_the_drill(Manned& manned) {
    manned.enter();
    publish(manned, "power-back");
    manned.act(staff_set("ready", "drill", "on"));
    publish(manned, "power-back");
    CHECK_EQ(ours_on_screen(manned), 2);
    manned.act(staff_set("ready", "drill", "off"));
    CHECK_EQ(ours_on_screen(manned), 1);
    // Neither after a restart.
    auto again = house_from_json(*manned.kiosk.take_house());
    CHECK_OK(again);
    CHECK_EQ(again->notices.size(), std::size_t{1});
    CHECK(again->notices.front().status == bulletins::Status::Actual);
}

// "This is an exercise, there is no danger" would stand as real beside what is.
void an_exercise_is_told_only_in_a_drill(Manned& manned) {
    auto offered = [&] { return manned.kiosk.scene().find(staff_set("notice", "begin", "exercise")) != nullptr; };
    manned.enter();
    manned.act(staff_go("notice"));
    CHECK(!offered());
    publish(manned, "exercise");
    CHECK_EQ(ours_on_screen(manned), 0);
    manned.act(staff_set("ready", "drill", "on"));
    manned.act(staff_go("notice"));
    CHECK(offered());
    publish(manned, "exercise");
    CHECK_EQ(ours_on_screen(manned), 1);
    CHECK(manned.kiosk.holdings().alerts.back().alert.status == bulletins::Status::Exercise);
}

void keeps_its_own_messages_apart(Manned& manned) {
    manned.enter();
    publish(manned, "power-back");
    const auto& alerts = manned.kiosk.holdings().alerts;
    auto ours = std::ranges::count_if(alerts, [](const auto& one) { return is_local(one.alert); });
    CHECK_EQ(ours, 1);
    auto kept_house = manned.kiosk.take_house();
    CHECK(kept_house.has_value());
    auto again = house_from_json(*kept_house);
    CHECK_OK(again);
    CHECK_EQ(again->notices.size(), std::size_t{1});
    CHECK(is_local(again->notices.front()));
    CHECK(again->notices.front().infos.size() > 10);
}

// It would say "the danger is over" beside the region's danger.
void writes_no_all_clear(Manned& manned) {
    manned.enter();
    manned.act(staff_go("notice"));
    CHECK(manned.kiosk.scene().find(staff_set("notice", "begin", "gas-leak")) != nullptr);
    CHECK(manned.kiosk.scene().find(staff_set("notice", "begin", "all-clear")) == nullptr);
    manned.act(staff_set("notice", "begin", "all-clear"));
    CHECK(manned.kiosk.scene().find(staff_set("notice", "begin", "gas-leak")) != nullptr);
    manned.act(staff_go("notice all-clear"));
    CHECK(manned.kiosk.scene().find(staff_set("notice", "hazard", "choose:gas")) == nullptr);
}

void write(Manned& manned, const char* blank, std::string_view words) {
    manned.act(staff_edit("notice", blank));
    for (const auto& letter : ui::letters_of(words)) manned.act({"key", letter});
    manned.act({"staff-write", ""});
}

// Where and when a child was seen last is on no screen because nobody filled it in.
void nobody_is_missing_at_a_time_to_come(Manned& manned) {
    auto offered = [&] { return manned.kiosk.scene().find(staff_set("notice", "publish", "missing-person")); };
    manned.enter();
    manned.act(staff_set("notice", "begin", "missing-person"));
    manned.act(staff_set("notice", "who", "choose:girl"));
    manned.act(staff_set("notice", "colour", "choose:red"));
    write(manned, "name", "Noor");
    write(manned, "age", "7");
    CHECK(offered() == nullptr);
    write(manned, "place", "Speeltuin");
    CHECK(offered() == nullptr);
    manned.act(staff_set("notice", "publish", "missing-person"));
    CHECK_EQ(ours_on_screen(manned), 0);
    for (int i = 0; i < 5; ++i) manned.act(staff_set("notice", "seen", "more"));
    CHECK(offered() != nullptr);
    manned.act(staff_set("notice", "publish", "missing-person"));
    CHECK_EQ(ours_on_screen(manned), 1);
    // It is half past one: the last full hour, whatever was pressed.
    const auto& infos = manned.kiosk.holdings().alerts.back().alert.infos;
    auto dutch = std::ranges::find(infos, "nl", &bulletins::Info::language);
    CHECK(dutch->description.find("Speeltuin") != std::string::npos);
    CHECK(dutch->description.find("13:00") != std::string::npos);
}

using Written = std::vector<std::pair<const char*, const char*>>;

// The Dutch words of a message that staff publish as its blanks begin, but for those that they must write.
bulletins::Info published_at(const char* moment, const char* id, const Written& blanks) {
    Booth booth{moment};
    Manned manned{booth};
    manned.enter();
    manned.act(staff_set("notice", "begin", id));
    for (const auto& [blank, words] : blanks) write(manned, blank, words);
    manned.act(staff_set("notice", "publish", id));
    CHECK_EQ(ours_on_screen(manned), 1);
    const auto& infos = manned.kiosk.holdings().alerts.back().alert.infos;
    auto dutch = std::ranges::find(infos, "nl", &bulletins::Info::language);
    CHECK(dutch != infos.end());
    return *dutch;
}

void what_opens_at_midnight_opens_tomorrow() {
    const Written blanks{{"street", "Dorpsstraat"}, {"litres", "6"}};
    auto today = published_at("2026-11-22T23:20:00+01:00", "water-point", blanks);
    CHECK(today.description.contains("22 november") && today.description.contains("23:30"));
    auto tomorrow = published_at("2026-11-22T23:40:00+01:00", "water-point", blanks);
    CHECK(tomorrow.description.contains("23 november") && tomorrow.description.contains("00:00"));
    CHECK(tomorrow.expires->at == *parse_rfc3339("2026-11-23T02:00:00+01:00"));
    // A night that begins today ends tomorrow, also late in the evening.
    auto night = published_at("2026-11-22T23:40:00+01:00", "cold-night", {{"degrees", "8"}, {"shelter", "Kerk"}});
    CHECK(night.expires->at == *parse_rfc3339("2026-11-23T09:00:00+01:00"));
}

void miss_a_girl(Manned& manned) {
    manned.act(staff_set("notice", "begin", "missing-person"));
    manned.act(staff_set("notice", "who", "choose:girl"));
    manned.act(staff_set("notice", "colour", "choose:red"));
    write(manned, "name", "Noor");
    write(manned, "age", "7");
    write(manned, "place", "Speeltuin");
    for (int i = 0; i < 5; ++i) manned.act(staff_set("notice", "seen", "more"));
    manned.act(staff_set("notice", "publish", "missing-person"));
}

// That she was missing is nobody's business any more, and whoever takes the disk reads it without a PIN.
void an_ended_message_is_erased(Manned& manned) {
    auto& clock = manned.booth.clock();
    auto sign = [&](Instant moment) {
        supply::SupplyNews news;
        news.signed_floor = moment;
        manned.kiosk.hear(std::move(news));
        manned.kiosk.update();
    };
    std::string house;
    auto is_kept = [&] {
        if (auto bytes = manned.kiosk.take_house()) house = *bytes;
        return house.find("Noor") != std::string::npos;
    };
    manned.enter();
    miss_a_girl(manned);
    CHECK_EQ(ours_on_screen(manned), 1);
    auto published = clock.now();
    CHECK(is_kept());
    // The clock alone jumps ahead, where nothing was ever signed and where something was.
    clock.set(published + 24h * 365);
    manned.kiosk.update();
    sign(published + 1h);
    CHECK(is_kept());
    // As does what is signed.
    clock.set(published + 2h);
    sign(published + 24h * 5);
    CHECK(is_kept());
    clock.advance(24h * 5);
    manned.kiosk.update();
    CHECK(!is_kept());
    const auto& alerts = manned.kiosk.holdings().alerts;
    CHECK(std::ranges::none_of(alerts, [](const auto& one) { return is_local(one.alert); }));
}

// Of every message that houses may write: a place is this house once at most, and what was is empty.
void what_was_begins_empty(Manned& manned) {
    DiskFiles files;
    std::vector<bulletins::Finding> findings;
    std::vector<Path> roots{"content/national"};
    int past = 0;
    for (const auto& form : bulletins::load_templates(files, roots, findings)) {
        for (const auto& blank : form.facts.blanks) {
            bool tells_of_past = blank.name == "seen" || blank.name == "since" || blank.name == "checked";
            if (tells_of_past && !blank.past) fail_check(form.id + " " + blank.name, __FILE__, __LINE__);
            past += blank.past ? 1 : 0;
        }
    }
    CHECK_EQ(past, 5);
    manned.enter();
    manned.act(staff_set("notice", "begin", "cold-night"));
    write(manned, "degrees", "8");
    CHECK(manned.kiosk.scene().find(staff_set("notice", "publish", "cold-night")) == nullptr);
    write(manned, "shelter", "Kerk");
    CHECK(manned.kiosk.scene().find(staff_set("notice", "publish", "cold-night")) != nullptr);
}

bool shows(const Manned& manned, std::string_view words) {
    return std::ranges::any_of(manned.kiosk.scene().items, [&](const auto& item) { return item.name == words; });
}

void tells_which_of_its_messages_residents_see(Manned& manned) {
    manned.enter();
    publish(manned, "power-back");
    manned.act(staff_go(""));
    CHECK(shows(manned, "1 op het scherm"));
    manned.booth.clock().advance(std::chrono::hours{25});
    manned.kiosk.update();
    manned.carry();
    manned.kiosk.session().touched(manned.booth.clock().tick());
    manned.act({"staff-open", ""});
    manned.pin("2468");
    CHECK(shows(manned, "Plaatselijk bericht"));
    CHECK(!shows(manned, "1 op het scherm"));
    manned.act(staff_go("notice"));
    CHECK(manned.says("Niet meer op het scherm"));
}

}  // namespace

int run_notice_tests() {
    const CMUnitTest tests[] = {
        test<a_clock_set_back_takes_none_away, Manned>(
            "a clock that is set back takes none of the house's messages away"),
        test<a_clock_set_back_puts_no_report_off, Manned>("a clock that is set back puts no situation report off"),
        test<a_practised_message_ends_with_the_drill, Manned>("what was practised ends with the drill"),
        test<an_exercise_is_told_only_in_a_drill, Manned>(
            "the message that this is an exercise is offered only in a drill"),
        test<writes_no_all_clear, Manned>("staff are offered no all-clear, and can begin none"),
        test<nobody_is_missing_at_a_time_to_come, Manned>(
            "a missing person was seen where and when staff say, and at no time to come"),
        test<an_ended_message_is_erased, Manned>(
            "an ended message is erased for good, and a clock that runs ahead erases none"),
        test<what_opens_at_midnight_opens_tomorrow>(
            "what opens in the half hour to come opens tomorrow when that begins at midnight"),
        test<what_was_begins_empty, Manned>("what was, and a second place, is for staff to fill in"),
        test<tells_which_of_its_messages_residents_see, Manned>(
            "staff read which of their messages residents still see"),
        test<keeps_its_own_messages_apart, Manned>("a local message is shown as local and outlives a restart"),
    };
    return run("staff notices", tests);
}
