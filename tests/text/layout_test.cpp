#include "kiosk/text/typesetter.hpp"

#include "kiosk/text/bounded_cache.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/text/pinned_fonts.hpp"
#include "tests/text/text_tests.hpp"

using namespace baken;
using namespace baken::text;
using namespace baken::testing;

namespace {

const Paragraph kDutch{.spans = {{"Kook het kraanwater drie minuten en laat het daarna afkoelen."}}};
const Paragraph kArabic{
    .spans = {{"اغلِ الماء ثلاث دقائق على الأقل، ثم دعه يبرد."}}, .language = "ar", .direction = Direction::RightToLeft};

std::string part(const Paragraph& paragraph, const Line& line) {
    return paragraph.spans[0].text.substr(line.begin, line.end - line.begin);
}

void natural_width_needs_no_break(Setting& here) {
    for (const auto& paragraph : {kDutch, kArabic}) {
        int natural = here.typesetter.natural_width(paragraph);
        CHECK_EQ(here.typesetter.lay_out(paragraph, natural)->lines.size(), 1U);
        CHECK_EQ(here.typesetter.lay_out(paragraph, natural)->width, natural);
        CHECK_EQ(here.typesetter.lay_out(paragraph, natural - 1)->lines.size(), 2U);
    }
}

void widest_word_needs_no_cut(Setting& here) {
    for (const auto& paragraph : {kDutch, kArabic}) {
        int widest = here.typesetter.widest_word(paragraph);
        CHECK(widest < here.typesetter.natural_width(paragraph));
        CHECK(!here.typesetter.lay_out(paragraph, widest)->overflows);
        auto narrow = here.typesetter.lay_out(paragraph, widest - 1);
        CHECK(narrow->overflows);
        CHECK(narrow->width <= widest - 1);
    }
}

void forced_breaks(Setting& here) {
    Paragraph paragraph{.spans = {{"een\r\ntwee\n\ndrie\u2028vier\n"}}};
    auto layout = here.typesetter.lay_out(paragraph, 500);
    CHECK_EQ(layout->lines.size(), 6U);
    CHECK_EQ(part(paragraph, layout->lines[0]), std::string("een\r\n"));
    CHECK_EQ(layout->lines[2].width, 0);
    CHECK_EQ(part(paragraph, layout->lines[3]), std::string("drie\u2028"));
    CHECK_EQ(part(paragraph, layout->lines[5]), std::string());
    CHECK_EQ(here.typesetter.lay_out({}, 500)->lines.size(), 1U);
    CHECK(here.typesetter.lay_out({}, 500)->height > 32);
}

void trailing_space_hangs(Setting& here) {
    Paragraph spaced{.spans = {{"water      drinken"}}};
    int word = here.typesetter.natural_width({.spans = {{"drinken"}}});
    auto layout = here.typesetter.lay_out(spaced, word);
    CHECK_EQ(layout->lines.size(), 2U);
    CHECK_EQ(layout->lines[0].width, here.typesetter.natural_width({.spans = {{"water"}}}));
    CHECK_EQ(layout->lines[0].glyphs.size(), 5U);
}

void soft_hyphen_shows_only_when_broken(Setting& here) {
    Paragraph word{.spans = {{"nood\u00ADsteun\u00ADpunt"}}};
    Paragraph plain{.spans = {{"noodsteunpunt"}}};
    CHECK_EQ(here.typesetter.natural_width(word), here.typesetter.natural_width(plain));
    auto whole = here.typesetter.lay_out(word, 500);
    CHECK_EQ(whole->lines[0].glyphs.size(), 13U);
    int first = here.typesetter.natural_width({.spans = {{"noodsteun‐"}}});
    auto broken = here.typesetter.lay_out(word, first);
    CHECK_EQ(broken->lines.size(), 2U);
    CHECK_EQ(broken->lines[0].glyphs.size(), 10U);
    CHECK_EQ(broken->lines[0].width, first);
    CHECK(!broken->overflows);
    // One pixel less and the hyphen has no room.
    CHECK_EQ(part(word, here.typesetter.lay_out(word, first - 1)->lines[0]), std::string("nood\u00AD"));
}

void cuts_with_an_ellipsis(Setting& here) {
    for (auto paragraph : {kDutch, kArabic}) {
        paragraph.max_lines = 2;
        for (int width = 60; width < 900; width += 11) {
            auto layout = here.typesetter.lay_out(paragraph, width);
            CHECK(layout->lines.size() <= 2);
            CHECK(layout->overflows || layout->width <= width);
            CHECK_EQ(layout->truncated, layout->lines.back().end != paragraph.spans[0].text.size());
        }
        paragraph.max_lines = 1;
        auto layout = here.typesetter.lay_out(paragraph, 250);
        const auto& line = layout->lines[0];
        const auto& last = paragraph.direction == Direction::LeftToRight ? line.glyphs.back() : line.glyphs.front();
        CHECK_EQ(last.glyph, here.fonts.face(last.face).glyph_of(U'…'));
    }
    // An empty second line is cut too.
    auto layout = here.typesetter.lay_out({.spans = {{"\n\nslot"}}, .max_lines = 1}, 250);
    CHECK(layout->truncated && !layout->overflows);
    CHECK_EQ(layout->lines[0].glyphs.size(), 1U);
}

void stands_where_asked(Setting& here) {
    auto left = [&](Paragraph paragraph, Align align) {
        paragraph.align = align;
        return here.typesetter.lay_out(paragraph, 2000)->lines[0].left;
    };
    int dutch = 2000 - here.typesetter.natural_width(kDutch), arabic = 2000 - here.typesetter.natural_width(kArabic);
    CHECK_EQ(left(kDutch, Align::Start), 0);
    CHECK_EQ(left(kDutch, Align::Center), dutch / 2);
    CHECK_EQ(left(kDutch, Align::End), dutch);
    CHECK_EQ(left(kArabic, Align::Start), arabic);
    CHECK_EQ(left(kArabic, Align::Center), arabic / 2);
    CHECK_EQ(left(kArabic, Align::End), 0);
}

void lines_keep_their_rhythm(Setting& here) {
    auto layout = here.typesetter.lay_out({.spans = {{"Water 水 سلام ሰላም\nwater\nwater"}}}, 2000);
    int step = layout->lines[1].baseline - layout->lines[0].baseline;
    CHECK_EQ(layout->lines[2].baseline - layout->lines[1].baseline, step);
    CHECK_EQ(layout->height, 3 * step);
    CHECK(step > here.typesetter.line_height({.spans = {{"water"}}}));
    CHECK(here.typesetter.line_height({.spans = {{"water"}}, .spacing = LineSpacing::Tight}) <
          here.typesetter.line_height({.spans = {{"water"}}}));
}

// A word cut between its letters keeps their joined forms: the last letter before the cut is not drawn as a final one.
void cut_letters_stay_joined(Setting& here) {
    Paragraph word{.spans = {{"بببببببب"}}, .language = "ar", .direction = Direction::RightToLeft};
    auto whole = here.typesetter.lay_out(word, 1000);
    auto cut = here.typesetter.lay_out(word, here.typesetter.natural_width(word) / 2);
    CHECK(cut->lines.size() >= 2 && cut->overflows);
    std::vector<std::uint32_t> once, again;
    for (const auto& glyph : whole->lines[0].glyphs) once.push_back(glyph.glyph);
    for (auto line = cut->lines.rbegin(); line != cut->lines.rend(); ++line) {
        for (const auto& glyph : line->glyphs) again.push_back(glyph.glyph);
    }
    CHECK(once == again);
}

void asking_again_costs_a_lookup(Setting& here) {
    auto layout = here.typesetter.lay_out(kDutch, 300);
    CHECK(here.typesetter.lay_out(kDutch, 300) == layout);
    CHECK(here.typesetter.lay_out(kDutch, 301) != layout);
    auto bold = kDutch;
    bold.spans[0].weight = Weight::Bold;
    CHECK(here.typesetter.natural_width(bold) > here.typesetter.natural_width(kDutch));
    for (int i = 0; i < 5000; ++i) {  // Far more than the caches hold.
        (void)here.typesetter.lay_out({.spans = {{"Bulletin " + std::to_string(i) + " over het water"}}}, 300);
    }
    CHECK(here.typesetter.lay_out(kDutch, 300) != layout);
    CHECK(*here.typesetter.lay_out(kDutch, 300) == *layout);
}

struct Identity {
    std::size_t operator()(int key) const { return static_cast<std::size_t>(key); }
};

void cache_forgets_the_oldest() {
    BoundedCache<int, std::string, Identity> cache(100);
    cache.put(1, "one", 40);
    cache.put(2, "two", 40);
    CHECK(cache.find(1) != nullptr);
    cache.put(3, "three", 40);
    CHECK(cache.find(2) == nullptr);
    CHECK_EQ(*cache.find(1), std::string("one"));
    CHECK_EQ(cache.held(), 80U);
    cache.put(4, "huge", 1000);
    CHECK_EQ(cache.count(), 1U);
    CHECK_EQ(*cache.find(4), std::string("huge"));
}

}  // namespace

int run_layout_tests() {
    const CMUnitTest tests[] = {
        test<natural_width_needs_no_break, Setting>("a box of the natural width needs no break, one pixel less does"),
        test<widest_word_needs_no_cut, Setting>("a box as wide as the widest word cuts no word, one pixel less does"),
        test<forced_breaks, Setting>("every kind of forced break ends a line, and empty lines stay"),
        test<trailing_space_hangs, Setting>("white space at the end of a line takes no room"),
        test<soft_hyphen_shows_only_when_broken, Setting>("a soft hyphen shows only where the word is broken"),
        test<cuts_with_an_ellipsis, Setting>("too many lines end in an ellipsis that fits"),
        test<stands_where_asked, Setting>("lines stand at the start, the centre or the end of their direction"),
        test<lines_keep_their_rhythm, Setting>("the lines of a paragraph are equally far apart"),
        test<cut_letters_stay_joined, Setting>("an Arabic word that is cut keeps its joined letters"),
        test<asking_again_costs_a_lookup, Setting>(
            "a layout is kept, forgotten when many others came, and made alike again"),
        test<cache_forgets_the_oldest>("a bounded cache forgets what was used longest ago"),
    };
    return run("layout", tests);
}
