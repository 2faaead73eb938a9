// Who is in behind the PIN, and for how long.
#include <algorithm>

#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::staff;
using namespace baken::visit;
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

// Longer than on any other page, and not for ever.
void who_reads_a_card_over_the_radio_is_left_it(Manned& manned) {
    manned.enter();
    manned.report_fire();
    CHECK(manned.says("Vergrendelt na 2 minuten"));
    manned.act(staff_go("emergency radio " + manned.kiosk.post().outbox.emergencies.front().id));
    CHECK(manned.says("Vergrendelt na 4 minuten"));
    let_pass(manned, 230s);
    CHECK(manned.kiosk.showing() == Showing::Route);
    CHECK(StaffDesk::is_open(manned.kiosk.post()));
    CHECK(manned.says("Vergrendelt na 4 minuten"));
    let_pass(manned, 40s);
    CHECK(!StaffDesk::is_open(manned.kiosk.post()));
}

// The sign of staff is large, and stands beside what residents press.
void who_comes_to_the_door_by_mistake_goes_on() {
    Booth booth;
    booth.world->keeps_records = true;
    Manned manned{booth};
    manned.act({"language", "ar"});
    manned.act({"ask", "help"});
    manned.act({"form-choose", "food"});
    manned.act({"staff-open", ""});
    CHECK_EQ(manned.kiosk.session().language(), std::string("nl"));
    manned.act({"staff-language", ""});
    manned.act({"back", ""});
    CHECK_EQ(manned.kiosk.session().language(), std::string("ar"));
    CHECK(manned.kiosk.session().route().screen == Screen::Form);
    CHECK(manned.kiosk.session().form()->form.has("need", "food"));
    CHECK_EQ(manned.kiosk.spoken_language(), std::string("ar"));
}

std::string language_of(Manned& manned) {
    return manned.kiosk.session().language();
}

void other_ways_from_the_door_lead_back_too() {
    Booth booth;
    booth.world->keeps_records = true;
    Manned manned{booth};
    manned.act({"language", "ar"});
    manned.act({"ask", "help"});
    manned.act({"form-choose", "food"});
    manned.act({"staff-open", ""});
    manned.kiosk.take(ui::KeyPress{ui::Key::Help});
    manned.kiosk.update();
    CHECK(manned.kiosk.session().route().screen == Screen::Form);
    CHECK_EQ(language_of(manned), std::string("ar"));
    manned.act({"staff-open", ""});
    manned.act({"home", ""});
    CHECK_EQ(language_of(manned), std::string("ar"));
}

// What is wrong with the machine is read out to the coordination point, by staff.
void what_is_wrong_is_told_in_dutch_at_the_door(Manned& manned) {
    manned.act({"language", "ar"});
    manned.act({"staff-open", ""});
    manned.act({"open-diagnostic", ""});
    CHECK_EQ(language_of(manned), std::string("nl"));
    manned.act({"back", ""});
    CHECK_EQ(language_of(manned), std::string("nl"));
    manned.enter();
    manned.act({"staff-lock", ""});
    CHECK_EQ(language_of(manned), std::string("nl"));
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
        test<who_reads_a_card_over_the_radio_is_left_it, Manned>(
            "who reads a report out over the radio is left its card for four minutes"),
        test<who_comes_to_the_door_by_mistake_goes_on>(
            "a resident who came to the door by mistake goes on in their language"),
        test<other_ways_from_the_door_lead_back_too>("and so does one who leaves it by another way"),
        test<what_is_wrong_is_told_in_dutch_at_the_door, Manned>(
            "what is wrong with the machine is told in Dutch to who stands at the door"),
        test<the_key_for_help_leaves_the_desk_open, Manned>(
            "the key that leads residents to help leaves the desk open"),
    };
    return run("staff door", tests);
}
