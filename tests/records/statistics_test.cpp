#include "exchange/records/statistics.hpp"

#include "exchange/base/text.hpp"
#include "tests/records/records_tests.hpp"
#include "tests/records/samples.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::records;
using namespace baken::testing;

namespace {

constexpr auto kNoon = "2026-11-23T12:00:00Z";

void add(std::vector<Counted>& records, int count, Kind kind, const char* category, const char* language,
         const char* hour = kNoon) {
    for (int i = 0; i < count; ++i) records.push_back({at(hour), kind, category, language});
}

std::string table(const std::vector<Counted>& records) {
    std::string text;
    for (const auto& row : statistics(records)) text += row.value + " " + std::to_string(row.count) + "\n";
    return text;
}

void what_is_counted() {
    auto one = counted(help_request());
    CHECK(*one == (Counted{at("2026-11-23T13:00:00Z"), Kind::HelpRequest, "medicines", "nl"}));
    CHECK_EQ(counted(emergency())->category, "medical");
    CHECK_EQ(counted(one_of_each()[2])->category, "vehicle");
    CHECK_EQ(counted(one_of_each()[4])->category, "blocked-road");
    CHECK_EQ(counted(one_of_each()[5])->category, "");
    auto drill = help_request();
    drill.head.mode = Mode::Exercise;
    CHECK(!counted(drill));
}

void counts() {
    std::vector<Counted> records;
    add(records, 4, Kind::HelpRequest, "food", "nl");
    add(records, 3, Kind::HelpRequest, "medicines", "uk");
    add(records, 5, Kind::Signal, "water", "nl", "2026-11-23T13:00:00Z");
    CHECK_EQ(
        table(records),
        "help-request 7\nhelp-request/food 4\nhelp-request/medicines 3\nnl 4\nuk 3\nsignal 5\nsignal/water 5\nnl 5\n");
}

void nothing_small() {
    std::vector<Counted> records;
    add(records, 2, Kind::HelpRequest, "food", "nl");
    CHECK_EQ(table(records), "");
    add(records, 2, Kind::HelpRequest, "food", "nl", "2026-11-23T13:00:00Z");
    CHECK_EQ(table(records), "");
    add(records, 1, Kind::HelpRequest, "food", "nl");
    CHECK_EQ(table(records), "help-request 3\nhelp-request/food 3\nnl 3\n");
}

void not_by_subtraction() {
    std::vector<Counted> records;
    add(records, 6, Kind::HelpRequest, "food", "nl");
    add(records, 4, Kind::HelpRequest, "medicines", "nl");
    add(records, 1, Kind::HelpRequest, "relatives", "ti");
    // Eleven asked; were both categories given, the one left would be known to be alone. The same goes for languages.
    CHECK_EQ(table(records), "help-request 11\nhelp-request/food 6\n");
    add(records, 2, Kind::HelpRequest, "transport", "uk");
    CHECK_EQ(table(records), "help-request 13\nhelp-request/food 6\nhelp-request/medicines 4\nnl 10\n");
}

void kinds_hidden_with_categories() {
    std::vector<Counted> records;
    add(records, 5, Kind::HelpRequest, "food", "nl");
    add(records, 2, Kind::Signal, "water", "nl");
    CHECK_EQ(table(records), "nl 7\n");
}

// Over many mixtures: what a reader can reckon is hidden in one dimension of an hour is nobody, or three and more.
void remainders() {
    const char* languages[] = {"nl", "uk", "ar", "ti"};
    std::uint32_t dice = 1;
    auto roll = [&](std::uint32_t sides) {
        dice = dice * 1664525U + 1013904223U;
        return (dice >> 16U) % sides;
    };
    for (int round = 0; round < 500; ++round) {
        std::vector<Counted> records;
        auto count = roll(20);
        for (std::uint32_t i = 0; i < count; ++i) {
            add(records, 1, static_cast<Kind>(roll(4)), roll(2) == 0 ? "x" : "y", languages[roll(4)]);
        }
        int shown_kinds = 0;
        int shown_languages = 0;
        for (const auto& row : statistics(records)) {
            CHECK(row.count >= kLeastCount);
            if (row.dimension == Dimension::Kind) shown_kinds += row.count;
            if (row.dimension == Dimension::Language) shown_languages += row.count;
        }
        for (int shown : {shown_kinds, shown_languages}) {
            int hidden = static_cast<int>(count) - shown;
            CHECK(shown == 0 || hidden == 0 || hidden >= kLeastCount);
        }
    }
}

void csv() {
    std::vector<Counted> records;
    add(records, 3, Kind::HelpRequest, "food", "ar");
    CHECK_EQ(to_csv(statistics(records)),
             "hour,dimension,value,count\r\n"
             "2026-11-23T12:00:00Z,kind,help-request,3\r\n"
             "2026-11-23T12:00:00Z,category,help-request/food,3\r\n"
             "2026-11-23T12:00:00Z,language,ar,3\r\n");
    CHECK_EQ(to_csv({}), "hour,dimension,value,count\r\n");
}

}  // namespace

int run_statistics_tests() {
    const CMUnitTest tests[] = {
        test<what_is_counted>("a record leaves its hour, kind, category and language; an exercise leaves nothing"),
        test<counts>("counts are given per hour by kind, category and language"),
        test<nothing_small>("counts under three are not given, and hours are not added up"),
        test<not_by_subtraction>("what is hidden cannot be reckoned back from the rest"),
        test<kinds_hidden_with_categories>("a hidden kind takes its categories along"),
        test<remainders>("over many mixtures, what remains hidden is nobody or at least three"),
        test<csv>("the table is written as CSV"),
    };
    return run("records.statistics", tests);
}
