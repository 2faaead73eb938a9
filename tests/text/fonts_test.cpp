#include "kiosk/text/fonts.hpp"

#include "kiosk/text/glyph_cache.hpp"
#include "kiosk/text/rescue_font.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/text/pinned_fonts.hpp"
#include "tests/text/text_tests.hpp"

using namespace baken;
using namespace baken::text;
using namespace baken::testing;

namespace {

constexpr const char* kNotoSans = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";

std::string face_of(Fonts& fonts, const char* language, Direction direction, Weight weight, char32_t character) {
    FaceId id = fonts.find(fonts.order_for(language, direction), weight, character);
    return id == kNoFace ? "none" : fonts.face(id).name();
}

void each_script_has_its_face(Setting& here) {
    constexpr auto kForward = Direction::LeftToRight, kBackward = Direction::RightToLeft;
    auto face = [&](const char* language, Direction direction, char32_t character) {
        return face_of(here.fonts, language, direction, Weight::Regular, character);
    };
    CHECK_EQ(face("nl", kForward, U'A'), std::string("NotoSans-Regular"));
    CHECK_EQ(face("uk", kForward, U'ґ'), std::string("NotoSans-Regular"));
    CHECK_EQ(face("nl", kForward, U'ع'), std::string("NotoSansArabic-Regular"));
    CHECK_EQ(face("ti", kForward, U'ሰ'), std::string("NotoSansEthiopic-Regular"));
    CHECK_EQ(face("nl", kForward, U'水'), std::string("NotoSansCJK-Regular"));
    CHECK_EQ(face("zh-Hans", kForward, U'…'), std::string("NotoSansCJK-Regular"));
    CHECK_EQ(face("nl", kForward, U'…'), std::string("NotoSans-Regular"));
    CHECK_EQ(face("zh", kForward, U'7'), std::string("NotoSans-Regular"));
    CHECK_EQ(face("ar", kBackward, U'.'), std::string("NotoSansArabic-Regular"));
    CHECK_EQ(face("ar", kForward, U'.'), std::string("NotoSans-Regular"));
    CHECK_EQ(face("nl", kBackward, U'.'), std::string("NotoSans-Regular"));
    CHECK_EQ(face("nl", kForward, U'⚠'), std::string("NotoSansSymbols2-Regular"));
    CHECK_EQ(face("nl", kForward, U'\U0001F525'), std::string("none"));
    CHECK_EQ(face_of(here.fonts, "ar", kBackward, Weight::Bold, U'ع'), std::string("NotoSansArabic-Bold"));
    CHECK_EQ(face_of(here.fonts, "nl", kForward, Weight::Bold, U'⚠'), std::string("NotoSansSymbols2-Regular"));
}

void names_what_is_missing(Setting& here) {
    auto missing = here.fonts.missing_in("Vuur 🔥 en\u00AD water\n🔥🚒", "nl");
    CHECK_EQ(missing.size(), 2U);
    CHECK(missing[0] == U'\U0001F525' && missing[1] == U'\U0001F692');
    auto layout = here.typesetter.lay_out({.spans = {{"Vuur 🔥 en 🔥"}}}, 500);
    CHECK_EQ(layout->missing_glyphs, 2);
}

void list_says_what_is_wrong() {
    CHECK_REFUSED(parse_font_list("[[family]\n", "/"), "fonts.syntax");
    CHECK_REFUSED(parse_font_list("", "/"), "fonts.key");
    CHECK_REFUSED(parse_font_list("[[family]]\nregular = [\"a\"]", "/"), "fonts.key");
    CHECK_REFUSED(parse_font_list("[[family]]\nname = \"A\"", "/"), "fonts.key");
    CHECK_REFUSED(parse_font_list("[[family]]\nname = \"A\"\nregular = [7]", "/"), "fonts.key");
    auto unknown = parse_font_list("[[family]]\nname = \"A\"\nregular = [\"a\"]\ncolour = 1", "/");
    CHECK_REFUSED(unknown, "fonts.key");
    CHECK(unknown.error().message.find("colour") != std::string::npos);
    auto list = parse_font_list("[[family]]\nname = \"A\"\nregular = [\"a#2\", \"/b\"]", "/fonts");
    CHECK_OK(list);
    CHECK_EQ(list->families[0].regular[0].path, Path("/fonts/a"));
    CHECK_EQ(list->families[0].regular[0].index, 2);
    CHECK_EQ(list->families[0].regular[1].path, Path("/b"));
}

FontFamily family(std::vector<FontFile> regular) {
    return {.name = "some", .regular = std::move(regular)};
}

void stands_in_for_missing_files() {
    auto fonts = Fonts::open({{family({{"/nowhere.ttf"}}), family({{"CMakeLists.txt"}, {kNotoSans}})}});
    CHECK_OK(fonts);
    CHECK_EQ(fonts->face(fonts->main_face(Weight::Bold)).name(), std::string("NotoSans-Regular"));
    CHECK(fonts->find(fonts->order_for("nl", Direction::LeftToRight), Weight::Bold, U'水') == kNoFace);
}

void reads_without_any_file() {
    if (rescue_font().empty())
        throw Skipped{"this build has no face of last resort: hb-subset or Noto Sans was missing"};
    for (FontList list : {FontList{}, FontList{{family({{"/nowhere.ttf"}}), family({{"CMakeLists.txt"}})}}}) {
        auto fonts = Fonts::open(std::move(list));
        CHECK_OK(fonts);
        CHECK(fonts->is_rescue());
        Typesetter typesetter(*fonts);
        auto layout = typesetter.lay_out({.spans = {{"Geen lettertypen gevonden (één fout): 水", Weight::Bold}}}, 2000);
        CHECK_EQ(layout->missing_glyphs, 1);
        GlyphCache glyphs(*fonts);
        CHECK(glyphs.warm(*layout, 1000) > 15);
    }
}

void capitals_are_as_tall_as_asked(Setting& here) {
    CHECK_EQ(em_for_capital_height(here.fonts, 28.0), 39);  // Noto Sans: 714 thousandths of an em
    CHECK_EQ(em_for_capital_height(here.fonts, 0.0), 4);
}

}  // namespace

int run_font_tests() {
    const CMUnitTest tests[] = {
        test<each_script_has_its_face, Setting>("each script and language has its face"),
        test<names_what_is_missing, Setting>("characters no font has are named"),
        test<list_says_what_is_wrong>("a wrong font list is refused by name"),
        test<stands_in_for_missing_files>("a font that is not there is left out and another stands in"),
        test<reads_without_any_file>("without any font file Latin text can still be read"),
        test<capitals_are_as_tall_as_asked, Setting>("capitals are as tall as was asked"),
    };
    return run("fonts", tests);
}
