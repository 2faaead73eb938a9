// Whoever sees any screen during an exercise sees that it is one; and nobody takes what is real for one.
#include <fstream>
#include <set>

#include "kiosk/app/stage.hpp"
#include "kiosk/app/tour.hpp"
#include "kiosk/draw/memory_screen.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;

namespace {

constexpr const char* kDuringDanger = "2026-11-22T14:08:00+01:00";

bool says_exercise(const ui::Scene& scene) {
    return std::ranges::any_of(scene.items, [](const ui::Item& item) {
        return item.role == ui::Role::Alert && item.name.starts_with("OEFENING") && item.clip == item.rect;
    });
}

struct Seen {
    std::set<std::string> with, without;
};

// Every screen there is, by its name on the tour.
Seen walk(const std::vector<Path>& roots, const ui::Panel& panel, const std::string& language) {
    Booth booth{kDuringDanger, roots};
    booth.world->keeps_records = true;
    auto kiosk = booth.kiosk(panel);
    kiosk.session().speak(language);
    kiosk.act({"look", ""});
    kiosk.update();
    draw::MemoryScreen screen{panel.pixels};
    Stage stage{screen, booth.world->glyphs, booth.world->icons};
    Seen seen;
    auto report = take_tour(kiosk, screen, stage, {}, [&](const std::string& name) {
        (says_exercise(kiosk.scene()) ? seen.with : seen.without).insert(name);
    });
    CHECK_OK(report);
    CHECK(report->screens > 60);
    return seen;
}

enum class Practised : std::uint8_t { SituationAlone, Nothing };

// The demo is an exercise from end to end; here its messages are real, and with Nothing its situation as well.
struct RealDemo {
    explicit RealDemo(Practised practised) {
        std::filesystem::copy("content/demo", folder.path / "demo", std::filesystem::copy_options::recursive);
        for (const auto& file : std::filesystem::directory_iterator(folder.path / "demo/bulletins"))
            change(file.path(), "<status>Exercise", "<status>Actual");
        if (practised == Practised::Nothing)
            change(folder.path / "demo/situation.toml", "exercise = true", "exercise = false");
    }
    static void change(const Path& file, std::string_view from, std::string_view to) {
        auto text = read_text(file);
        auto at = text.find(from);
        CHECK(at != std::string::npos);
        text.replace(at, from.size(), to);
        std::ofstream(file) << text;
    }
    [[nodiscard]] std::vector<Path> roots() const { return {"content/national", folder.path / "demo"}; }

    TempFolder folder;
};

// Built in: there is no content that could tell of an exercise. Staff called: who calls for help during an exercise may
// well mean it.
bool never_says_it(const std::string& name) {
    return name == "built-in" || name.starts_with("staff-called");
}

std::string told(const std::set<std::string>& names) {
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : " ") + name;
    return all;
}

void every_screen_says_it() {
    const std::pair<ui::Panel, const char*> looks[] = {{kHouse, "nl"},
                                                       {kHouse, "ar"},
                                                       {ui::Panel::of({1080, 1920}, 15.6), "ti"},
                                                       {ui::Panel::of({800, 480}, 7), "nl"}};
    for (const auto& [panel, language] : looks) {
        auto seen = walk({"content/national", "content/demo"}, panel, language);
        CHECK(seen.without.contains("built-in") && seen.without.contains("staff-called"));
        std::erase_if(seen.without, never_says_it);
        CHECK_EQ(told(seen.without), std::string());
    }
}

void a_real_danger_is_never_called_one() {
    RealDemo demo{Practised::SituationAlone};
    auto seen = walk(demo.roots(), kHouse, "nl");
    std::erase_if(seen.without, never_says_it);
    CHECK(seen.with.contains("home") && seen.with.contains("signage-01") && seen.with.contains("staff-emergency"));
    for (const auto& name : seen.without) {
        bool danger = name.starts_with("takeover-") || name == "bulletin-01" || name.starts_with("bulletin-01-");
        if (!danger) fail_check(name + " does not say that it is an exercise", __FILE__, __LINE__);
    }
    CHECK(seen.without.contains("takeover-01") && seen.without.contains("bulletin-01"));
}

void nothing_says_it_when_all_is_real() {
    RealDemo demo{Practised::Nothing};
    CHECK_EQ(told(walk(demo.roots(), kHouse, "nl").with), std::string());
}

}  // namespace

int run_exercise_tests() {
    const CMUnitTest tests[] = {
        test<every_screen_says_it>("every screen of the tour says OEFENING during an exercise"),
        test<a_real_danger_is_never_called_one>("a real danger during an exercise is never called one"),
        test<nothing_says_it_when_all_is_real>("no screen says OEFENING when all is real"),
    };
    return run("app exercise", tests);
}
