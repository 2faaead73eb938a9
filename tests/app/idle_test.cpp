// Nothing is drawn when nothing changes, and nobody is woken for nothing.
#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/stage.hpp"
#include "kiosk/draw/memory_screen.hpp"
#include "kiosk/ui/inspect.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

struct Theatre : Booth {
    explicit Theatre(const std::string& moment = kAfternoon) : Booth(moment) {}
    void show() { CHECK_OK(stage.show(play.scene(), play.attention(), play.contrast())); }

    Kiosk play = kiosk();
    draw::MemoryScreen screen{kHouse.pixels};
    Stage stage{screen, world->glyphs, world->icons};
};

void the_same_scene_is_drawn_once(Theatre& theatre) {
    theatre.show();
    CHECK_EQ(theatre.screen.presents, 1);
    for (int i = 0; i < 10; ++i) {
        theatre.play.update();
        theatre.show();
    }
    CHECK_EQ(theatre.screen.presents, 1);
}

void a_new_minute_draws_the_clock_alone(Theatre& theatre) {
    theatre.show();
    auto clock_place = theatre.play.scene().find(ui::Role::Status, "13:30");
    CHECK(clock_place != nullptr);
    auto place = clock_place->rect;
    theatre.clock().advance(59s);
    CHECK(!theatre.play.update());
    theatre.play.take(ui::KeyPress{ui::Key::PageDown});
    theatre.clock().advance(1s);
    CHECK(theatre.play.update());
    theatre.show();
    CHECK_EQ(theatre.screen.presents, 2);
    for (const auto& area : theatre.screen.presented) CHECK(place.contains(area));
}

void another_panel_is_drawn_whole(Theatre& theatre) {
    theatre.show();
    theatre.screen.resize({1280, 800});
    theatre.play.resize(ui::Panel::of({1280, 800}, 10), PanelSize::Known);
    theatre.play.update();
    theatre.show();
    CHECK(theatre.screen.presented == (std::vector<draw::Rect>{{0, 0, 1280, 800}}));
}

// One slide in one language: in an hour only the clock changes, sixty times, and nothing else wakes the loop.
void an_idle_hour_draws_sixty_times(Theatre&) {
    Theatre theatre{"2026-11-21T17:10:20+01:00"};
    theatre.world->holdings->content.sites.front().languages = {"nl"};
    theatre.play.receive(theatre.world->holdings);
    theatre.play.session().leave(theatre.clock().tick());
    theatre.play.act({"look", ""});
    theatre.play.update();
    CHECK(theatre.play.showing() == Showing::Signage);
    theatre.show();
    int before = theatre.screen.presents;
    int wakeups = 0;
    pass(theatre.play, theatre.clock(), 1h, [&] {
        ++wakeups;
        theatre.show();
    });
    CHECK(theatre.play.showing() == Showing::Signage);
    CHECK_EQ(theatre.screen.presents - before, 60);
    CHECK(wakeups <= 61);
}

void the_next_deadline_lies_ahead(Theatre& theatre) {
    theatre.play.act({"open-bulletins", ""});
    theatre.play.update();
    int steps = 0;
    pass(theatre.play, theatre.clock(), 6h, [&] {
        auto next = theatre.play.deadline();
        CHECK(next.has_value());
        CHECK(*next > theatre.clock().tick());
        ++steps;
    });
    CHECK(steps > 360);
}

void a_deadline_wakes_for_the_countdown_each_second(Theatre& theatre) {
    theatre.play.act({"open-bulletins", ""});
    theatre.play.update();
    pass(theatre.play, theatre.clock(), 60s);
    CHECK(theatre.play.showing() == Showing::Leaving);
    int built = 0;
    pass(theatre.play, theatre.clock(), 19s, [&] { ++built; });
    CHECK(built >= 19 && built <= 21);
    CHECK(theatre.play.showing() == Showing::Leaving);
}

// What the tour does not come by: the idle view, the warning and the takeover, in every language they speak.
void check_sound(const Kiosk& kiosk, const std::string& where) {
    auto found = ui::faults(kiosk.scene(), kiosk.metrics());
    if (!found.empty()) fail_check(where + ": " + found.front(), __FILE__, __LINE__);
}

void every_warning_is_sound(Theatre& theatre) {
    for (const auto& language : theatre.world->holdings->site()->languages) {
        theatre.play.act({"language", language});
        theatre.play.act({"open-here", ""});
        theatre.play.act({"still-here", ""});
        theatre.play.update();
        theatre.clock().advance(65s);
        theatre.play.update();
        CHECK(theatre.play.showing() == Showing::Leaving);
        check_sound(theatre.play, "warning in " + language);
        CHECK(theatre.play.scene().find(ui::Action{"still-here", ""}) != nullptr);
        CHECK(!theatre.play.scene().find(ui::Action{"still-here", ""})->clip.empty());
    }
}

// Whoever needs large letters sees the way to stay without scrolling.
void the_way_to_stay_is_seen_at_every_size(Theatre&) {
    Theatre theatre{"2026-11-22T09:35:00+01:00"};  // hours before the danger that would cover the warning
    for (const auto& panel : {kHouse, ui::Panel::of({1080, 1920}, 15.6)}) {
        theatre.play.resize(panel, PanelSize::Known);
        for (const auto& language : theatre.world->holdings->site()->languages) {
            for (int size = 0; size < 4; ++size) {
                theatre.play.act({"language", language});
                theatre.play.act({"open-here", ""});
                theatre.play.session().set_text_size(static_cast<ui::TextSize>(size));
                theatre.play.act({"still-here", ""});
                theatre.clock().advance(65s);
                theatre.play.update();
                const auto* stay = theatre.play.scene().find(ui::Action{"still-here", ""});
                CHECK(stay != nullptr);
                if (stay->clip != stay->rect)
                    fail_check("hidden in " + language + " at size " + std::to_string(size), __FILE__, __LINE__);
            }
        }
    }
}

void every_takeover_is_sound(Theatre&) {
    Theatre theatre{"2026-11-22T14:08:00+01:00"};
    // A minute in the language of whoever is here, then the others.
    pass(theatre.play, theatre.clock(), 2min, [&] {
        CHECK(theatre.play.showing() == Showing::Takeover);
        check_sound(theatre.play, "takeover in " + theatre.play.spoken_language());
    });
}

// The first content comes after the start, and names a first language of its own.
void new_content_brings_its_first_language(Theatre& theatre) {
    auto& play = theatre.play;
    auto receive = [&](const std::string& language) {
        std::vector<Path> roots{"content/national", "content/demo"};
        auto fresh = supply::load_holdings(theatre.files, roots, "draaikom");
        for (auto& site : fresh->content.sites) site.languages.insert(site.languages.begin(), language);
        play.receive(std::move(fresh));
        play.update();
    };
    receive("uk");
    CHECK_EQ(play.session().language(), std::string("uk"));
    play.session().touched(theatre.clock().tick());
    receive("pl");
    CHECK_EQ(play.session().language(), std::string("uk"));
    play.session().leave(theatre.clock().tick());
    play.session().touched(theatre.clock().tick());
    CHECK_EQ(play.session().language(), std::string("pl"));
    play.session().leave(theatre.clock().tick());
    receive("en");
    CHECK_EQ(play.session().language(), std::string("en"));
    CHECK(play.session().presence() == visit::Presence::Nobody);
}

}  // namespace

int run_idle_tests() {
    const CMUnitTest tests[] = {
        test<the_same_scene_is_drawn_once, Theatre>("a scene that stays is drawn once"),
        test<a_new_minute_draws_the_clock_alone, Theatre>("a new minute draws the clock alone"),
        test<another_panel_is_drawn_whole, Theatre>("another panel is drawn whole"),
        test<an_idle_hour_draws_sixty_times, Theatre>("an idle hour draws sixty times and wakes no more often"),
        test<the_next_deadline_lies_ahead, Theatre>("the next deadline always lies ahead"),
        test<a_deadline_wakes_for_the_countdown_each_second, Theatre>("the countdown wakes once a second"),
        test<every_warning_is_sound, Theatre>("the warning is sound in all fifteen languages"),
        test<the_way_to_stay_is_seen_at_every_size, Theatre>("the way to stay is seen at every text size"),
        test<new_content_brings_its_first_language, Theatre>(
            "with new content visitors begin in its first language, and whoever stands there keeps theirs"),
        test<every_takeover_is_sound, Theatre>("a takeover is sound in each of its languages"),
    };
    return run("app idle", tests);
}
