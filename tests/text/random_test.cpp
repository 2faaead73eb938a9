#include <random>

#include "kiosk/text/glyph_cache.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/text/pinned_fonts.hpp"
#include "tests/text/text_tests.hpp"

using namespace baken;
using namespace baken::text;
using namespace baken::testing;

namespace {

constexpr const char* kPieces[] = {"A",
                                   "Z",
                                   "7",
                                   "0800-0411",
                                   "06:40",
                                   " ",
                                   "  ",
                                   "\n",
                                   "\r\n",
                                   "\t",
                                   "\u00AD",
                                   "-",
                                   "water ",
                                   "Één",
                                   "fi",
                                   "ffl",
                                   "AVATAR",
                                   "слово ",
                                   "їжак",
                                   "ΆΈ",
                                   "ς",
                                   "水",
                                   "。",
                                   "、",
                                   "“",
                                   "……",
                                   "通知",
                                   "か",
                                   "ガ",
                                   "한국",
                                   "ሰላም",
                                   "፡",
                                   "።",
                                   "سلام",
                                   "لا",
                                   "مَرْحَبًا",
                                   "ک",
                                   "ی",
                                   "٠٨٠٠",
                                   "۰۶:۴۰",
                                   "،",
                                   "«",
                                   "»",
                                   "(",
                                   ")",
                                   "[",
                                   "עברית",
                                   "א",
                                   "हिन्दी",
                                   "क्षि",
                                   "ไทย",
                                   "தமிழ்",
                                   "\u0301",
                                   "\u0323\u0308",
                                   "\u064B",
                                   "\u0591",
                                   "\u093F",
                                   "\u20E3",
                                   "\u200B",
                                   "\u200C",
                                   "\u200D",
                                   "\u200E",
                                   "\u200F",
                                   "\u2066",
                                   "\u2067",
                                   "\u2068",
                                   "\u2069",
                                   "\u202A",
                                   "\u202B",
                                   "\u202C",
                                   "\u202D",
                                   "\u202E",
                                   "\uFE0F",
                                   "\u2028",
                                   "\u0085",
                                   "\u00A0",
                                   "\u3000",
                                   "\uFFFD",
                                   "\uFEFF",
                                   "🔥",
                                   "🇳🇱",
                                   "👩‍🚒",
                                   "👍🏽",
                                   "\U000E0041",
                                   "\U0010FFFF",
                                   "\xff",
                                   "\xC0\xAF",
                                   "\xED\xA0\x80",
                                   "\xE2\x82",
                                   "\xF0\x9F",
                                   "\x01",
                                   "\x1b[31m",
                                   "\x7f",
                                   "€70",
                                   "+31 6 12345678",
                                   "a\u0300\u0301\u0302\u0303\u0304\u0305",
                                   "Donaudampfschifffahrtsgesellschaft"};

class Strings {
public:
    explicit Strings(unsigned seed) : random_(seed) {}
    int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    std::string next() {
        std::string text;
        for (int pieces = number(14); pieces > 0; --pieces)
            text += kPieces[number(static_cast<int>(std::size(kPieces)))];
        for (int bytes = number(8) == 0 ? number(6) : 0; bytes > 0; --bytes) text += static_cast<char>(number(256));
        if (text.find('\0') != std::string::npos && number(2) == 0) text += '\0';
        return text;
    }

private:
    std::mt19937 random_;
};

Paragraph some_paragraph(Strings& strings) {
    constexpr const char* kLanguages[] = {"nl", "ar", "fa", "zh", "ti", "uk", "tr", "", "x-\xff", "zh-Hant-TW"};
    Paragraph paragraph;
    for (int spans = 1 + strings.number(3); spans > 0; --spans) {
        paragraph.spans.push_back({strings.next(), static_cast<Weight>(strings.number(2))});
    }
    paragraph.language = kLanguages[strings.number(10)];
    paragraph.direction = static_cast<Direction>(strings.number(2));
    paragraph.align = static_cast<Align>(strings.number(3));
    paragraph.em = strings.number(50) == 0 ? strings.number(5000) - 100 : 12 + strings.number(60);
    paragraph.max_lines = strings.number(3) == 0 ? strings.number(4) : 0;
    return paragraph;
}

// A capital or a digit is never part of a ligature or a mark of another letter: its own glyph must be in the line.
void check_nothing_lost(const Line& line, std::string_view text) {
    for (std::size_t at = line.begin; at < line.end; ++at) {
        bool marked = at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x80;
        bool follows = at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0x80;
        bool plain = (text[at] >= 'A' && text[at] <= 'Z') || (text[at] >= '0' && text[at] <= '9');
        if (!plain || marked || follows) continue;
        auto own = [&](const PlacedGlyph& glyph) { return line.begin + glyph.cluster_hint == at; };
        CHECK(std::ranges::any_of(line.glyphs, own));
    }
}

void check_layout(const TextLayout& layout, const Paragraph& paragraph) {
    std::string text;
    for (const auto& span : paragraph.spans) text += span.text;
    CHECK(!layout.lines.empty());
    std::uint32_t expected_begin = 0;
    for (const auto& line : layout.lines) {
        CHECK_EQ(line.begin, expected_begin);
        CHECK(line.end >= line.begin && line.end <= text.size());
        CHECK(layout.overflows || line.width <= layout.box_width);
        check_nothing_lost(line, text);
        expected_begin = line.end;
    }
    CHECK(layout.truncated || expected_begin == text.size());
    CHECK(paragraph.max_lines == 0 || layout.lines.size() <= static_cast<std::size_t>(paragraph.max_lines));
}

void any_text_is_set(Setting& here) {
    Strings strings(20261123);
    GlyphCache glyphs(here.fonts, 512 * 1024);
    for (int round = 0; round < 20'000; ++round) {
        auto paragraph = some_paragraph(strings);
        int width = strings.number(10) == 0 ? strings.number(30) - 5 : 20 + strings.number(900);
        auto layout = here.typesetter.lay_out(paragraph, width);
        try {
            check_layout(*layout, paragraph);
        } catch (const Failure& failure) {
            std::string text;
            for (const auto& span : paragraph.spans) text += span.text + "|";
            fail_check("round " + std::to_string(round) + " width " + std::to_string(width) + " \"" + text +
                           "\": " + failure.text,
                       failure.file, failure.line);
        }
        if (paragraph.em < 100 && round % 8 == 0) (void)glyphs.warm(*layout, 1000);
        int natural = here.typesetter.natural_width(paragraph);
        CHECK(here.typesetter.widest_word(paragraph) <= natural + 64);
    }
}

}  // namespace

int run_random_tests() {
    const CMUnitTest tests[] = {
        test<any_text_is_set, Setting>(
            "twenty thousand strange texts are set without a crash and without losing a letter"),
    };
    return run("random", tests);
}
