#include <fstream>
#include <sstream>

#include "kiosk/text/breaks.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/text/pinned_fonts.hpp"
#include "tests/text/text_tests.hpp"

using namespace baken;
using namespace baken::text;
using namespace baken::testing;

namespace {

// One line of LineBreakTest.txt: "× 0023 × 0020 ÷ 0023 ÷ # comment".
struct UnicodeCase {
    Source source;
    std::vector<bool> breaks;  // before each unit and at the end
};

void append(Source& source, char32_t c) {
    if (c < 0x10000) {
        source.text += static_cast<char16_t>(c);
    } else {
        source.text += static_cast<char16_t>(0xD7C0 + (c >> 10));
        source.text += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    }
}

UnicodeCase parse(const std::string& line) {
    UnicodeCase parsed;
    std::istringstream words(line.substr(0, line.find('#')));
    std::string word;
    while (words >> word) {
        if (word == "÷" || word == "×") {
            parsed.breaks.resize(parsed.source.text.size(), false);
            parsed.breaks.push_back(word == "÷");
        } else {
            append(parsed.source, static_cast<char32_t>(std::stoul(word, nullptr, 16)));
        }
    }
    return parsed;
}

bool agrees(Breaker& breaker, const UnicodeCase& expected) {
    auto breaks = breaker.line_breaks(expected.source, "en");
    for (std::size_t at = 1; at < breaks.size(); ++at) {
        if ((breaks[at] != Break::None) != expected.breaks[at]) return false;
    }
    return true;
}

void follows_unicode() {
    std::ifstream in("/usr/share/unicode/auxiliary/LineBreakTest.txt");
    if (!in) throw Skipped{"unicode-data is not installed"};
    Breaker breaker;
    std::string line;
    int right = 0, wrong = 0;
    while (std::getline(in, line)) {
        auto expected = parse(line);
        if (expected.source.text.empty()) continue;
        ++(agrees(breaker, expected) ? right : wrong);
    }
    CHECK(right > 7000);
    // ICU treats a hyphen before a letter, and numbers in brackets, its own documented way.
    if (wrong > 60) fail_check(std::to_string(wrong) + " cases of LineBreakTest.txt differ", __FILE__, __LINE__);
}

void chinese_keeps_its_punctuation(Setting& here) {
    std::string text =
        "停电通知：请把自来水煮沸三分钟，然后再饮用。（电话），“请注意”、《通知》；好吗？好！请（大家）注意…谢谢。";
    for (int width = 160; width < 1400; width += 16) {
        auto layout = here.typesetter.lay_out({.spans = {{text}}, .language = "zh"}, width);
        for (const auto& line : layout->lines) {
            std::string_view part(text.data() + line.begin, line.end - line.begin);
            for (std::string_view never_first : {"。", "、", "，", "：", "；", "！", "？", "）", "》", "”", "…"}) {
                if (part.starts_with(never_first))
                    fail_check("a line starts with " + std::string(never_first), __FILE__, __LINE__);
            }
            for (std::string_view never_last : {"（", "《", "“"}) {
                if (part.ends_with(never_last))
                    fail_check("a line ends with " + std::string(never_last), __FILE__, __LINE__);
            }
        }
    }
}

void flags_are_one_letter() {
    Breaker breaker;
    Source source = prepare({.spans = {{"🇳🇱🇺🇦e\u0301👩‍🚒"}}});
    auto ends = breaker.letter_ends(source, 0, source.size());
    CHECK_EQ(ends.size(), 4U);
    CHECK_EQ(ends[0], 4U);
    CHECK_EQ(ends.back(), source.size());
}

}  // namespace

int run_line_break_tests() {
    const CMUnitTest tests[] = {
        test<follows_unicode>("lines break where Unicode's own test says"),
        test<chinese_keeps_its_punctuation, Setting>(
            "no Chinese line starts with a full stop or ends in an opening bracket"),
        test<flags_are_one_letter>("flags, accented letters and joined emoji are one letter each"),
    };
    return run("line breaks", tests);
}
