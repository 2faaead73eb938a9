#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kiosk/linter/message_rules.hpp"
#include "kiosk/linter/numbers.hpp"
#include "kiosk/linter/pictures.hpp"
#include "kiosk/linter/readability.hpp"
#include "tests/linter/linter_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::linter;
using namespace baken::testing;

namespace {

std::string found_in(std::string_view line) {
    return fmt::format("{}", fmt::join(local_numbers(line), "; "));
}

void local_numbers_are_seen() {
    CHECK_EQ(found_in("Bel 020 555 12 34."), std::string("020 555 12 34"));
    CHECK_EQ(found_in("Bel +31 (0)20 5551234"), std::string("+31 (0)20 5551234"));
    CHECK_EQ(found_in("Bel 0800-1234 of 112"), std::string("0800-1234"));
    CHECK_EQ(found_in("Bel 088\u00A06628240"), std::string("088 6628240"));
    CHECK_EQ(found_in("Bel 0900\u20118845"), std::string("0900-8845"));
    CHECK_EQ(found_in("٠٢٠ ٥٥٥ ١٢ ٣٤"), std::string("020 555 12 34"));
    CHECK_EQ(found_in("۰۲۰۵۵۵۱۲۳۴"), std::string("0205551234"));
    CHECK_EQ(found_in("拨打０２０５５５１２３４"), std::string("0205551234"));
    CHECK_EQ(found_in("bel 113 of 144"), std::string("113; 144"));
    CHECK_EQ(found_in("luister op 93,1 FM"), std::string("93,1 FM"));
    CHECK_EQ(found_in("94.5 МГц"), std::string("94.5 МГц"));
    CHECK_EQ(found_in("radio: 100.1"), std::string("100.1"));
}

void other_numbers_are_left_alone() {
    for (auto line :
         {"Bel 112, 0900-8844, 0800-9009, 0800-1351 of 0800-8002.", "اتصل بالرقم ١١٢", "Bel 0900 8844",
          "Kook 3 minuten. 72 uur, 11.800 mensen, 14:08 uur, 37,5 graden", "Sinds 2026-11-22T14:30:00+01:00",
          "€ 70 per persoon en € 30 per kind", "1. Eerst 2. Dan 3. Daarna", "10-15 minuten", "7 °C"}) {
        CHECK_EQ(found_in(line), std::string());
    }
}

std::string complaints(std::string_view master, std::string_view translation, std::string_view language) {
    std::string text;
    for (const auto& complaint : compare_message(master, translation, language)) text += complaint.check + " ";
    return text;
}

void translations_are_compared() {
    const auto* dutch = "{count, plural, one {# bericht} other {# berichten}} in {street}";
    CHECK_EQ(complaints(dutch, dutch, "nl"), std::string());
    CHECK_EQ(complaints(dutch, "{street}: {count, plural, other {#}}", "zh"), std::string());
    CHECK_EQ(complaints(dutch, "{street}: {count}", "zh"), std::string());
    CHECK_EQ(complaints(dutch, "{street}: {count, plural, one {#} other {#}}", "pl"), std::string("message.plural "));
    CHECK_EQ(complaints(dutch, "{street}: {count, plural, one {#} few {#} many {#} other {#}}", "pl"), std::string());
    CHECK_EQ(complaints(dutch, "{street}: {count, plural, =1 {#} one {#} two {#} other {#}}", "en"),
             std::string("message.plural "));
    CHECK_EQ(complaints(dutch, "{straat}", "nl"), std::string("message.argument message.argument "));
    CHECK_EQ(complaints("{a, select, x {1} other {2}}", "{a, select, y {1} other {2}}", "en"),
             std::string("message.select "));
    CHECK_EQ(complaints("x", "", "en"), std::string("message.empty "));
    CHECK_EQ(complaints("x", "{", "en"), std::string("message.syntax "));
    CHECK_EQ(complaints("l'eau", "c'est l'eau", "fr"), std::string());
}

void picture_sizes_are_read() {
    const std::string png("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\1\0\0\0\0\x10\x08", 25);
    CHECK_EQ(picture_size(png)->width, 256U);
    CHECK_EQ(picture_size(png)->height, 16U);
    const std::string jpeg("\xFF\xD8\xFF\xE0\0\4ab\xFF\xC0\0\x11\x08\0\x20\1\0\3", 18);
    CHECK_EQ(picture_size(jpeg)->width, 256U);
    CHECK_EQ(picture_size(jpeg)->height, 32U);
    for (std::size_t cut = 0; cut < jpeg.size() - 1; ++cut) CHECK(!picture_size(jpeg.substr(0, cut)));
    CHECK(!picture_size("GIF89a") && !picture_size(png.substr(0, 20)));
    CHECK(!picture_size(std::string("\xFF\xD8\xFF\xE0\0\0", 6) + std::string(30, '\xFF')));
}

void sentences_are_counted() {
    auto page =
        bulletins::parse_page("+++\ntitle = \"x\"\n+++\n## Kop hier\n\nEén zin. En nog één! 3 liter.\n\n- Los item\n");
    CHECK_OK(page);
    auto sentences = sentences_of(*page);
    CHECK_EQ(sentences.size(), 5U);
    CHECK_EQ(sentences[1].words, 2);
    CHECK_EQ(sentences[1].letters, 6);
    CHECK_EQ(sentences[1].syllables, 2);
    CHECK_EQ(sentences[1].line, 6);
    auto figures = readability_of(sentences, "nl");
    CHECK_EQ(figures.longest_sentence, 3);
    CHECK_EQ(figures.sentences, 5);
    CHECK_EQ(readability_of({}, "nl").sentences, 0);
}

}  // namespace

int run_rules_tests() {
    const CMUnitTest tests[] = {
        test<local_numbers_are_seen>("local telephone numbers and frequencies are seen in every script"),
        test<other_numbers_are_left_alone>("national numbers, amounts, times and dates are left alone"),
        test<translations_are_compared>("a translation is compared with the Dutch message"),
        test<picture_sizes_are_read>("the size of a picture is read from its first bytes"),
        test<sentences_are_counted>("sentences, words and syllables are counted"),
    };
    return run("linter rules", tests);
}
