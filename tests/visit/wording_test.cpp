// Messages put into words.
#include "kiosk/visit/wording.hpp"

#include <random>

#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/visit/visit_tests.hpp"

using namespace baken;
using namespace baken::visit;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

Telling water() {
    Telling telling;
    telling.headline = "Kook het water";
    telling.instruction = {"Kook het 3 minuten.", "Laat het afkoelen."};
    telling.description = {"Het water is misschien niet schoon."};
    telling.source = "Gemeente";
    return telling;
}

void a_message_is_taken_along_whole() {
    auto along = take_along(water(), "vandaag 13:52", 900);
    CHECK_EQ(along.text, std::string("Kook het water\nKook het 3 minuten.\nLaat het afkoelen.\n"
                                     "Het water is misschien niet schoon.\nGemeente, vandaag 13:52"));
    CHECK(!along.shortened);
}

void an_exercise_is_taken_along_as_one() {
    auto along = take_along(water(), "vandaag 13:52", 900, {"OEFENING. Dit is niet echt."});
    CHECK(along.text.starts_with("OEFENING. Dit is niet echt.\nKook het water\n"));
}

void a_long_one_ends_at_the_end_of_a_line() {
    auto along = take_along(water(), "vandaag 13:52", 80);
    CHECK_EQ(along.text,
             std::string("Kook het water\nKook het 3 minuten.\nLaat het afkoelen.\nGemeente, vandaag 13:52"));
    CHECK(along.shortened);
}

// Once something is left out nothing follows it: a later line could mean another thing without it.
void nothing_follows_what_was_left_out() {
    auto telling = water();
    telling.instruction = {"Ga weg.", std::string(200, 'x'), "Kom terug."};
    auto along = take_along(telling, "nu", 120);
    CHECK(along.text.find("Kom terug") == std::string::npos);
    CHECK(along.text.find("Ga weg.") != std::string::npos);
    CHECK(along.shortened);
}

void never_more_than_asked() {
    std::mt19937 random{7};
    auto words = [&](std::size_t most) { return std::string(random() % most, 'a'); };
    for (int round = 0; round < 500; ++round) {
        Telling telling;
        telling.headline = words(200);
        for (unsigned i = random() % 6; i > 0; --i) telling.instruction.push_back(words(300));
        telling.source = words(400);
        std::size_t most = 50 + random() % 900;
        CHECK(take_along(telling, "nu", most).text.size() <= most);
    }
}

Instant at(const char* moment) {
    auto parsed = parse_rfc3339(moment);
    CHECK(parsed.has_value());
    return *parsed;
}

void until_when_it_counts() {
    Booth booth;
    auto strings = booth.world->holdings->content.strings.in("nl");
    bulletins::Shown shown;
    auto now = at("2026-11-22T13:30:00+01:00");
    shown.until = at("2026-11-22T18:00:00+01:00");
    CHECK_EQ(validity(strings, shown, now), std::string("Geldig tot 18:00"));
    shown.until = at("2026-11-23T20:00:00+01:00");
    CHECK_EQ(validity(strings, shown, now), std::string("Geldig tot morgen 20:00"));
    shown.until = at("2026-11-22T12:00:00+01:00");
    CHECK_EQ(validity(strings, shown, now), std::string("Verlopen: 12:00"));
    shown.reasons = {{bulletins::Why::ExpiresUnknown, ""}};
    CHECK_EQ(validity(strings, shown, now), std::string("Geen eindtijd bekend"));
}

// The numbers of a moment stay together in a right-to-left sentence.
void numbers_are_held_together_in_arabic() {
    Booth booth;
    auto strings = booth.world->holdings->content.strings.in("ar");
    bulletins::Shown shown;
    shown.until = at("2026-11-22T18:00:00+01:00");
    auto text = validity(strings, shown, at("2026-11-22T13:30:00+01:00"));
    CHECK(text.find("18:00") != std::string::npos);
}

void gravities() {
    CHECK(gravity_of(bulletins::Kind::Danger) == screens::Gravity::Danger);
    CHECK(gravity_of(bulletins::Kind::Warning) == screens::Gravity::Warning);
    CHECK(gravity_of(bulletins::Kind::Information) == screens::Gravity::Info);
    CHECK(gravity_of(bulletins::Kind::AllClear) == screens::Gravity::AllClear);
}

void languages_are_named_in_themselves() {
    Booth booth;
    const auto& holdings = *booth.world->holdings;
    CHECK_EQ(language_name(holdings, "ar"), std::string("العربية"));
    CHECK_EQ(language_name(holdings, "nl-NL"), std::string("Nederlands"));
    CHECK_EQ(language_name(holdings, "nl-x-simple"), std::string("Makkelijk Nederlands"));
    CHECK_EQ(language_name(holdings, "tlh"), std::string("tlh"));
}

bulletins::Alert told_in(std::initializer_list<const char*> languages) {
    bulletins::Alert alert;
    for (const auto* language : languages) {
        bulletins::Info info;
        info.language = language;
        info.headline = std::string("kop ") + language;
        info.description = "een\n\n  twee  \n";
        alert.infos.push_back(std::move(info));
    }
    return alert;
}

std::vector<std::size_t> all_of(const bulletins::Alert& alert) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < alert.infos.size(); ++i) places.push_back(i);
    return places;
}

void the_wanted_language_or_a_visible_fallback() {
    auto alert = told_in({"nl-NL", "en-GB", "ar"});
    auto arabic = tell(alert, all_of(alert), "ar");
    CHECK_EQ(arabic.headline, std::string("kop ar"));
    CHECK(!arabic.fallback);
    auto tigrinya = tell(alert, all_of(alert), "ti");
    CHECK_EQ(tigrinya.headline, std::string("kop nl-NL"));
    CHECK(tigrinya.fallback);
    auto english_only = told_in({"en-GB", "fr"});
    CHECK_EQ(tell(english_only, all_of(english_only), "ti").headline, std::string("kop en-GB"));
    CHECK((arabic.description == std::vector<std::string>{"een", "twee"}));
}

void a_size_runs_from_left_to_right() {
    CHECK_EQ(panel_words({{1920, 1080}, 345, 194}), std::string("\u20661920 × 1080 px, 345 × 194 mm\u2069"));
}

}  // namespace

int run_wording_tests() {
    const CMUnitTest tests[] = {
        test<a_message_is_taken_along_whole>("a message is taken along whole, what to do first"),
        test<an_exercise_is_taken_along_as_one>("an exercise is taken along with the word before it"),
        test<a_long_one_ends_at_the_end_of_a_line>("a long message ends at the end of a line and says so"),
        test<nothing_follows_what_was_left_out>("nothing follows what was left out"),
        test<never_more_than_asked>("what is taken along is never longer than asked"),
        test<until_when_it_counts>("until when a message counts"),
        test<numbers_are_held_together_in_arabic>("the time stays whole in Arabic"),
        test<a_size_runs_from_left_to_right>("the size of the panel runs from left to right in any line"),
        test<gravities>("each kind has its gravity"),
        test<languages_are_named_in_themselves>("languages are named in themselves"),
        test<the_wanted_language_or_a_visible_fallback>("a message is told in the wanted language, or visibly not"),
    };
    return run("visit wording", tests);
}
