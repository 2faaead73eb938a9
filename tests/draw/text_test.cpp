// Text on the canvas: its place, its clip and its colour. What glyphs stand where is tested with the text room.
#include "exchange/base/disk_files.hpp"
#include "kiosk/draw/canvas.hpp"
#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/typesetter.hpp"
#include "tests/draw/draw_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::draw;
using namespace baken::testing;

namespace {

text::Fonts open_fonts() {
    DiskFiles files;
    auto list = text::read_font_list(files, "fonts/fonts.toml");
    CHECK_OK(list);
    auto fonts = text::Fonts::open(std::move(*list));
    CHECK_OK(fonts);
    return std::move(*fonts);
}

struct Desk {
    text::Fonts fonts = open_fonts();
    text::Typesetter typesetter{fonts};
    text::GlyphCache glyphs{fonts};

    std::shared_ptr<const text::TextLayout> set(std::string words, int em, int width) {
        return typesetter.lay_out({.spans = {{std::move(words)}}, .em = em}, width);
    }
};

Rect inked(const Frame& frame) {
    Rect all;
    for (int y = 0; y < frame.size().h; ++y)
        for (int x = 0; x < frame.size().w; ++x)
            if (frame.row(y)[x] != 0xFF000000U) all = all.united({x, y, 1, 1});
    return all;
}

void stands_where_the_layout_says(Desk& desk) {
    auto layout = desk.set("HEH", 64, 400);
    Frame frame({400, 200});
    Canvas(frame, desk.glyphs).text(*layout, {50, 30}, {255, 255, 255});
    auto ink = inked(frame);
    int baseline = 30 + layout->lines[0].baseline;
    CHECK_EQ(ink.bottom(), baseline);
    CHECK(ink.x >= 50 && ink.x < 60);
    CHECK(ink.right() <= 50 + layout->width && ink.right() > 50 + layout->width - 10);
    CHECK(ink.h > 64 * 6 / 10 && ink.h < 64 * 8 / 10);
}

void moves_by_whole_pixels(Desk& desk) {
    auto layout = desk.set("Wij zijn er", 30, 300);
    Frame one({300, 60});
    Frame other({300, 60});
    Canvas(one, desk.glyphs).text(*layout, {3, 4}, {255, 255, 255});
    Canvas(other, desk.glyphs).text(*layout, {20, 9}, {255, 255, 255});
    for (int y = 0; y < 50; ++y)
        for (int x = 0; x < 280; ++x) CHECK_EQ(one.row(y)[x], other.row(y + 5)[x + 17]);
}

void takes_its_colour(Desk& desk) {
    auto layout = desk.set("IIII", 80, 300);
    Frame frame({200, 120});
    Canvas(frame, desk.glyphs).text(*layout, {5, 5}, {0x12, 0x34, 0x56});
    int solid = 0;
    for (int y = 0; y < 120; ++y)
        for (int x = 0; x < 200; ++x) solid += frame.row(y)[x] == 0xFF123456U ? 1 : 0;
    CHECK(solid > 500);
}

void is_clipped(Desk& desk) {
    auto layout = desk.set("Noodsteunpunt, ሰላም, نقطة, 中文 and more words over some lines", 20, 60);
    std::mt19937 random{51};
    for (int round = 0; round < 400; ++round) {
        auto frame = patterned({64, 48});
        Canvas canvas(frame, desk.glyphs);
        canvas.set_clip(odd_rect(random));
        auto at = odd_rect(random);
        canvas.text(*layout, {at.x, at.y}, odd_color(random));
        CHECK(untouched_outside(frame, canvas.clip()));
    }
}

}  // namespace

int run_text_tests() {
    const CMUnitTest tests[] = {
        test<stands_where_the_layout_says, Desk>("text stands where its layout says"),
        test<moves_by_whole_pixels, Desk>("text looks the same wherever it stands"),
        test<takes_its_colour, Desk>("text takes its colour"),
        test<is_clipped, Desk>("text is clipped"),
    };
    return run("draw text", tests);
}
