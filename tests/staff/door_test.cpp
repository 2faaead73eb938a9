// Who is in behind the PIN, and for how long.
#include <algorithm>

#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

// A finger on what does this.
void press(Manned& manned, const ui::Action& action) {
    const auto* item = manned.kiosk.scene().find(action);
    CHECK(item != nullptr);
    draw::Point at{item->clip.x + item->clip.w / 2, item->clip.y + item->clip.h / 2};
    manned.kiosk.take(ui::PointerDown{1, at});
    manned.kiosk.take(ui::PointerUp{1, at});
    manned.kiosk.update();
}

// The worker looks at the time as it does between orders.
void let_pass(Manned& manned, Duration length) {
    pass(manned.kiosk, manned.booth.clock(), length);
    manned.carry();
    manned.kiosk.hear(manned.office.pass());
    manned.kiosk.update();
}

void does_nothing_while_locked(Manned& manned) {
    manned.act({"staff-open", ""});
    manned.act(staff_go("facilities"));
    manned.act(staff_set("facilities", "water", "not-now"));
    manned.act(staff_set("ready", "drill", "on"));
    CHECK(!manned.kiosk.take_house());
    CHECK(manned.kiosk.post().mode == records::Mode::Real);
    for (const auto& line : ui::read_aloud(manned.kiosk.scene())) CHECK(line.find("Noodmelding") == std::string::npos);
}

// The worker is busy with a stick, and the lock waits its turn.
void nobody_sees_in_behind_staff_that_left(Manned& manned) {
    manned.enter();
    CHECK(manned.says("Hulpvragen en aanbod"));
    for (const char* verb : {"staff-lock", "staff-open"}) {
        manned.kiosk.act({verb, ""});
        manned.kiosk.update();
    }
    CHECK(!manned.says("Hulpvragen en aanbod"));
    CHECK(manned.kiosk.scene().find(staff_go("request")) == nullptr);
    CHECK(manned.says("pincode"));
    manned.carry();
    manned.pin("2468");
    CHECK(manned.says("Hulpvragen en aanbod"));
}

void who_writes_on_keys_is_at_work(Manned& manned) {
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.act(staff_edit("emergency", "what"));
    for (int minute = 0; minute < 10; ++minute) {
        manned.booth.clock().advance(std::chrono::minutes{1});
        manned.kiosk.take(ui::Typed{"a"});
        manned.kiosk.update();
        manned.carry();
        manned.kiosk.hear(manned.office.pass());
        CHECK(StaffDesk::is_open(manned.kiosk.post()));
    }
    manned.act({"staff-write", ""});
    CHECK(std::ranges::any_of(manned.kiosk.scene().items,
                              [](const auto& item) { return item.name.find("aaaaaaaaaa") != std::string::npos; }));
}

void who_says_to_be_here_keeps_the_door_open(Manned& manned) {
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.act(staff_set("emergency", "service", "fire"));
    for (int warning = 0; warning < 4; ++warning) {
        let_pass(manned, 101s);
        CHECK(manned.kiosk.showing() == Showing::Leaving);
        press(manned, {"still-here", ""});
        let_pass(manned, 0s);
        CHECK(StaffDesk::is_open(manned.kiosk.post()));
        CHECK(manned.kiosk.showing() == Showing::Route);
    }
    manned.act(staff_set("emergency", "send", "sent"));
    const auto& report = std::get<records::EmergencyReport>(manned.kiosk.post().staff.list->front()->record.body);
    CHECK(report.needed == std::vector{records::Service::Fire});
}

// The letter that answers the warning is no letter of the text, as it is for visitors.
void who_writes_on_keys_during_the_warning_is_at_work(Manned& manned) {
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.act(staff_edit("emergency", "what"));
    for (int warning = 0; warning < 4; ++warning) {
        let_pass(manned, 105s);
        CHECK(manned.kiosk.showing() == Showing::Leaving);
        for (const char* letter : {"x", "a"}) manned.kiosk.take(ui::Typed{letter});
        let_pass(manned, 0s);
        CHECK(manned.kiosk.showing() == Showing::Route);
    }
    manned.act({"staff-write", ""});
    CHECK(manned.says("aaaa"));
}

void the_key_for_help_leaves_the_desk_open(Manned& manned) {
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.act(staff_set("emergency", "service", "fire"));
    manned.kiosk.take(ui::KeyPress{ui::Key::Help});
    let_pass(manned, 0s);
    CHECK(StaffDesk::is_open(manned.kiosk.post()));
    manned.act(staff_set("emergency", "send", "sent"));
    CHECK_EQ(manned.kiosk.post().staff.list->size(), std::size_t{1});
}

}  // namespace

int run_door_tests() {
    const CMUnitTest tests[] = {
        test<does_nothing_while_locked, Manned>("while it is locked nothing of staff's is done or shown"),
        test<nobody_sees_in_behind_staff_that_left, Manned>(
            "nobody sees in behind staff that left, while the lock waits"),
        test<who_writes_on_keys_is_at_work, Manned>("who writes on a keyboard is at work"),
        test<who_says_to_be_here_keeps_the_door_open, Manned>(
            "who says to be here still, and no more, keeps the door open and the draft"),
        test<who_writes_on_keys_during_the_warning_is_at_work, Manned>(
            "who writes on a keyboard while the screen asks whether they are there is at work"),
        test<the_key_for_help_leaves_the_desk_open, Manned>(
            "the key that leads residents to help leaves the desk open"),
    };
    return run("staff door", tests);
}
