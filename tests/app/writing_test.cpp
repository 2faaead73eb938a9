// What a visitor wrote is still theirs, and nobody else's, when a danger comes between.
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

// Somebody writes in a form until the danger that they read is back.
struct Writing : Booth {
    Writing() : Booth("2026-11-22T14:08:00+01:00") {
        act({"read", danger()});
        act({"ask", "help"});
        for (const char* answer : {"food", "myself", "today", "here"}) {
            act({"form-choose", answer});
            act({"form-next", ""});
        }
        for (int letter = 0; letter < 29; ++letter) {
            wait(10s);
            write();
        }
        CHECK_EQ(written(), std::string(29, 'a'));
        wait(10s);
        CHECK(play.showing() == Showing::Takeover);
    }
    [[nodiscard]] Kiosk keeping_records() const {
        world->keeps_records = true;
        return kiosk();
    }
    void act(const ui::Action& action) {
        play.act(action);
        play.update();
    }
    void wait(Duration length) { pass(play, clock(), length); }
    void write() {
        play.take(ui::Typed{"a"});
        play.update();
    }
    void tap(draw::Point at) {
        play.take(ui::PointerDown{1, at});
        play.take(ui::PointerUp{1, at});
        play.update();
    }
    void tap_read() {
        const auto* button = play.scene().find(ui::Action{"read", danger()});
        CHECK(button != nullptr);
        tap({button->rect.x + button->rect.w / 2, button->rect.y + button->rect.h / 2});
    }
    [[nodiscard]] std::string danger() const {
        return visit::id_of(world->holdings->alerts[play.due().shown.front().alert].alert);
    }
    [[nodiscard]] std::string written() { return play.session().form()->form.text().text(); }
    [[nodiscard]] bool shows_what_was_written() const {
        constexpr std::string_view kWritten = "aaaaa";
        return std::ranges::any_of(play.scene().items, [&](const auto& item) {
            return item.name.contains(kWritten) || item.value.contains(kWritten);
        });
    }

    Kiosk play = keeping_records();
};

constexpr draw::Point kAnywhere{900, 500};

// Whoever is still at the form that they began, and reads the danger once more, has lost nothing.
void who_writes_goes_on_after_the_danger(Writing& writing) {
    writing.wait(45s);
    writing.write();
    writing.tap_read();
    CHECK(writing.play.showing() == Showing::Route);
    writing.wait(1s);
    CHECK_EQ(writing.written(), std::string(29, 'a'));
    CHECK(writing.shows_what_was_written());
    writing.write();
    CHECK_EQ(writing.written(), std::string(30, 'a'));
}

// They may be gone, and whom the danger drew to the screen scrolls it and reads it away, with a hand that trembles.
void who_comes_later_does_not_see_what_was_written(Writing& writing) {
    writing.wait(3min);
    writing.play.take(ui::KeyPress{ui::Key::PageDown});
    writing.wait(1s);
    writing.tap_read();
    CHECK(writing.play.showing() == Showing::Leaving);
    CHECK(!writing.shows_what_was_written());
    writing.clock().advance(200ms);
    writing.tap(kAnywhere);
    CHECK(writing.play.showing() == Showing::Leaving);
    writing.wait(19s);
    CHECK(writing.play.showing() == Showing::Leaving);
    writing.wait(1s);
    CHECK(writing.play.session().form() == nullptr);
    // Nobody who is here now has read it.
    CHECK(writing.play.showing() == Showing::Takeover);
}

void who_wrote_says_so_and_goes_on(Writing& writing) {
    writing.wait(3min);
    writing.tap_read();
    CHECK(writing.play.showing() == Showing::Leaving);
    writing.wait(5s);
    writing.tap(kAnywhere);
    CHECK(writing.play.showing() == Showing::Route);
    CHECK_EQ(writing.written(), std::string(29, 'a'));
    CHECK(writing.shows_what_was_written());
}

}  // namespace

int run_writing_tests() {
    const CMUnitTest tests[] = {
        test<who_writes_goes_on_after_the_danger, Writing>(
            "whoever is writing when a danger comes back goes on writing once they read it"),
        test<who_comes_later_does_not_see_what_was_written, Writing>(
            "whoever reads a danger away later than a minute is shown nothing that the one before wrote"),
        test<who_wrote_says_so_and_goes_on, Writing>(
            "whoever wrote and reads the danger late says that they are there, and goes on"),
    };
    return run("app writing", tests);
}
