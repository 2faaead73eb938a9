// What covers a page leaves that page, and whoever stands there, as they were.
#include <algorithm>

#include "kiosk/app/kiosk.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/staff/manned.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::supply;
using namespace baken::visit;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

struct Stand : Booth {
    explicit Stand(const std::string& moment = kAfternoon) : Booth(moment) {}
    void act(const ui::Action& action) {
        play.act(action);
        play.update();
    }
    void take(const ui::Input& input) {
        play.take(input);
        play.update();
    }
    // The id of the first message, where that is one.
    [[nodiscard]] std::string danger() const {
        return id_of(world->holdings->alerts[play.due().shown.front().alert].alert);
    }
    void wait(Duration length) { pass(play, clock(), length); }
    [[nodiscard]] bool offers(const ui::Action& action) const { return play.scene().find(action) != nullptr; }

    Kiosk play = kiosk();
};

SupplyNews broken_stick() {
    SupplyNews news;
    news.stick = sync::Outcome{.kind = sync::Outcome::Kind::NotReached, .why = Error{"stick.read", "it is broken", ""}};
    return news;
}

void a_stick_leaves_the_page_where_it_is(Stand& stand) {
    stand.act({"open-bulletins", ""});
    stand.play.hear(broken_stick());
    stand.play.update();
    CHECK(stand.play.showing() == Showing::StickNotice);
    CHECK(!stand.offers({"back", ""}));
    stand.wait(1s);
    stand.take(ui::KeyPress{ui::Key::Back});
    stand.take(ui::KeyPress{ui::Key::Help});
    stand.act({"stick-seen", ""});
    CHECK(stand.play.showing() == Showing::Route);
    CHECK(stand.play.session().route() == (Route{Screen::Bulletins, ""}));
}

void the_warning_comes_whole_once_it_can_be_seen(Stand& stand) {
    stand.act({"open-bulletins", ""});
    stand.wait(40s);
    stand.play.hear(broken_stick());
    stand.play.update();
    // Longer than the patience and the countdown together.
    stand.wait(44s);
    CHECK(stand.play.showing() == Showing::StickNotice);
    stand.wait(1s);
    CHECK(stand.play.showing() == Showing::Leaving);
    CHECK(stand.play.scene().find(ui::Role::Status, "Nog 20 seconden") != nullptr);
    stand.wait(19s);
    CHECK(stand.play.showing() == Showing::Leaving);
    stand.wait(1s);
    CHECK(stand.play.showing() == Showing::Signage);
}

void nobody_stands_behind_a_danger_for_ever(Stand& stand) {
    stand.act({"language", "ar"});
    stand.act({"call-staff", ""});
    stand.wait(3min);
    CHECK_EQ(stand.play.session().language(), std::string("ar"));
    stand.wait(1min);
    CHECK(stand.play.showing() == Showing::StaffCalled);
    CHECK(stand.play.session().presence() == Presence::Nobody);
    CHECK_EQ(stand.play.session().language(), std::string("nl"));
}

// A hand that trembles on the button of what covers the page, and what then lies under it.
struct Trembling : Stand {
    Trembling() : Stand("2026-11-22T14:08:00+01:00") {}
    void tap(const ui::Action& action) {
        const auto* button = play.scene().find(action);
        CHECK(button != nullptr);
        draw::Point at{button->rect.x + button->rect.w / 2, button->rect.y + button->rect.h / 2};
        take(ui::PointerDown{1, at});
        take(ui::PointerUp{1, at});
    }
};

void what_was_covered_is_not_pressed_at_once(Trembling& hand) {
    CHECK(hand.play.showing() == Showing::Takeover);
    hand.wait(1s);
    hand.tap({"read", hand.danger()});
    CHECK(hand.play.showing() == Showing::Route);
    hand.clock().advance(200ms);
    hand.tap({"open-topics", ""});
    CHECK(hand.play.session().at_home());
    hand.clock().advance(1s);
    hand.tap({"open-topics", ""});
    CHECK(hand.play.session().route() == (Route{Screen::Topics, ""}));
}

void a_call_is_not_taken_back_at_once(Trembling& hand) {
    hand.act({"read", hand.danger()});
    hand.act({"ask", "help"});
    hand.wait(1s);
    hand.tap({"call-staff", ""});
    hand.clock().advance(200ms);
    hand.tap({"help-came", "mistake"});
    CHECK(hand.play.showing() == Showing::StaffCalled);
    hand.clock().advance(1s);
    hand.tap({"help-came", "mistake"});
    CHECK(hand.play.showing() == Showing::Route);
}

// Whoever called is there for as long as they may still be waiting; then others come, who must know of the danger.
void a_danger_is_told_once_the_caller_is_gone(Trembling& hand) {
    constexpr const char* kCall = "Medewerker, kom nu naar dit scherm";
    hand.act({"call-staff", ""});
    hand.wait(3min);
    CHECK(hand.play.showing() == Showing::StaffCalled);
    hand.wait(1min);
    CHECK(hand.play.showing() == Showing::Takeover);
    const auto* strip = hand.play.scene().find(ui::Role::Alert, kCall);
    CHECK(strip != nullptr && strip->clip == strip->rect);
    // Who touches it goes on reading it; the call is under it.
    hand.wait(1s);
    hand.take(ui::KeyPress{ui::Key::PageDown});
    CHECK(hand.play.showing() == Showing::Takeover);
    hand.act({"read", hand.danger()});
    CHECK(hand.play.showing() == Showing::StaffCalled);
    hand.act({"help-came", ""});
    CHECK(hand.play.showing() == Showing::Route);
    hand.wait(5min);
    CHECK(hand.play.showing() == Showing::Takeover);
    CHECK(hand.play.scene().find(ui::Role::Alert, kCall) == nullptr);
}

// One danger behind the other, on a panel so small that each must be scrolled.
struct TwoDangers : Stand {
    TwoDangers() : Stand("2026-11-22T14:08:00+01:00") {
        auto& alerts = world->holdings->alerts;
        auto second =
            std::ranges::find_if(alerts, [](const auto& one) { return one.alert.identifier.starts_with("demo-12"); });
        CHECK(second != alerts.end());
        auto copy = *second;
        copy.alert.identifier = "the-second";
        alerts.push_back(std::move(copy));
        play.receive(world->holdings);
        play.resize(ui::Panel::of({800, 480}, 7), PanelSize::Known);
        act({"language", "en"});
    }
    [[nodiscard]] const ui::Item& read_button() const {
        const auto& items = play.scene().items;
        auto found = std::ranges::find(items, "read", [](const auto& item) { return item.action.verb; });
        CHECK(found != items.end());
        return *found;
    }
    void tap(draw::Point at) {
        take(ui::PointerDown{1, at});
        take(ui::PointerUp{1, at});
    }
};

void the_next_danger_begins_at_its_beginning(TwoDangers& dangers) {
    dangers.wait(61s);
    CHECK(dangers.play.spoken_language() != "en");
    dangers.take(ui::KeyPress{ui::Key::PageDown});
    dangers.wait(1s);
    CHECK(dangers.play.scene().scrolls.at("takeover").offset > 0);
    auto first = dangers.read_button();
    draw::Point at{first.rect.x + first.rect.w / 2, first.rect.y + first.rect.h / 2};
    // A hand that trembles.
    dangers.tap(at);
    dangers.clock().advance(200ms);
    dangers.tap(at);
    CHECK(dangers.play.showing() == Showing::Takeover);
    CHECK(dangers.read_button().action != first.action);
    CHECK_EQ(dangers.play.spoken_language(), std::string("en"));
    CHECK_EQ(dangers.play.scene().scrolls.at("takeover").offset, 0);
    // Who has seen it reads it by the same button.
    dangers.clock().advance(1s);
    dangers.tap(at);
    CHECK(dangers.play.showing() == Showing::Route);
}

// Staff are at their desk, with a report that they are filling in, and a danger comes.
struct Surprised {
    Surprised() {
        desk.act({"read", id_of(danger.alert)});
        desk.enter();
        desk.act(staff::staff_go("emergency"));
        desk.act(staff::staff_set("emergency", "service", "fire"));
        wait(60s);
        danger_comes("the-second");
    }
    void danger_comes(const std::string& identifier) {
        booth.world->holdings->alerts.push_back(danger);
        booth.world->holdings->alerts.back().alert.identifier = identifier;
        desk.kiosk.receive(booth.world->holdings);
        desk.kiosk.update();
        desk.carry();
        CHECK(desk.kiosk.showing() == Showing::Takeover);
    }
    void wait(Duration length) {
        pass(desk.kiosk, booth.clock(), length);
        desk.carry();
    }
    void tap(draw::Point at) {
        desk.kiosk.take(ui::PointerDown{1, at});
        desk.kiosk.take(ui::PointerUp{1, at});
        desk.kiosk.update();
    }
    void read() {
        const auto& items = desk.kiosk.scene().items;
        auto button = std::ranges::find(items, "read", [](const auto& item) { return item.action.verb; });
        CHECK(button != items.end());
        tap({button->rect.x + button->rect.w / 2, button->rect.y + button->rect.h / 2});
    }
    [[nodiscard]] bool is_open() { return staff::StaffDesk::is_open(desk.kiosk.post()); }
    // What was filled in goes as well, as it does whenever the desk locks.
    void check_nothing_is_left() {
        // A visitor has read nothing yet, so that what staff read before comes first.
        while (desk.kiosk.showing() == Showing::Takeover) {
            CHECK(!desk.says("Noodmelding"));
            wait(1s);
            read();
        }
        CHECK(desk.kiosk.showing() == Showing::Route);
        CHECK(desk.kiosk.session().at_home());
        CHECK(!desk.says("Noodmelding"));
        desk.carry();
        CHECK(!is_open());
        wait(10s);
        CHECK(desk.kiosk.showing() == Showing::Route);
        desk.act({"staff-open", ""});
        desk.pin("2468");
        CHECK(is_open());
        desk.act(staff::staff_set("emergency", "send", "sent"));
        CHECK(desk.kiosk.post().staff.list->empty());
    }

    Booth booth{"2026-11-22T14:08:00+01:00"};
    Manned desk{booth};
    bulletins::Received danger = booth.world->holdings->alerts[desk.kiosk.due().shown.front().alert];
};

// Whoever taps the danger meanwhile need not be of staff.
void a_desk_locks_on_time_under_a_danger(Surprised& staff) {
    for (int touch = 0; touch < 5; ++touch) {
        staff.wait(11s);
        staff.tap({900, 500});
        auto orders = staff.desk.kiosk.take_orders();
        CHECK(std::ranges::none_of(orders,
                                   [](const auto& order) { return std::holds_alternative<post::StaffIsHere>(order); }));
        CHECK(staff.is_open());
    }
    staff.wait(5s);
    CHECK(!staff.is_open());
    CHECK(staff.desk.kiosk.showing() == Showing::Takeover);
    staff.read();
    staff.check_nothing_is_left();
}

void who_reads_the_danger_late_sees_nothing_of_staff(Surprised& staff) {
    staff.wait(50s);
    CHECK(staff.is_open());
    staff.read();
    staff.check_nothing_is_left();
}

// The time runs on from the first.
void two_dangers_are_read_as_one(Surprised& staff) {
    staff.danger_comes("the-third");
    for (int danger = 0; danger < 2; ++danger) {
        staff.wait(25s);
        staff.read();
    }
    staff.check_nothing_is_left();
}

void who_was_told_of_a_stick_has_time_to_read(Surprised& staff) {
    auto& kiosk = staff.desk.kiosk;
    staff.wait(2s);
    staff.read();
    kiosk.session().touched(staff.booth.clock().tick());
    kiosk.hear(broken_stick());
    kiosk.update();
    staff.wait(40s);
    CHECK(kiosk.showing() == Showing::StickNotice);
    staff.danger_comes("the-third");
    staff.wait(40s);
    staff.read();
    CHECK(kiosk.showing() == Showing::Route);
    CHECK(staff.is_open() && staff.desk.says("Noodmelding"));
}

// However long they had been still before it came.
void staff_who_stayed_are_where_they_were(Surprised& staff) {
    staff.wait(5s);
    staff.read();
    CHECK(staff.desk.kiosk.showing() == Showing::Route);
    CHECK(staff.desk.says("Noodmelding"));
    staff.desk.act(staff::staff_set("emergency", "send", "sent"));
    const auto& report = std::get<records::EmergencyReport>(staff.desk.kiosk.post().staff.list->front()->record.body);
    CHECK(report.needed == std::vector{records::Service::Fire});
}

void keys_go_into_nothing_that_is_covered(Surprised& staff) {
    staff.wait(2s);
    staff.read();
    staff.desk.act(staff::staff_edit("emergency", "where"));
    staff.desk.kiosk.take(ui::Typed{"Havenstraat"});
    staff.danger_comes("the-third");
    staff.wait(2s);
    staff.desk.kiosk.take(ui::Typed{"xyz"});
    staff.desk.kiosk.take(ui::KeyPress{ui::Key::Erase});
    staff.desk.kiosk.take(ui::KeyPress{ui::Key::Confirm});
    staff.read();
    staff.desk.act({"staff-write", ""});
    staff.desk.act(staff::staff_set("emergency", "send", "sent"));
    const auto& report = std::get<records::EmergencyReport>(staff.desk.kiosk.post().staff.list->front()->record.body);
    CHECK_EQ(report.place.address, std::string("Havenstraat"));
}

}  // namespace

int run_cover_tests() {
    const CMUnitTest tests[] = {
        test<a_stick_leaves_the_page_where_it_is, Stand>("what is told of a stick leaves the page below where it is"),
        test<the_warning_comes_whole_once_it_can_be_seen, Stand>(
            "who was still behind what covers the screen is warned once it is gone, with the whole countdown"),
        test<nobody_stands_behind_a_danger_for_ever, Stand>("a call for staff is no visit without an end"),
        test<what_was_covered_is_not_pressed_at_once, Trembling>(
            "a trembling hand does not press what a danger covered"),
        test<a_call_is_not_taken_back_at_once, Trembling>("a trembling hand does not take its call for staff back"),
        test<a_danger_is_told_once_the_caller_is_gone, Trembling>(
            "a call that nobody answers hides no danger once the caller is gone"),
        test<the_next_danger_begins_at_its_beginning, TwoDangers>(
            "a second danger is not read by a trembling hand, and begins at its head in the visitor's language"),
        test<a_desk_locks_on_time_under_a_danger, Surprised>(
            "a desk locks on time under a danger, whoever touches that"),
        test<who_reads_the_danger_late_sees_nothing_of_staff, Surprised>(
            "whoever reads a danger over a desk when staff may be gone sees nothing of it"),
        test<two_dangers_are_read_as_one, Surprised>("whoever reads two dangers over a desk has no more time for both"),
        test<who_was_told_of_a_stick_has_time_to_read, Surprised>(
            "staff who were told of a stick have their whole time for a danger that comes on top of it"),
        test<keys_go_into_nothing_that_is_covered, Surprised>("keys write nothing at a desk that a danger covers"),
        test<staff_who_stayed_are_where_they_were, Surprised>(
            "staff who read a danger at once are where they were, with what they filled in"),
    };
    return run("app cover", tests);
}
