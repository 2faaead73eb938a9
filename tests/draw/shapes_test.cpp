#include <climits>
#include <numbers>

#include "kiosk/draw/blend.hpp"
#include "kiosk/draw/canvas.hpp"
#include "tests/draw/draw_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken::draw;
using namespace baken::testing;

namespace {

constexpr Color kWhite{255, 255, 255};

void fills_exact_pixels() {
    Frame frame({8, 4});
    Canvas canvas(frame);
    canvas.fill({2, 1, 3, 2}, {0x12, 0x34, 0x56});
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 8; ++x) {
            bool inside = x >= 2 && x < 5 && y >= 1 && y < 3;
            CHECK_EQ(frame.row(y)[x], inside ? 0xFF123456U : 0xFF000000U);
        }
}

// The plain definition, one channel at a time, in whole numbers.
std::uint32_t laid_over(std::uint32_t below, Color color, unsigned coverage) {
    unsigned share = (coverage * color.a + 127) / 255;
    auto channel = [&](unsigned over, unsigned shift) {
        return (((below >> shift & 255U) * (255 - share) + over * share + 127) / 255) << shift;
    };
    return 0xFF000000U | channel(color.r, 16) | channel(color.g, 8) | channel(color.b, 0);
}

void blends_as_defined() {
    std::mt19937 random{21};
    for (int count = 0; count < 300; ++count) {
        auto color = odd_color(random);
        std::vector<std::uint32_t> pixels(static_cast<std::size_t>(count) + 2);
        for (auto& pixel : pixels) pixel = 0xFF000000U | static_cast<std::uint32_t>(random());
        std::vector<std::uint8_t> coverage(static_cast<std::size_t>(count));
        for (auto& one : coverage) one = random() % 3 == 0 ? 255 : static_cast<std::uint8_t>(random());
        if (count % 4 == 0) std::ranges::fill(coverage, std::uint8_t{0});
        auto filled = pixels;
        auto masked = pixels;
        blend_fill(filled.data() + 1, count, color);
        blend_mask(masked.data() + 1, 0, {coverage.data(), {count, 1}, count}, color);
        CHECK_EQ(filled.front(), pixels.front());
        CHECK_EQ(masked.back(), pixels.back());
        for (std::size_t i = 0; i < coverage.size(); ++i) {
            CHECK_EQ(filled[i + 1], laid_over(pixels[i + 1], color, 255));
            CHECK_EQ(masked[i + 1], laid_over(pixels[i + 1], color, coverage[i]));
        }
    }
}

void lays_premultiplied_over() {
    std::vector<std::uint32_t> to(40, 0xFF646464);
    std::vector<std::uint32_t> over(40, 0);
    over[3] = 0xFF102030;
    over[20] = 0x80800000;  // half red
    over[39] = 0x80800000;
    blend_picture(to.data(), over.data(), 40);
    CHECK_EQ(to[0], 0xFF646464U);
    CHECK_EQ(to[3], 0xFF102030U);
    CHECK_EQ(to[20], 0xFFB23232U);
    CHECK_EQ(to[39], 0xFFB23232U);
}

void corners_cover_their_true_area() {
    for (int radius : {1, 2, 3, 8, 16, 33, 100}) {
        int side = 2 * radius + 7;
        Frame frame({side + 4, side + 4});
        Canvas(frame).fill_rounded({2, 2, side, side}, radius, kWhite);
        double expected = side * side - (4 - std::numbers::pi) * radius * radius;
        // Rounding to bytes is off by at most half a step in each pixel of the edge.
        CHECK(std::abs(covered(frame) - expected) < radius * 8 * 0.5 / 255 + 0.001);
    }
}

void rounded_is_symmetric() {
    constexpr int kSide = 41;
    for (auto draw : {+[](Canvas& canvas, Rect rect) { canvas.fill_rounded(rect, 13, kWhite); },
                      +[](Canvas& canvas, Rect rect) { canvas.stroke_rounded(rect, 13, 3, kWhite); },
                      +[](Canvas& canvas, Rect rect) { canvas.stroke_rounded(rect, 4, 9, {255, 255, 255, 90}); }}) {
        Frame frame({kSide, kSide});
        Canvas canvas(frame);
        draw(canvas, frame.bounds());
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x) {
                CHECK_EQ(frame.row(y)[x], frame.row(x)[y]);
                CHECK_EQ(frame.row(y)[x], frame.row(kSide - 1 - y)[x]);
                CHECK_EQ(frame.row(y)[x], frame.row(y)[kSide - 1 - x]);
            }
    }
}

void only_named_corners_are_round() {
    Frame frame({20, 20});
    Canvas(frame).fill_rounded_start(frame.bounds(), 8, Corners::Left, kWhite);
    CHECK_EQ(frame.row(0)[0], 0xFF000000U);
    CHECK_EQ(frame.row(19)[0], 0xFF000000U);
    CHECK_EQ(frame.row(0)[19], 0xFFFFFFFFU);
    CHECK_EQ(frame.row(19)[19], 0xFFFFFFFFU);
}

// A stroke is what a fill has more than the fill inside it; nothing is painted twice, which see-through colours show.
void stroke_is_the_difference() {
    for (auto [radius, thickness] : {std::pair{12, 3}, {12, 12}, {4, 9}, {0, 5}, {20, 1}}) {
        Rect rect{3, 4, 60, 50};
        Frame stroked({70, 60});
        Frame outer({70, 60});
        Frame inner({70, 60});
        Canvas(stroked).stroke_rounded(rect, radius, thickness, {255, 255, 255, 100});
        Canvas(outer).fill_rounded(rect, radius, {255, 255, 255, 100});
        Canvas(inner).fill_rounded(rect.inset(thickness), std::max(0, radius - thickness), {255, 255, 255, 100});
        for (int y = 0; y < 60; ++y)
            for (int x = 0; x < 70; ++x) {
                int expected = static_cast<int>(outer.row(y)[x] & 255U) - static_cast<int>(inner.row(y)[x] & 255U);
                CHECK(std::abs(static_cast<int>(stroked.row(y)[x] & 255U) - expected) <= 1);
            }
    }
}

void triangle_has_half_the_area() {
    for (Rect rect : {Rect{0, 0, 100, 87}, Rect{5, 3, 33, 20}, Rect{1, 1, 7, 90}}) {
        Frame frame({110, 100});
        Canvas(frame).triangle(rect, kWhite);
        CHECK(std::abs(covered(frame) - rect.w * rect.h / 2.0) < rect.h * 2 * 0.5 / 255 + 0.2);
        for (int y = rect.y; y < rect.bottom(); ++y)
            for (int x = 0; x < rect.w; ++x) CHECK_EQ(frame.row(y)[rect.x + x], frame.row(y)[rect.right() - 1 - x]);
    }
}

void draw_anything(Canvas& canvas, std::mt19937& random) {
    auto rect = odd_rect(random);
    auto color = odd_color(random);
    int radius = static_cast<int>(random() % 80) - 10;
    switch (random() % 5) {
        case 0:
            return canvas.fill(rect, color);
        case 1:
            return canvas.fill_rounded(rect, radius, color);
        case 2:
            return canvas.fill_rounded_start(rect, radius, static_cast<Corners>(random() % 16), color);
        case 3:
            return canvas.stroke_rounded(rect, radius, static_cast<int>(random() % 30) - 3, color);
        default:
            return canvas.triangle(rect, color);
    }
}

void never_leaves_the_clip() {
    std::mt19937 random{22};
    for (int round = 0; round < 3000; ++round) {
        auto frame = patterned({64, 48});
        Canvas canvas(frame);
        canvas.set_clip(odd_rect(random));
        for (int i = 0; i < 4; ++i) draw_anything(canvas, random);
        CHECK(frame.bounds().contains(canvas.clip()));
        CHECK(untouched_outside(frame, canvas.clip()));
    }
}

void clip_shows_the_same_pixels() {
    std::mt19937 random{23};
    for (int round = 0; round < 1000; ++round) {
        auto seed = random();
        Rect part{static_cast<int>(random() % 40), static_cast<int>(random() % 30), 20, 15};
        auto whole = patterned({64, 48});
        auto parts = patterned({64, 48});
        Canvas all(whole);
        Canvas some(parts);
        some.set_clip(part);
        std::mt19937 first{seed};
        std::mt19937 second{seed};
        draw_anything(all, first);
        draw_anything(some, second);
        for (int y = part.y; y < std::min(48, part.bottom()); ++y)
            for (int x = part.x; x < part.right(); ++x) CHECK_EQ(parts.row(y)[x], whole.row(y)[x]);
    }
}

void an_empty_frame_is_drawn_on_safely() {
    Frame nothing;
    Frame thin({-3, 10});
    for (auto* frame : {&nothing, &thin}) {
        Canvas canvas(*frame);
        canvas.fill({0, 0, 100, 100}, kWhite);
        canvas.fill_rounded({0, 0, 100, 100}, 10, kWhite);
        canvas.triangle({0, 0, 100, 100}, kWhite);
        CHECK(canvas.clip().empty());
    }
}

}  // namespace

int run_shape_tests() {
    const CMUnitTest tests[] = {
        test<fills_exact_pixels>("a fill paints its pixels and no other"),
        test<blends_as_defined>("blending rounds to the nearest at every length and coverage"),
        test<lays_premultiplied_over>("premultiplied pixels are laid over"),
        test<corners_cover_their_true_area>("a rounded rectangle covers the area geometry says"),
        test<rounded_is_symmetric>("rounded shapes are symmetric to the pixel"),
        test<only_named_corners_are_round>("only the named corners are round"),
        test<stroke_is_the_difference>("a stroke is the outer shape without the inner one"),
        test<triangle_has_half_the_area>("the triangle is symmetric and covers half its rectangle"),
        test<never_leaves_the_clip>("nothing is ever drawn outside the clip"),
        test<clip_shows_the_same_pixels>("a clip changes nothing inside it"),
        test<an_empty_frame_is_drawn_on_safely>("an empty frame is drawn on safely"),
    };
    return run("draw shapes", tests);
}
