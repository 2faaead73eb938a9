// One visitor: how long they may be still, and what is forgotten when they leave.
#include "kiosk/visit/session.hpp"

#include "tests/support/cmocka.hpp"
#include "tests/visit/visit_tests.hpp"

using namespace baken;
using namespace baken::visit;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

struct Visit {
    Session session{"nl", Tick{}};
    Patience patience;
    Tick now{};

    bool wait(Duration by) {
        now += by;
        return session.pass(now, patience);
    }
    // Somebody who chose something, so that there is something to lose.
    void choose() { session.speak("ar"); }
};

void who_chose_nothing_gets_no_warning(Visit& visit) {
    CHECK(!visit.wait(59'999ms));
    CHECK(visit.wait(1ms));
    CHECK(visit.session.presence() == Presence::Nobody);
}

void who_chose_something_is_warned(Visit& visit) {
    visit.choose();
    CHECK(!visit.wait(59'999ms));
    CHECK(visit.wait(1ms));
    CHECK(visit.session.presence() == Presence::Leaving);
    CHECK_EQ(visit.session.seconds_left(visit.now, visit.patience), 20);
}

void the_countdown_counts_whole_seconds(Visit& visit) {
    visit.choose();
    visit.wait(60s);
    for (int left = 20; left > 0; --left) {
        CHECK_EQ(visit.session.seconds_left(visit.now, visit.patience), left);
        auto next = visit.session.deadline(visit.now, visit.patience);
        CHECK(next.has_value());
        CHECK(*next > visit.now);
        CHECK(*next - visit.now == 1s);
        visit.wait(1s);
    }
    CHECK(visit.session.presence() == Presence::Nobody);
}

void a_sign_of_life_stops_the_countdown(Visit& visit) {
    visit.choose();
    visit.wait(60s);
    visit.wait(15s);
    CHECK(visit.session.presence() == Presence::Leaving);
    visit.session.touched(visit.now);
    CHECK(visit.session.presence() == Presence::Visitor);
    CHECK_EQ(visit.session.language(), std::string("ar"));
    CHECK(!visit.wait(59s));
}

// Something covered the screen, and the warning could not be seen.
void what_covers_the_warning_takes_it_back(Visit& visit) {
    visit.choose();
    visit.wait(70s);
    CHECK(visit.session.presence() == Presence::Leaving);
    CHECK(visit.session.pass(visit.now, {4min, 0s}));
    CHECK(visit.session.presence() == Presence::Visitor);
    visit.now += 2min;
    visit.session.uncovered(visit.now, visit.patience);
    CHECK(visit.wait(0s));
    CHECK(visit.session.presence() == Presence::Leaving);
    CHECK_EQ(visit.session.seconds_left(visit.now, visit.patience), 20);
}

void every_choice_is_something_to_lose(Visit&) {
    for (int choice = 0; choice < 4; ++choice) {
        Visit visit;
        if (choice == 0) visit.session.speak("en");
        if (choice == 1) visit.session.next_text_size();
        if (choice == 2) visit.session.next_contrast();
        if (choice == 3) visit.session.go({Screen::Here, ""});
        visit.wait(60s);
        CHECK(visit.session.presence() == Presence::Leaving);
    }
}

void everything_is_forgotten(Visit& visit) {
    visit.choose();
    visit.session.next_text_size();
    visit.session.next_contrast();
    visit.session.go({Screen::Bulletin, "x"});
    visit.session.bulletin_language = "uk";
    visit.session.read_takeover("x", visit.now);
    visit.session.scrolls["bulletin"] = 40;
    visit.wait(60s);
    visit.wait(20s);
    CHECK(visit.session.presence() == Presence::Nobody);
    CHECK_EQ(visit.session.language(), std::string("nl"));
    CHECK(visit.session.text_size() == ui::TextSize::Medium);
    CHECK(visit.session.contrast() == ui::Contrast::Standard);
    CHECK(visit.session.at_home());
    CHECK(visit.session.bulletin_language.empty() && !visit.session.has_read("x", visit.now));
    CHECK(visit.session.scrolls.empty());
}

// Each for as long as it was read itself.
void a_danger_stays_read_for_a_while(Visit& visit) {
    CHECK(!visit.session.next_unread(visit.now));
    visit.session.read_takeover("x", visit.now);
    visit.now += 2min;
    visit.session.read_takeover("y", visit.now);
    CHECK(visit.session.next_unread(visit.now) == visit.now + 3min);
    visit.now += 3min - 1ms;
    CHECK(visit.session.has_read("x", visit.now));
    visit.now += 1ms;
    CHECK(!visit.session.has_read("x", visit.now));
    CHECK(visit.session.has_read("y", visit.now));
    CHECK(visit.session.next_unread(visit.now) == visit.now + 2min);
    visit.session.home();
    CHECK(visit.session.has_read("y", visit.now));
    visit.session.finish();
    CHECK(!visit.session.has_read("y", visit.now));
    CHECK(!visit.session.next_unread(visit.now));
}

void nobody_waits_for_nothing(Visit& visit) {
    visit.session.leave(visit.now);
    CHECK(!visit.session.deadline(visit.now, visit.patience));
    CHECK(!visit.wait(100h));
    visit.session.touched(visit.now);
    CHECK(visit.session.presence() == Presence::Visitor);
    CHECK(visit.session.deadline(visit.now, visit.patience) == visit.now + 60s);
}

void a_long_sleep_skips_the_countdown(Visit& visit) {
    visit.choose();
    visit.wait(10h);
    CHECK(visit.session.presence() == Presence::Nobody);
}

void going_and_coming_back(Visit& visit) {
    auto& session = visit.session;
    session.go({Screen::Bulletins, ""});
    session.go({Screen::Bulletin, "a"});
    session.go({Screen::Bulletin, "a"});
    session.back();
    CHECK(session.route() == (Route{Screen::Bulletins, ""}));
    session.back();
    session.back();
    CHECK(session.at_home());
    session.go({Screen::Topics, ""});
    session.home();
    CHECK(session.at_home());
}

void wandering_fills_no_memory(Visit& visit) {
    for (int i = 0; i < 1000; ++i) visit.session.go({Screen::Bulletin, std::to_string(i)});
    int steps = 0;
    while (!visit.session.at_home()) {
        visit.session.back();
        ++steps;
        CHECK(steps < 100);
    }
    CHECK(visit.session.route() == Route{});
}

void sizes_and_contrasts_go_round(Visit& visit) {
    for (int i = 0; i < 4; ++i) visit.session.next_text_size();
    CHECK(visit.session.text_size() == ui::TextSize::Medium);
    for (int i = 0; i < 3; ++i) visit.session.next_contrast();
    CHECK(visit.session.contrast() == ui::Contrast::Standard);
}

void another_first_language_waits_for_the_next_visitor(Visit& visit) {
    visit.session.set_default("fr", visit.now);
    CHECK_EQ(visit.session.language(), std::string("fr"));
    visit.session.touched(visit.now);
    visit.session.set_default("uk", visit.now);
    CHECK_EQ(visit.session.language(), std::string("fr"));
    visit.session.leave(visit.now);
    CHECK_EQ(visit.session.language(), std::string("uk"));
    visit.session.set_default("nl", visit.now);
    CHECK_EQ(visit.session.language(), std::string("nl"));
    CHECK(visit.session.presence() == Presence::Nobody);
}

}  // namespace

int run_session_tests() {
    const CMUnitTest tests[] = {
        test<who_chose_nothing_gets_no_warning, Visit>("who chose nothing gets no warning"),
        test<who_chose_something_is_warned, Visit>("who chose something is warned after a minute"),
        test<the_countdown_counts_whole_seconds, Visit>("the countdown counts twenty whole seconds"),
        test<a_sign_of_life_stops_the_countdown, Visit>("a sign of life stops the countdown and keeps everything"),
        test<what_covers_the_warning_takes_it_back, Visit>(
            "what covers the warning takes it back, and it comes again whole"),
        test<every_choice_is_something_to_lose, Visit>("language, size, contrast and place are all worth a warning"),
        test<everything_is_forgotten, Visit>("everything is forgotten when the visitor left"),
        test<a_danger_stays_read_for_a_while, Visit>(
            "a danger stays read for five minutes, or until the visitor is done with a number"),
        test<nobody_waits_for_nothing, Visit>("an empty room waits for nothing"),
        test<a_long_sleep_skips_the_countdown, Visit>("after a long sleep the visitor is gone"),
        test<going_and_coming_back, Visit>("back goes the way one came, and stops at home"),
        test<wandering_fills_no_memory, Visit>("a thousand steps are not all remembered"),
        test<another_first_language_waits_for_the_next_visitor, Visit>(
            "another first language waits for the next visitor, unless nobody is there"),
        test<sizes_and_contrasts_go_round, Visit>("sizes and contrasts go round"),
    };
    return run("visit session", tests);
}
