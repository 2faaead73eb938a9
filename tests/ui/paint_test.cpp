// Painting only what changed.
#include "kiosk/ui/paint.hpp"

#include <set>

#include "tests/support/cmocka.hpp"
#include "tests/ui/desk.hpp"
#include "tests/ui/random_scene.hpp"
#include "tests/ui/ui_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::ui;

namespace {

View two_lines(const char* first, const char* second) {
    return column(words(Type::Body, std::string(first)), words(Type::Body, std::string(second)),
                  target("knop", 30, 15));
}

void nothing_changed(Desk& desk) {
    auto before = desk.lay_out(two_lines("Water", "14:08"));
    auto after = desk.lay_out(two_lines("Water", "14:08"));
    CHECK(changed_areas(before, {}, after, {}).empty());
}

void a_changed_word_changes_only_its_place(Desk& desk) {
    auto before = desk.lay_out(two_lines("Water", "14:08"));
    auto after = desk.lay_out(two_lines("Water", "14:09"));
    auto areas = changed_areas(before, {}, after, {});
    CHECK_EQ(areas.size(), std::size_t{1});
    CHECK(item_named(after, "14:09").rect.contains(areas.front()));
    CHECK(!areas.front().empty());
}

void attention_changes_only_its_target(Desk& desk) {
    auto scene = desk.lay_out(two_lines("Water", "14:08"));
    int knob = static_cast<int>(&item_named(scene, "knop") - scene.items.data());
    auto pressed = changed_areas(scene, {}, scene, {-1, knob});
    CHECK_EQ(pressed.size(), std::size_t{1});
    CHECK(scene.items[static_cast<std::size_t>(knob)].rect.contains(pressed.front()));
    auto focused = changed_areas(scene, {}, scene, {knob, -1});
    CHECK_EQ(focused.size(), std::size_t{1});
    CHECK(scene.items[static_cast<std::size_t>(knob)].rect.inset(-10, -10).contains(focused.front()));
}

void another_panel_changes_everything(Desk& desk) {
    auto before = desk.lay_out(two_lines("Water", "14:08"));
    desk.panel = {{600, 1000}, 60, 100};
    auto after = desk.lay_out(two_lines("Water", "14:08"));
    auto areas = changed_areas(before, {}, after, {});
    CHECK_EQ(areas.size(), std::size_t{1});
    CHECK(areas.front() == (draw::Rect{0, 0, 600, 1000}));
}

Attention random_attention(const Scene& scene, std::mt19937& random) {
    std::vector<int> targets;
    for (std::size_t i = 0; i < scene.items.size(); ++i) {
        if (scene.items[i].pressable()) targets.push_back(static_cast<int>(i));
    }
    if (targets.empty()) return {};
    auto pick = [&] { return random() % 2 == 0 ? -1 : targets[random() % targets.size()]; };
    return {pick(), pick()};
}

ScrollOffsets random_offset(std::mt19937& random) {
    return {{"page", static_cast<int>(random() % 500)}};
}

std::string language_from(std::mt19937& random) {
    return random() % 3 == 0 ? "ar" : "nl";
}

void check_by_areas(Easel& easel, const Scene& before, const Scene& after, std::mt19937& random, unsigned seed) {
    auto old_attention = random_attention(before, random);
    auto attention = random_attention(after, random);
    auto frame = easel.picture(before, old_attention);
    auto areas = changed_areas(before, old_attention, after, attention);
    easel.paint(frame, after, attention, areas);
    auto off = difference(frame, easel.picture(after, attention));
    if (!off) return;
    fail_check(
        "seed " + std::to_string(seed) + ": another pixel at " + std::to_string(off->x) + "," + std::to_string(off->y),
        __FILE__, __LINE__);
}

void small_changes_by_areas(Easel& easel) {
    for (unsigned seed = 1; seed <= 250; ++seed) {
        std::mt19937 random{seed};
        auto view = random_screen(random);
        auto language = language_from(random);
        auto before = easel.lay_out(view, language, random_offset(random));
        auto after = easel.lay_out(changed_a_little(view, random), language, random_offset(random));
        check_by_areas(easel, before, after, random, seed);
    }
}

void other_screens_by_areas(Easel& easel) {
    for (unsigned seed = 1; seed <= 100; ++seed) {
        std::mt19937 random{seed};
        auto before = easel.lay_out(random_screen(random), language_from(random), random_offset(random));
        auto after = easel.lay_out(random_screen(random), language_from(random), random_offset(random));
        check_by_areas(easel, before, after, random, seed);
    }
}

// Whatever the area, painting touches nothing outside and draws inside what the whole picture shows there.
void any_area_is_a_part_of_the_whole(Easel& easel) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        std::mt19937 random{seed};
        auto scene = easel.lay_out(random_screen(random), language_from(random));
        auto attention = random_attention(scene, random);
        auto whole = easel.picture(scene, attention);
        draw::Frame frame{scene.size};
        std::array<draw::Rect, 1> area{draw::Rect{static_cast<int>(random() % 900), static_cast<int>(random() % 500),
                                                  1 + static_cast<int>(random() % 400),
                                                  1 + static_cast<int>(random() % 300)}};
        easel.paint(frame, scene, attention, area);
        for (int y = 0; y < 600; ++y) {
            for (int x = 0; x < 1000; ++x) {
                bool inside = area[0].contains(draw::Point{x, y});
                if (frame.row(y)[x] == (inside ? whole.row(y)[x] : 0xFF000000U)) continue;
                fail_check("seed " + std::to_string(seed) + ": pixel " + std::to_string(x) + "," + std::to_string(y),
                           __FILE__, __LINE__);
            }
        }
    }
}

std::set<std::uint32_t> colours(const draw::Frame& frame) {
    std::set<std::uint32_t> seen;
    for (int y = 0; y < frame.size().h; ++y) seen.insert(frame.row(y), frame.row(y) + frame.size().w);
    return seen;
}

void contrast_modes_have_no_other_colours(Easel& easel) {
    auto scene = easel.lay_out(
        column(View{}.at_least(50_mm, 30_mm).filled(Tone::Danger), View{}.at_least(10_mm, 10_mm).filled(Tone::Night)));
    auto dark = colours(easel.picture(scene, {}, Contrast::WhiteOnBlack));
    CHECK(dark == (std::set<std::uint32_t>{0xFF000000U, 0xFFFFFFFFU}));
    auto light = colours(easel.picture(scene, {}, Contrast::BlackOnWhite));
    CHECK(light == dark);
    CHECK(colours(easel.picture(scene)) != dark);
}

}  // namespace

int run_paint_tests() {
    const CMUnitTest tests[] = {
        test<nothing_changed, Desk>("nothing is painted when nothing changed"),
        test<a_changed_word_changes_only_its_place, Desk>("a changed word changes only its place"),
        test<attention_changes_only_its_target, Desk>("a pressed or focused target changes only its place"),
        test<another_panel_changes_everything, Desk>("another panel changes everything"),
        test<small_changes_by_areas, Easel>("250 small changes painted by areas look as painted whole"),
        test<other_screens_by_areas, Easel>("100 changes of screen painted by areas look as painted whole"),
        test<any_area_is_a_part_of_the_whole, Easel>("painting an area gives that part of the whole and no more"),
        test<contrast_modes_have_no_other_colours, Easel>("high-contrast grounds are black and white alone"),
    };
    return run("ui paint", tests);
}
