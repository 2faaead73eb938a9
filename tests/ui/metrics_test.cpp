// Sizes on the glass, measured in the pixels that are drawn.
#include "kiosk/ui/metrics.hpp"

#include <cmath>

#include "tests/support/cmocka.hpp"
#include "tests/ui/desk.hpp"
#include "tests/ui/ui_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::ui;

namespace {

constexpr std::array kSizes{TextSize::Small, TextSize::Medium, TextSize::Large, TextSize::ExtraLarge};

// How tall the drawn letter H is, in pixels; a row counts from half coverage on, as the eye does.
int drawn_capital(Desk& desk, int em) {
    auto layout = desk.typesetter.lay_out({.spans = {{"H"}}, .em = em}, 4 * em);
    text::GlyphCache glyphs{desk.fonts};
    draw::Frame frame({4 * em, 3 * em});
    draw::Canvas(frame, glyphs).text(*layout, {em, em / 2}, {255, 255, 255, 255});
    int rows = 0;
    for (int y = 0; y < frame.size().h; ++y) {
        bool inked = std::any_of(frame.row(y), frame.row(y) + frame.size().w,
                                 [](std::uint32_t pixel) { return (pixel & 0xFFU) >= 128; });
        rows += inked ? 1 : 0;
    }
    return rows;
}

void check_capitals(Desk& desk, const Panel& panel) {
    constexpr std::array kMillimetres{4.0, 5.0, 6.5, 9.0};
    for (auto size : kSizes) {
        Metrics metrics{panel, size, desk.fonts};
        double wanted = kMillimetres.at(static_cast<std::size_t>(size)) * panel.pixels_per_mm();
        CHECK(std::abs(drawn_capital(desk, metrics.em(Type::Body)) - wanted) <= 1.0);
    }
}

void capitals_of_the_four_sizes(Desk& desk) {
    check_capitals(desk, Panel::of({1920, 1080}, 15.6));
    check_capitals(desk, Panel::of({1080, 1920}, 15.6));
    check_capitals(desk, Panel::of({3840, 2160}, 32));
    check_capitals(desk, Panel::of({1280, 800}, 10));
}

void every_type_is_as_tall_as_it_says(Desk& desk) {
    auto panel = Panel::of({1920, 1080}, 15.6);
    for (auto size : kSizes) {
        Metrics metrics{panel, size, desk.fonts};
        for (std::size_t i = 0; i < kTypes; ++i) {
            auto type = static_cast<Type>(i);
            double wanted = metrics.capital_height(type).value * panel.pixels_per_mm();
            CHECK(std::abs(drawn_capital(desk, metrics.em(type)) - wanted) <= 1.0);
        }
    }
}

void lengths(Desk& desk) {
    // DESIGN and UI.md: 20 mm is 111 px on a 15.6-inch 1080p panel and 54 px on a 32-inch one.
    Metrics small{Panel::of({1920, 1080}, 15.6), TextSize::Medium, desk.fonts};
    Metrics large{Panel::of({1920, 1080}, 32), TextSize::Medium, desk.fonts};
    CHECK_EQ(small.px(20_mm), 111);
    CHECK_EQ(large.px(20_mm), 54);
    CHECK_EQ(small.px(0_mm), 0);
}

void lengths_do_not_grow_with_the_text(Desk& desk) {
    auto panel = Panel::of({1920, 1080}, 15.6);
    Metrics medium{panel, TextSize::Medium, desk.fonts};
    Metrics largest{panel, TextSize::ExtraLarge, desk.fonts};
    CHECK_EQ(medium.px(13_mm), largest.px(13_mm));
    CHECK_EQ(medium.scaled_px(13_mm), medium.px(13_mm));
    CHECK(largest.scaled_px(13_mm) > largest.px(13_mm));
    CHECK(largest.scaled_px(13_mm) < largest.px(13_mm) * 9 / 5);
}

void no_text_is_smaller_than_four_millimetres(Desk& desk) {
    for (auto size : kSizes) {
        Metrics metrics{Panel::of({1920, 1080}, 15.6), size, desk.fonts};
        for (std::size_t i = 0; i < kTypes; ++i) CHECK(metrics.capital_height(static_cast<Type>(i)).value >= 4.0);
    }
}

void signage_is_read_from_three_metres(Desk& desk) {
    for (auto pixels : {draw::Size{1920, 1080}, draw::Size{1080, 1920}}) {
        Metrics metrics{Panel::of(pixels, 15.6), TextSize::Medium, desk.fonts};
        CHECK(metrics.capital_height(Type::Signage).value >= 24.0);
        CHECK(metrics.capital_height(Type::Signage).value <= 37.0);
    }
}

void shapes(Desk& desk) {
    auto shape = [&](draw::Size pixels, double inches, TextSize size) {
        return Metrics{Panel::of(pixels, inches), size, desk.fonts}.shape();
    };
    CHECK(shape({1920, 1080}, 15.6, TextSize::Medium) == Shape::Wide);
    CHECK(shape({3840, 2160}, 15.6, TextSize::Medium) == Shape::Wide);
    CHECK(shape({1080, 1920}, 15.6, TextSize::Medium) == Shape::Tall);
    CHECK(shape({1024, 600}, 7, TextSize::ExtraLarge) == Shape::Tiny);
}

}  // namespace

int run_metrics_tests() {
    const CMUnitTest tests[] = {
        test<capitals_of_the_four_sizes, Desk>("the drawn H of body text is 4, 5, 6.5 and 9 mm tall, to a pixel"),
        test<every_type_is_as_tall_as_it_says, Desk>("every type's drawn H is as tall as the type says"),
        test<lengths, Desk>("20 mm is 111 pixels at 15.6 inches and 54 at 32"),
        test<lengths_do_not_grow_with_the_text, Desk>("targets keep their millimetres when the text grows"),
        test<no_text_is_smaller_than_four_millimetres, Desk>("no text is smaller than 4 mm on a 15.6-inch panel"),
        test<signage_is_read_from_three_metres, Desk>("signage capitals are 24 to 37 mm on a 15.6-inch panel"),
        test<shapes, Desk>("a panel's shape follows from millimetres, not from pixels"),
    };
    return run("ui metrics", tests);
}
