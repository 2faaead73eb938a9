// A danger is told whole, and to whoever reads it.
#include <array>
#include <set>
#include <sstream>

#include "exchange/bulletins/templates.hpp"
#include "kiosk/app/kiosk.hpp"
#include "kiosk/ui/inspect.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

const std::array kPanels{ui::Panel::of({1920, 1080}, 15.6), ui::Panel::of({1080, 1920}, 15.6),
                         ui::Panel::of({1280, 800}, 10),    ui::Panel::of({1024, 600}, 7),
                         ui::Panel::of({600, 1024}, 7),     ui::Panel::of({3840, 2160}, 32),
                         ui::Panel::of({800, 480}, 7)};

struct Keeping : Booth {
    Keeping() { world->keeps_records = true; }
};

// A kiosk that knows one message alone, from a template of the real content filled with its examples.
struct Warned : Keeping {
    void send(const std::string& id) {
        std::vector<bulletins::Finding> findings;
        for (const auto& form : load_templates(files, std::vector<Path>{"content/national"}, findings))
            if (form.id == id) send(form);
        CHECK(alert().identifier == id);
    }
    void send(const bulletins::Template& form) {
        bulletins::Letterhead head;
        head.identifier = form.id;
        head.sender = "region@example";
        head.sent = {clock().now(), 60};
        auto filled =
            bulletins::fill(form, world->holdings->site()->languages, bulletins::example_values(form.facts), head);
        CHECK_OK(filled);
        world->holdings->alerts = {{*filled, clock().now(), bulletins::Road::Network}};
        play.receive(world->holdings);
        play.update();
    }
    [[nodiscard]] const bulletins::Alert& alert() const { return world->holdings->alerts.front().alert; }
    void act(const ui::Action& action) {
        play.act(action);
        play.update();
    }
    // Somebody reads a danger and presses that they did.
    void read_danger() {
        send("evacuate");
        CHECK(play.showing() == Showing::Takeover);
        act({"read", visit::id_of(alert())});
        CHECK(play.showing() == Showing::Route);
    }
    [[nodiscard]] bool reads(const std::string& line) const {
        return std::ranges::any_of(play.scene().items, [&](const auto& item) { return item.name == line; });
    }

    Kiosk play = kiosk();
};

void check_lines(const Warned& warned, const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || warned.reads(line)) continue;
        fail_check(warned.play.spoken_language() + " does not say: " + line, __FILE__, __LINE__);
    }
}

void every_line_is_told(Warned& warned) {
    std::vector<bulletins::Finding> findings;
    std::size_t dangers = 0;
    for (const auto& form : load_templates(warned.files, std::vector<Path>{"content/national"}, findings)) {
        warned.send(form);
        if (warned.play.showing() != Showing::Takeover) continue;
        ++dangers;
        for (const auto& info : warned.alert().infos) {
            CHECK_EQ(warned.play.spoken_language(), info.language);
            check_lines(warned, info.instruction);
            check_lines(warned, info.description);
            warned.play.next_slide();
            warned.play.update();
        }
    }
    CHECK_EQ(dangers, std::size_t{3});
}

// The longest there is, as it is read by whoever needs large letters.
void the_longest_is_sound_everywhere(Warned& warned) {
    warned.send("evacuate");
    for (const auto& panel : kPanels) {
        warned.play.resize(panel, PanelSize::Known);
        for (int slide = 0; slide < 60; ++slide) {
            warned.play.session().set_text_size(static_cast<ui::TextSize>(slide % 4));
            warned.play.next_slide();
            warned.play.update();
            CHECK(warned.play.showing() == Showing::Takeover);
            for (const auto& fault : ui::faults(warned.play.scene(), warned.play.metrics()))
                fail_check(std::to_string(panel.pixels.w) + " in " + warned.play.spoken_language() + ": " + fault,
                           __FILE__, __LINE__);
        }
    }
}

// On a panel so small that it must be scrolled.
void a_reader_is_left_their_language(Warned& warned) {
    warned.send("evacuate");
    warned.play.resize(ui::Panel::of({800, 480}, 7), PanelSize::Known);
    warned.play.act({"language", "ar"});
    warned.play.update();
    for (int i = 0; i < 12; ++i) {
        pass(warned.play, warned.clock(), 5s, [&] { CHECK_EQ(warned.play.spoken_language(), std::string("ar")); });
        warned.play.take(ui::KeyPress{ui::Key::PageDown});
        warned.play.update();
    }
    pass(warned.play, warned.clock(), 59s, [&] { CHECK_EQ(warned.play.spoken_language(), std::string("ar")); });
    CHECK(warned.play.scene().scrolls.at("takeover").offset > 0);
    // Once they are still, others have their turn, each from its head.
    std::set<std::string> languages;
    pass(warned.play, warned.clock(), 2min, [&] {
        languages.insert(warned.play.spoken_language());
        if (languages.size() == 2) CHECK_EQ(warned.play.scene().scrolls.at("takeover").offset, 0);
    });
    CHECK_EQ(languages.size(), std::size_t{15});
}

// Who comes to it while it goes round reads on in the language that they scroll.
void who_scrolls_holds_what_is_read(Warned& warned) {
    warned.play.session().leave(warned.clock().tick());
    warned.send("evacuate");
    pass(warned.play, warned.clock(), 20s);
    auto read = warned.play.spoken_language();
    CHECK(read != warned.play.session().language());
    warned.play.take(ui::KeyPress{ui::Key::PageDown});
    pass(warned.play, warned.clock(), 59s, [&] { CHECK_EQ(warned.play.spoken_language(), read); });
    pass(warned.play, warned.clock(), 2s);
    CHECK(warned.play.spoken_language() != read);
}

void tap(Warned& warned, draw::Point at) {
    warned.play.take(ui::PointerDown{1, at});
    warned.play.take(ui::PointerUp{1, at});
    warned.play.update();
}

// Whoever cannot read this one taps the screen, as one does.
void a_tap_brings_the_next_language(Warned& warned) {
    warned.play.session().leave(warned.clock().tick());
    warned.send("evacuate");
    pass(warned.play, warned.clock(), 1s);
    std::set<std::string> languages;
    for (int i = 0; i < 15; ++i) {
        auto before = warned.play.spoken_language();
        languages.insert(before);
        auto heading = std::ranges::find(warned.play.scene().items, ui::Role::Heading, &ui::Item::role);
        CHECK(heading != warned.play.scene().items.end());
        tap(warned, {heading->rect.x + 1, heading->rect.y + 1});
        CHECK(warned.play.spoken_language() != before);
        pass(warned.play, warned.clock(), 5s);
    }
    CHECK_EQ(languages.size(), std::size_t{15});
}

// Also where all of it is seen, so that nobody scrolls.
void who_taps_to_their_language_reads_it(Warned& warned) {
    warned.play.session().leave(warned.clock().tick());
    warned.send("evacuate");
    pass(warned.play, warned.clock(), 1s);
    auto heading = std::ranges::find(warned.play.scene().items, ui::Role::Heading, &ui::Item::role);
    CHECK(heading != warned.play.scene().items.end());
    tap(warned, {heading->rect.x + 1, heading->rect.y + 1});
    auto read = warned.play.spoken_language();
    pass(warned.play, warned.clock(), 59s, [&] { CHECK_EQ(warned.play.spoken_language(), read); });
    // Then others have their turn again, a short one each.
    pass(warned.play, warned.clock(), 1s);
    auto other = warned.play.spoken_language();
    CHECK(other != read);
    pass(warned.play, warned.clock(), 8s);
    CHECK(warned.play.spoken_language() != other);
}

// On a panel so small that it must be scrolled: to the end, and on the arrow once more, which is then no tap on
// nothing.
void the_arrows_hold_the_language(Warned& warned) {
    warned.play.session().leave(warned.clock().tick());
    warned.send("evacuate");
    warned.play.resize(ui::Panel::of({800, 480}, 7), PanelSize::Known);
    pass(warned.play, warned.clock(), 1s);
    auto read = warned.play.spoken_language();
    const auto* arrow = warned.play.scene().find(ui::Action{"scroll-down", "takeover"});
    CHECK(arrow != nullptr);
    draw::Point at{arrow->rect.x + 1, arrow->rect.y + 1};
    for (int i = 0; i < 12; ++i) {
        tap(warned, at);
        pass(warned.play, warned.clock(), 4s);
        CHECK_EQ(warned.play.spoken_language(), read);
    }
    const auto& extent = warned.play.scene().scrolls.at("takeover");
    CHECK_EQ(extent.offset, extent.furthest());
}

// Those who wait in a row leave the screen to each other, and nobody sees one go and the next come. The loop is woken
// for it when nothing else changes.
void a_danger_comes_back_to_a_queue(Warned& warned) {
    pass(warned.play, warned.clock(), 10s);
    warned.read_danger();
    auto read = warned.clock().tick();
    std::optional<Tick> back;
    for (int touch = 0; touch < 20; ++touch) {
        pass(warned.play, warned.clock(), 30s - 7ms, [&] {
            bool covers = warned.play.showing() == Showing::Takeover;
            if (covers && !back) back = warned.clock().tick();
            CHECK_EQ(covers, back.has_value());
        });
        warned.play.take(ui::KeyPress{ui::Key::Down});
        warned.play.update();
    }
    CHECK(back == read + 5min);
    warned.act({"read", visit::id_of(warned.alert())});
    CHECK(warned.play.showing() == Showing::Route);
}

// Who presses that they have their number makes room for the next one; who only goes home may go on.
void a_danger_comes_back_once_a_number_is_given(Warned& warned) {
    warned.read_danger();
    warned.act({"open-topics", ""});
    warned.act({"home", ""});
    CHECK(warned.play.showing() == Showing::Route);
    warned.play.session().give({"KRT-427-Y", "ticket.next-help"});
    warned.act({"look", ""});
    CHECK(warned.play.showing() == Showing::Route);
    warned.act({"form-done", ""});
    CHECK(warned.play.showing() == Showing::Takeover);
    CHECK(warned.play.session().at_home());
}

}  // namespace

int run_danger_tests() {
    const CMUnitTest tests[] = {
        test<every_line_is_told, Warned>("a danger tells every line of what to do and of what is the matter"),
        test<the_longest_is_sound_everywhere, Warned>(
            "the longest danger there is can be read on every panel, in every language and size"),
        test<a_reader_is_left_their_language, Warned>("whoever reads a danger is left their language while they do"),
        test<who_scrolls_holds_what_is_read, Warned>("whoever scrolls a danger holds the language they read it in"),
        test<a_tap_brings_the_next_language, Warned>("a tap on a danger brings the next language"),
        test<who_taps_to_their_language_reads_it, Warned>(
            "whoever taps a danger to their language is left a minute to read it"),
        test<the_arrows_hold_the_language, Warned>("the arrows hold the language of a danger, also at its end"),
        test<a_danger_comes_back_to_a_queue, Warned>(
            "a danger that somebody read comes back after five minutes, whoever touches the screen meanwhile"),
        test<a_danger_comes_back_once_a_number_is_given, Warned>(
            "a danger that somebody read comes back once they are done with their number"),
    };
    return run("app danger", tests);
}
