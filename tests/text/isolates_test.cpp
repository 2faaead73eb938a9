#include "kiosk/text/isolates.hpp"

#include "tests/support/cmocka.hpp"
#include "tests/text/pinned_fonts.hpp"
#include "tests/text/text_tests.hpp"

using namespace baken;
using namespace baken::text;
using namespace baken::testing;

namespace {

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

// The isolates made visible: [ and ].
std::string marked(std::string_view text) {
    std::string out = isolate_numbers(text);
    for (auto [what, mark] : {std::pair{"\u2066", "["}, std::pair{"\u2069", "]"}}) {
        for (auto at = out.find(what); at != std::string::npos; at = out.find(what)) out.replace(at, 3, mark);
    }
    return out;
}

const char* const kWritten[] = {"06:40",
                                "15:00",
                                "07:00-23:00",
                                "07:00–23:00",
                                "07:00 - 23:00",
                                "11.800",
                                "0800-0411",
                                "+31 6 12345678",
                                "06-12345678",
                                "(030) 123 45 67",
                                "+31 (0)30 1234567",
                                "3.000,50",
                                "22-11-2026",
                                "1/2",
                                "50%",
                                "€70",
                                "€ 70",
                                "70 €",
                                "-5",
                                "20°C",
                                "12A",
                                "3511 ED",
                                "24/7",
                                "€50-€70",
                                "±3",
                                "۰۶:۴۰-۰۷:۳۰",
                                "#12",
                                "0800 0411",
                                "112-113"};

void keep_their_order(Setting& here) {
    for (auto language : {"ar", "fa", "he"}) {
        for (std::string number : kWritten) {
            for (std::string frame : {"الساعة # في", "اتصل على #.", "# منزل", "(#) هنا", "قبل #، ثم"}) {
                std::string text = frame.replace(frame.find('#'), 1, number);
                auto layout = here.typesetter.lay_out(
                    {.spans = {{text}}, .language = language, .direction = Direction::RightToLeft}, 3000);
                auto shown = from_left_to_right(layout->lines.front(), text);
                if (shown.find(without_spaces(number)) != std::string::npos) continue;
                fail_check(number + " is shown as " + shown, __FILE__, __LINE__);
            }
        }
    }
}

void street_numbers_stay_with_the_street(Setting& here) {
    for (std::string name : {"Kerkstraat 12-14", "Kerkstraat 12A", "Laan 1940-1945 3", "www.crisis.nl/112-113"}) {
        std::string text = "في " + name + "، اليوم";
        auto layout =
            here.typesetter.lay_out({.spans = {{text}}, .language = "ar", .direction = Direction::RightToLeft}, 3000);
        auto shown = from_left_to_right(layout->lines.front(), text);
        if (shown.find(without_spaces(name)) == std::string::npos)
            fail_check(name + " is shown as " + shown, __FILE__, __LINE__);
    }
}

void only_numbers_with_signs() {
    CHECK_EQ(marked("في 2026 و 112"), std::string("في 2026 و 112"));
    CHECK_EQ(marked("من 07:00 إلى 23:00."), std::string("من [07:00] إلى [23:00]."));
    CHECK_EQ(marked("اتصل 06 12345678 الساعة 4, 5"), std::string("اتصل [06 12345678] الساعة 4, 5"));
    CHECK_EQ(marked("خط 4 06:40"), std::string("خط 4 [06:40]"));
    CHECK_EQ(marked("0800-0411 06:40"), std::string("[0800-0411] [06:40]"));
    CHECK_EQ(marked("(07:00–23:00)"), std::string("([07:00–23:00])"));
    CHECK_EQ(marked("Kerkstraat 12-14"), std::string("Kerkstraat 12-14"));
    CHECK_EQ(marked("https://crisis.nl/1-2"), std::string("https://crisis.nl/1-2"));
    CHECK_EQ(marked("A12-A27"), std::string("A12-A27"));
    CHECK_EQ(marked("NL (06:40)"), std::string("NL ([06:40])"));
    CHECK_EQ(marked(""), std::string());
}

void twice_is_once() {
    for (std::string number : kWritten) {
        auto once = isolate_numbers("قبل " + number + " بعد");
        CHECK_EQ(isolate_numbers(once), once);
    }
}

void hostile_numbers_cost_little() {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "0-1#(0)";
    CHECK(find_numbers(text).size() > 1);
    std::string brackets(200'000, '(');
    brackets += "1-2\xff\xdb";
    CHECK_EQ(find_numbers(brackets).size(), 1U);
}

void are_not_parted(Setting& here) {
    std::string text = "Bel 0800-0411 of +31 6 12345678 tussen 07:00 – 23:00 uur, ook op 22-11-2026.";
    for (int width = 260; width < 900; width += 7) {
        auto layout = here.typesetter.lay_out({.spans = {{text}}}, width);
        for (const auto& line : layout->lines) {
            std::string_view part(text.data() + line.begin, line.end - line.begin);
            for (std::string_view number : {"0800-0411", "+31 6 12345678", "07:00 – 23:00", "22-11-2026"}) {
                auto from = text.find(number), to = from + number.size();
                bool parted = (line.begin > from && line.begin < to) || (line.end > from && line.end < to);
                if (parted)
                    fail_check(
                        std::string(number) + " is parted at width " + std::to_string(width) + ": " + std::string(part),
                        __FILE__, __LINE__);
            }
        }
    }
}

}  // namespace

int run_isolate_tests() {
    const CMUnitTest tests[] = {
        test<keep_their_order, Setting>("numbers, times and telephone numbers keep their order in right-to-left text"),
        test<street_numbers_stay_with_the_street, Setting>("a number after a Latin name stays with it"),
        test<only_numbers_with_signs>("only numbers with signs or separators are isolated"),
        test<twice_is_once>("isolating twice changes nothing"),
        test<hostile_numbers_cost_little>("a megabyte of digits and signs is looked through in one go"),
        test<are_not_parted, Setting>("a line never ends inside a telephone number or a time"),
    };
    return run("isolates", tests);
}
