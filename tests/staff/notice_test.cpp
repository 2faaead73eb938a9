// The house's own messages: how long they stay, and what an exercise makes of them.
#include "kiosk/app/staff_notices.hpp"

#include <algorithm>

#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

void publish(Manned& manned, const char* id) {
    manned.act(staff_set("notice", "begin", id));
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

}  // namespace

int run_notice_tests() {
    const CMUnitTest tests[] = {
        test<a_clock_set_back_takes_none_away, Manned>(
            "a clock that is set back takes none of the house's messages away"),
        test<a_clock_set_back_puts_no_report_off, Manned>("a clock that is set back puts no situation report off"),
        test<a_practised_message_ends_with_the_drill, Manned>("what was practised ends with the drill"),
        test<an_exercise_is_told_only_in_a_drill, Manned>(
            "the message that this is an exercise is offered only in a drill"),
    };
    return run("staff notices", tests);
}
