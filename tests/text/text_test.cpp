#include "kiosk/text/typesetter.hpp"

#include "exchange/base/disk_files.hpp"
#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/isolates.hpp"
#include "kiosk/text/warm_up.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::text;
using namespace baken::testing;

namespace {
Fonts open_fonts() {
    DiskFiles files;
    auto list = read_font_list(files, "fonts/fonts.toml");
    CHECK_OK(list);
    auto fonts = Fonts::open(std::move(*list));
    CHECK_OK(fonts);
    return std::move(*fonts);
}

struct Set {
    Fonts fonts = open_fonts();
    Typesetter typesetter{fonts};
};
void sets(Set& here) {
    auto layout = here.typesetter.lay_out({.spans = {{"Er is geen stroom. نقطة الدعم 中文"}}, .em = 32}, 200);
    CHECK(layout->lines.size() > 1);
    CHECK_EQ(layout->missing_glyphs, 0);
    CHECK_EQ(here.typesetter.lay_out({.spans = {{"Er is geen stroom. نقطة الدعم 中文"}}, .em = 32}, 200).get(),
             layout.get());
    GlyphCache cache(here.fonts);
    CHECK(cache.warm(*layout, 100) > 10);
}
}  // namespace

int main() {
    const CMUnitTest tests[] = {test<sets, Set>("a text is set in lines, and found again")};
    return run("text", tests);
}
