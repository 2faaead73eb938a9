#include "exchange/records/radio_card.hpp"

#include <algorithm>

#include "exchange/base/text.hpp"
#include "exchange/records/check_number.hpp"
#include "exchange/records/record_json.hpp"
#include "exchange/records/text_rule.hpp"
#include "tests/records/records_tests.hpp"
#include "tests/records/samples.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::records;
using namespace baken::testing;

namespace {

std::string text_of(const RadioCard& card) {
    std::string text;
    for (const auto& line : card.lines) {
        CHECK(count_letters(line) <= kCardWidth);
        text += line + "\n";
    }
    return text;
}

// tests/cases/records/radio/<case>: `in` is a record, and `nl` and `en` are its cards.
void radio_folders() {
    for (const auto& folder : case_folders("records/radio")) {
        auto record = from_json(read_text(folder / "in"));
        CHECK_OK(record);
        check_against(text_of(radio_card(*record, "Baflo", CardLanguage::Dutch)), folder / "nl");
        check_against(text_of(radio_card(*record, "Baflo", CardLanguage::English)), folder / "en");
    }
}

std::string spelled(std::string_view text) {
    std::string line;
    for (const auto& group : spell(text, CardLanguage::English)) line += (line.empty() ? "" : " | ") + group;
    return line;
}

void spelling() {
    CHECK_EQ(spelled("Dam 12b"), "Delta Alfa Mike | one two Bravo");
    CHECK_EQ(spelled("  Őry-Łoś  "), "Oscar Romeo Yankee hyphen Lima Oscar Sierra");
    CHECK_EQ(
        spelled("'s-Gravendijk, no. 4"),
        "Sierra hyphen Golf Romeo Alfa Victor Echo November Delta India Juliett Kilo | November Oscar point | four");
    CHECK_EQ(spelled("Олена K"), "unknown sign | Kilo");
    CHECK_EQ(spelled("e\xCC\x81"), "Echo");
    CHECK_EQ(spelled(" , ; "), "");
    CHECK_EQ(say_digits(40, CardLanguage::Dutch), "vier nul");
}

void digits_noticed() {
    for (int value = 0; value < 10'000; value += 37) {
        auto good = format(CheckNumber{value});
        CHECK(*parse_check_number(good) == CheckNumber{value});
        for (std::size_t i = 0; i < good.size(); ++i) {
            for (char digit = '0'; digit <= '9'; ++digit) {
                auto bad = good;
                bad[i] = digit;
                CHECK_EQ(parse_check_number(bad).has_value(), bad == good);
            }
            if (i == 0) continue;
            auto swapped = good;
            std::swap(swapped[i - 1], swapped[i]);
            CHECK_EQ(parse_check_number(swapped).has_value(), swapped == good);
        }
    }
}

void typed_numbers() {
    auto good = format(CheckNumber{4071});
    CHECK(*parse_check_number(good.substr(0, 2) + " " + good.substr(2, 1) + "-" + good.substr(3) + ".") ==
          CheckNumber{4071});
    CHECK_REFUSED(parse_check_number(""), "check-number.form");
    CHECK_REFUSED(parse_check_number("4071"), "check-number.form");
    CHECK_REFUSED(parse_check_number("4071x"), "check-number.form");
    CHECK_REFUSED(parse_check_number(std::string(10'000, '1')), "check-number.form");
    CHECK_REFUSED(parse_check_number(std::string(50, ' ') + good), "check-number.form");
}

void same_number() {
    auto record = emergency();
    auto number = check_number_of(record.head);
    record.head.mode = Mode::Exercise;
    std::get<EmergencyReport>(record.body).what = "anders verteld";
    CHECK(check_number_of(record.head) == number);
    record.head.kiosk = "nsp-baflo-2";
    CHECK(check_number_of(record.head) != number);
    CHECK_EQ(radio_card(emergency(), "Baflo", CardLanguage::Dutch).check_number, format(number));
    CHECK(radio_card(help_request(), "Baflo", CardLanguage::Dutch).lines.empty());
}

void long_words() {
    auto record = emergency();
    std::get<EmergencyReport>(record.body).what = std::string(200, 'w');
    std::get<EmergencyReport>(record.body).reporter = "ሀ";
    auto text = text_of(radio_card(record, std::string(300, 's'), CardLanguage::English));
    CHECK(std::ranges::count(text, 'w') >= 200);
    CHECK(std::ranges::count(text, 's') >= 300);
    CHECK(text.find("unknown sign") != std::string::npos);
}

}  // namespace

int run_radio_tests() {
    const CMUnitTest tests[] = {
        test<radio_folders>("every case of a radio card reads as expected, in Dutch and English"),
        test<spelling>("names are spelled without accents, digits one by one, and what cannot be spelled is said"),
        test<digits_noticed>("a wrong digit or two swapped in a check number are noticed"),
        test<typed_numbers>("a check number may be typed with spaces, and nothing else passes for one"),
        test<same_number>("the check number depends on nothing but the record's id and kiosk"),
        test<long_words>("nothing is lost and no line is too long when words are"),
    };
    return run("records.radio", tests);
}
