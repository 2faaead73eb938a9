// A hand that trembles, or that taps again because nothing happened yet, does not press what came meanwhile.
#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::staff;
using namespace baken::visit;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

struct Keeping {
    Keeping() { house.world->keeps_records = true; }
    Booth house;
};

struct Trembling : Keeping, Manned {
    Trembling() : Manned(house) {}

    void tap(draw::Point at) {
        kiosk.take(ui::PointerDown{1, at});
        kiosk.take(ui::PointerUp{1, at});
        kiosk.update();
    }
    // Where it was tapped.
    draw::Point tap(const ui::Action& action) {
        booth.clock().advance(1s);
        kiosk.update();
        const auto* item = kiosk.scene().find(action);
        CHECK(item != nullptr);
        auto seen = item->rect.intersected(item->clip);
        draw::Point at{seen.x + seen.w / 2, seen.y + seen.h / 2};
        tap(at);
        return at;
    }
    [[nodiscard]] std::string under(draw::Point at) const {
        const auto* item = kiosk.scene().hit(at);
        return item == nullptr ? std::string{} : item->action.verb + " " + item->action.object;
    }
    void wait(Duration length) {
        booth.clock().advance(length);
        kiosk.update();
    }
    // Food for today, told to staff here; up to the page that shows it all once more.
    void fill_in() {
        act({"ask", "help"});
        for (const char* answer : {"food", "myself", "today", "here", "", "here", ""}) {
            if (*answer != '\0') act({"form-choose", answer});
            act({"form-next", ""});
        }
    }
    [[nodiscard]] bool is_given_by_radio() {
        return kiosk.post().outbox.emergencies.front().delivery.step == records::Step::GivenByRadio;
    }
};

void a_card_is_read_before_it_is_given(Trembling& hand) {
    hand.enter();
    hand.act(staff_go("emergency"));
    hand.act(staff_set("emergency", "service", "fire"));
    auto at = hand.tap(staff_set("emergency", "send", "radio"));
    hand.carry();
    CHECK(hand.under(at).starts_with("staff-set emergency.given="));
    hand.wait(200ms);
    hand.tap(at);
    hand.carry();
    CHECK(!hand.is_given_by_radio());
    hand.wait(1s);
    hand.tap(at);
    hand.carry();
    CHECK(hand.is_given_by_radio());
}

// The card with the records is slow; staff tap once more, just as it has answered.
void what_comes_late_is_seen_first(Trembling& hand) {
    hand.enter();
    hand.act(staff_go("emergency"));
    hand.act(staff_set("emergency", "service", "fire"));
    auto at = hand.tap(staff_set("emergency", "send", "radio"));
    hand.wait(2s);
    hand.carry();
    hand.wait(100ms);
    hand.tap(at);
    hand.carry();
    CHECK(!hand.is_given_by_radio());
}

void consent_is_asked_for(Trembling& hand) {
    hand.fill_in();
    auto at = hand.tap({"form-next", ""});
    CHECK_EQ(hand.under(at), std::string("form-send "));
    hand.wait(200ms);
    hand.tap(at);
    CHECK(hand.kiosk.take_orders().empty());
    CHECK_EQ(hand.under(at), std::string("form-send "));
}

void the_number_stays(Trembling& hand) {
    hand.fill_in();
    hand.act({"form-next", ""});
    auto at = hand.tap({"form-send", ""});
    hand.carry();
    CHECK_EQ(hand.under(at), std::string("form-done "));
    hand.wait(450ms);
    hand.tap(at);
    CHECK(hand.kiosk.session().route().screen == Screen::Ticket);
    hand.wait(100ms);
    hand.tap(at);
    CHECK(hand.kiosk.session().at_home());
}

void a_number_that_comes_late_stays(Trembling& hand) {
    hand.fill_in();
    hand.act({"form-next", ""});
    auto at = hand.tap({"form-send", ""});
    hand.wait(2s);
    hand.carry();
    hand.wait(450ms);
    hand.tap(at);
    CHECK(hand.kiosk.session().route().screen == Screen::Ticket);
}

}  // namespace

int run_strike_tests() {
    const CMUnitTest tests[] = {
        test<a_card_is_read_before_it_is_given, Trembling>(
            "a second strike does not say that a report was given by radio"),
        test<what_comes_late_is_seen_first, Trembling>("nor does one just after the card has come"),
        test<consent_is_asked_for, Trembling>("a second strike at the review does not pass consent by"),
        test<the_number_stays, Trembling>("a second strike does not take the number away"),
        test<a_number_that_comes_late_stays, Trembling>("nor does one just after the number has come"),
    };
    return run("staff strikes", tests);
}
