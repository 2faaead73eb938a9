#include "exchange/bulletins/dates.hpp"

#include <fmt/format.h>

#include "exchange/bulletins/language_names.hpp"
#include "tests/bulletins/content_tests.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text) {
    return *parse_rfc3339(text);
}

const Instant kNow = at("2026-11-22T14:08:00+01:00");

std::string describe(const std::string& language) {
    Dates dates(language);
    auto text = language + "\n";
    auto line = [&](const std::string& what, const std::string& is) { text += fmt::format("  {} | {}\n", what, is); };
    line("full", dates.full(kNow));
    line("short", dates.short_day(kNow - 24h));
    line("today", dates.moment(kNow - 16min, kNow));
    line("yesterday", dates.moment(kNow - 24h, kNow));
    line("tomorrow", dates.moment(kNow + 19h, kNow));
    line("earlier", dates.moment(kNow - 72h, kNow));
    line("last year", dates.moment(kNow - 24h * 365, kNow));
    for (auto away : std::initializer_list<Duration>{0min, 1min, 2min, 40min, 1h, 2h, 47h, 48h, 24h * 5}) {
        line("in", dates.relative(kNow + away, kNow));
        line("ago", dates.relative(kNow - away, kNow));
        line("length", dates.length(away));
    }
    line("length", dates.length(2h + 10min));
    line("number", dates.number(11800));
    return text;
}

void every_language_in_its_own_way() {
    for (const auto& folder : case_folders("dates")) {
        check_against(describe(folder.filename().string()), folder / "expected");
    }
}

void the_wall_clock_is_amsterdam() {
    Dates dates("nl");
    CHECK_EQ(dates.time(at("2026-07-01T12:00:00Z")), std::string("14:00"));
    CHECK_EQ(dates.time(at("2026-12-01T12:00:00Z")), std::string("13:00"));
    CHECK_EQ(dates.time(at("2026-10-25T00:59:00Z")), std::string("02:59"));
    CHECK_EQ(dates.time(at("2026-10-25T01:00:00Z")), std::string("02:00"));
    CHECK_EQ(dates.full(at("2026-11-21T23:00:00Z")), std::string("zondag 22 november 2026"));
    CHECK(local_day(at("2026-11-21T23:00:00Z")) == std::chrono::year{2026} / 11 / 22);
}

void what_the_wall_shows_is_a_moment() {
    CHECK(from_wall(at("2026-07-01T14:00:00Z")) == at("2026-07-01T12:00:00Z"));
    CHECK(from_wall(at("2026-12-01T13:00:00Z")) == at("2026-12-01T12:00:00Z"));
    CHECK(from_wall(at("2026-10-25T02:30:00Z")) == at("2026-10-25T01:30:00Z"));
    CHECK(from_wall(at("2026-03-29T02:30:00Z")) == at("2026-03-29T01:30:00Z"));
}

void days_are_calendar_days() {
    Dates dates("nl");
    CHECK_EQ(dates.moment(at("2026-11-22T23:59:00+01:00"), at("2026-11-23T00:01:00+01:00")),
             std::string("gisteren 23:59"));
    CHECK_EQ(dates.moment(at("2026-12-31T12:00:00+01:00"), at("2027-01-03T12:00:00+01:00")),
             std::string("do 31 dec 2026 12:00"));
}

void digits_are_western_everywhere() {
    for (const auto& folder : case_folders("dates")) {
        auto text = describe(folder.filename().string());
        for (auto digit : {"٠", "١", "٢", "٩", "۰", "۱", "۲", "۹"}) CHECK(text.find(digit) == std::string::npos);
    }
}

void a_language_is_named_for_who_does_not_read_it() {
    CHECK_EQ(language_in("uk", "nl"), std::string("Oekraïens"));
    CHECK_EQ(language_in("ti", "nl"), std::string("Tigrinya"));
    CHECK_EQ(language_in("nl-x-simple", "en"), std::string("Dutch"));
    CHECK_EQ(language_in("qqq", "nl"), std::string("qqq"));
    CHECK_EQ(language_in("", "nl"), std::string("onbekende taal"));
}

}  // namespace

int run_dates_tests() {
    const CMUnitTest tests[] = {
        test<every_language_in_its_own_way>("every language writes dates in its own way"),
        test<the_wall_clock_is_amsterdam>("the clock on the wall is Amsterdam's, in summer and winter"),
        test<what_the_wall_shows_is_a_moment>("a day and a time in Amsterdam are a moment, in summer and winter"),
        test<days_are_calendar_days>("yesterday begins at midnight, and another year is named"),
        test<digits_are_western_everywhere>("digits are Western in every language"),
        test<a_language_is_named_for_who_does_not_read_it>("a language is named for who does not read it"),
    };
    return run("dates", tests);
}
