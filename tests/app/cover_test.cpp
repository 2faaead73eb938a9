// What covers a page leaves that page, and whoever stands there, as they were.
#include <algorithm>

#include "kiosk/app/kiosk.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
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

void a_stick_leaves_the_page_where_it_is(Stand& stand) {
    stand.act({"open-bulletins", ""});
    SupplyNews news;
    news.stick = sync::Outcome{.kind = sync::Outcome::Kind::NotReached, .why = Error{"stick.read", "it is broken", ""}};
    stand.play.hear(news);
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
    SupplyNews news;
    news.stick = sync::Outcome{.kind = sync::Outcome::Kind::NotReached, .why = Error{"stick.read", "it is broken", ""}};
    stand.play.hear(news);
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
    };
    return run("app cover", tests);
}
