#include "kiosk/text/glyph_cache.hpp"

#include "tests/support/cmocka.hpp"
#include "tests/text/pinned_fonts.hpp"
#include "tests/text/text_tests.hpp"

using namespace baken;
using namespace baken::text;
using namespace baken::testing;

namespace {

std::vector<std::uint8_t> pixels_of(const GlyphBitmap& bitmap) {
    std::vector<std::uint8_t> pixels;
    for (int row = 0; row < bitmap.height; ++row) {
        const auto* from = bitmap.coverage + static_cast<std::ptrdiff_t>(row) * bitmap.stride;
        pixels.insert(pixels.end(), from, from + bitmap.width);
    }
    return pixels;
}

long ink(const GlyphBitmap& bitmap) {
    long sum = 0;
    for (auto pixel : pixels_of(bitmap)) sum += pixel;
    return sum;
}

struct Drawing : Setting {
    GlyphCache glyphs{fonts};
    FaceId face = fonts.main_face(Weight::Regular);
    std::uint32_t glyph_of(char32_t character) { return fonts.face(face).glyph_of(character); }
};

void stands_on_the_baseline(Drawing& here) {
    auto capital = here.glyphs.get(here.face, here.glyph_of(U'H'), 100, 0);
    CHECK_EQ(capital.top, 72);  // 71.4 pixels of capital height
    CHECK_EQ(capital.height, 72);
    CHECK_EQ(capital.coverage[static_cast<std::ptrdiff_t>(40) * capital.stride + 5], 255);  // its left stem
    auto tail = here.glyphs.get(here.face, here.glyph_of(U'p'), 100, 0);
    CHECK(tail.height > tail.top);
}

void quarters_of_a_pixel_differ(Drawing& here) {
    auto letter = here.glyph_of(U'l');
    auto at = [&](std::int32_t x) { return pixels_of(here.glyphs.get(here.face, letter, 32, x)); };
    CHECK(at(0) != at(16));
    CHECK(at(0) == at(15));
    CHECK(at(0) == at(64));
    CHECK(at(-16) == at(48));
    auto first = ink(here.glyphs.get(here.face, letter, 32, 0));
    auto third = ink(here.glyphs.get(here.face, letter, 32, 32));
    CHECK(std::abs(first - third) < first / 50);  // The same ink, elsewhere.
}

void nothing_to_draw_is_remembered(Drawing& here) {
    for (std::uint32_t glyph : {here.glyph_of(U' '), 0xFFFFFFU}) {
        auto count = here.glyphs.glyph_count();
        CHECK(here.glyphs.get(here.face, glyph, 32, 0).coverage == nullptr);
        CHECK_EQ(here.glyphs.glyph_count(), count + 1);
        CHECK(here.glyphs.get(here.face, glyph, 32, 0).coverage == nullptr);
        CHECK_EQ(here.glyphs.glyph_count(), count + 1);
    }
}

void bound_holds(Drawing& here) {
    constexpr std::size_t kBound = 1024 * 1024;
    GlyphCache small(here.fonts, kBound);
    auto letter = here.glyph_of(U'ß');
    auto before = pixels_of(small.get(here.face, letter, 40, 0));
    for (std::uint32_t glyph = 1; glyph < 3000; ++glyph) {
        for (int em : {40, 90}) (void)small.get(here.face, glyph, em, 0);
        CHECK(small.held_bytes() <= kBound);
    }
    CHECK(pixels_of(small.get(here.face, letter, 40, 0)) == before);  // Drawn again, over a page that was cleared.
}

void large_glyphs_are_bounded_too(Drawing& here) {
    constexpr std::size_t kBound = 2 * 1024 * 1024;
    GlyphCache small(here.fonts, kBound);
    for (char32_t letter = U'A'; letter <= U'Z'; ++letter) {
        auto bitmap = small.get(here.face, here.glyph_of(letter), 600, 0);
        CHECK(ink(bitmap) > 0);
        (void)small.get(here.face, here.glyph_of(letter), 30, 0);
        CHECK(small.held_bytes() <= kBound + kBound / 2);
    }
}

void warms_in_small_steps(Drawing& here) {
    Paragraph chinese{.spans = {{"停电通知请把自来水煮沸三分钟然后再饮用电话时间至约户在地区谢谢"}}, .language = "zh"};
    auto layout = here.typesetter.lay_out(chinese, 400);
    constexpr std::size_t kStep = 8;
    int steps = 1;
    for (auto before = here.glyphs.glyph_count(); here.glyphs.warm(*layout, kStep) == kStep; ++steps) {
        CHECK(here.glyphs.glyph_count() - before <= kStep);
        before = here.glyphs.glyph_count();
    }
    CHECK(steps > 3);
    CHECK_EQ(here.glyphs.warm(*layout, 1000), 0U);
}

void warming_pushes_nothing_out(Drawing& here) {
    GlyphCache small(here.fonts, 256 * 1024);
    auto letter = here.glyph_of(U'a');
    (void)small.get(here.face, letter, 40, 0);
    std::string all;
    for (char c = '!'; c < '~'; ++c) all += std::string(1, c) + " ";
    for (int em = 20; em < 90; ++em) {
        auto layout = here.typesetter.lay_out({.spans = {{all}}, .em = em}, 5000);
        (void)small.warm(*layout, 100'000);
    }
    auto count = small.glyph_count();
    (void)small.get(here.face, letter, 40, 0);
    CHECK_EQ(small.glyph_count(), count);
}

}  // namespace

int run_glyph_tests() {
    const CMUnitTest tests[] = {
        test<stands_on_the_baseline, Drawing>("a glyph stands on its baseline at its size"),
        test<quarters_of_a_pixel_differ, Drawing>("a glyph is drawn at quarters of a pixel"),
        test<nothing_to_draw_is_remembered, Drawing>(
            "a glyph without ink, or that is not there, is remembered as empty"),
        test<bound_holds, Drawing>("the cache keeps its bound and draws again what it gave up"),
        test<large_glyphs_are_bounded_too, Drawing>("letters of signage size are bounded too"),
        test<warms_in_small_steps, Drawing>("warming draws ahead in small steps until all is there"),
        test<warming_pushes_nothing_out, Drawing>("warming never pushes out what is there"),
    };
    return run("glyphs", tests);
}
