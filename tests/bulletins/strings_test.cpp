#include "exchange/bulletins/strings.hpp"

#include "exchange/bulletins/isolate.hpp"
#include "exchange/bulletins/language.hpp"
#include "exchange/bulletins/local_text.hpp"
#include "tests/bulletins/content_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

const Instant kMoment = *parse_rfc3339("2026-11-22T14:08:00+01:00");

struct Words {
    StringLibrary library;
    Words() {
        add("nl", R"([home]
help = "Ik heb hulp nodig"
new = "{count, plural, one {# nieuw bericht} other {# nieuwe berichten}}"
since = "Sinds {time, time} op {time, date}"
short = "{day, date, short}"
street = "Water in {street}"
apostrophe = "'s Ochtends om 8 uur, auto''s"
quoted = "Typ '{'een'}' {count}"
only = "Alleen hier"
broken = "een { haakje"
kind = "{kind, select, gas {Gas} other {Iets}} in {street}"
big = "{count}"
)");
        add("ar", R"([home]
help = "أحتاج مساعدة"
new = "{count, plural, zero {لا رسائل} one {رسالة واحدة} two {رسالتان} few {# رسائل} many {# رسالة} other {# رسالة}}"
street = "ماء في {street}"
kind = "{kind, select, gas {غاز} other {شيء}} {street}"
broken = "{"
)");
        add("en", "[home]\nhelp = \"I need help\"\nenglish = \"Only English\"\n");
    }
    void add(const std::string& language, const std::string& rest) {
        CHECK_OK(library.add(language + ".toml", "language = \"" + language + "\"\nname = \"x\"\n" + rest));
    }
};

void plain_text_comes_as_it_is(Words& words) {
    auto nl = words.library.in("nl");
    CHECK_EQ(nl.text("home.help"), std::string("Ik heb hulp nodig"));
    CHECK_EQ(nl.text("home.apostrophe"), std::string("'s Ochtends om 8 uur, auto's"));
    CHECK(nl.missing().empty());
}

void arguments_are_filled_in(Words& words) {
    auto nl = words.library.in("nl");
    CHECK_EQ(nl.format("home.new", {{"count", 1}}), std::string("1 nieuw bericht"));
    CHECK_EQ(nl.format("home.new", {{"count", 11800}}), std::string("11.800 nieuwe berichten"));
    CHECK_EQ(nl.format("home.since", {{"time", kMoment}}), std::string("Sinds 14:08 op zondag 22 november 2026"));
    CHECK_EQ(nl.format("home.short", {{"day", kMoment}}), std::string("zo 22 nov"));
    CHECK_EQ(nl.format("home.street", {{"street", "Dorpsstraat"}}), std::string("Water in Dorpsstraat"));
    CHECK_EQ(nl.format("home.street", {{"street", kMoment}}), std::string("Water in zo 22 nov 14:08"));
    CHECK_EQ(nl.format("home.quoted", {{"count", 5}}), std::string("Typ {een} 5"));
    CHECK_EQ(nl.format("home.big", {{"count", 11800}}), std::string("11.800"));
    CHECK_EQ(nl.format("home.big", {{"count", -7}}), std::string("-7"));
}

void every_plural_form_is_used(Words& words) {
    auto ar = words.library.in("ar");
    CHECK_EQ(ar.format("home.new", {{"count", 0}}), std::string("لا رسائل"));
    CHECK_EQ(ar.format("home.new", {{"count", 2}}), std::string("رسالتان"));
    CHECK_EQ(ar.format("home.new", {{"count", 3}}), std::string("3 رسائل"));
    CHECK_EQ(ar.format("home.new", {{"count", 11}}), std::string("11 رسالة"));
}

void foreign_names_are_isolated(Words& words) {
    auto ar = words.library.in("ar");
    CHECK_EQ(ar.format("home.street", {{"street", "Dorpsstraat 3"}}), std::string("ماء في \u2068Dorpsstraat 3\u2069"));
    CHECK_EQ(ar.format("home.kind", {{"kind", "gas"}, {"street", "A"}}), std::string("غاز \u2068A\u2069"));
    auto nl = words.library.in("nl");
    CHECK_EQ(nl.format("home.street", {{"street", "شارع"}}), std::string("Water in \u2068شارع\u2069"));
}

void no_isolate_is_kept() {
    CHECK_EQ(without_isolates("Water in \u2068شارع\u2069, \u20663 × 4\u2069 \u2067m\u2069"),
             std::string("Water in شارع, 3 × 4 m"));
    CHECK_EQ(without_isolates("\u2068\u2068\u2069\u2069"), std::string());
    CHECK_EQ(without_isolates("€ 1 – “één”…"), std::string("€ 1 – “één”…"));
}

void what_is_missing_falls_back_and_is_told(Words& words) {
    auto ar = words.library.in("ar");
    CHECK_EQ(ar.text("home.only"), std::string("Alleen hier"));
    CHECK_EQ(ar.text("home.english"), std::string("Only English"));
    CHECK_EQ(ar.text("home.nobody"), std::string("home.nobody"));
    CHECK_EQ(ar.text("home.{odd}"), std::string("home.odd"));
    CHECK_EQ(ar.language_of("home.only"), std::string_view("nl"));
    CHECK(ar.has("home.english") && !ar.has("home.nobody"));
    CHECK_EQ(ar.missing().size(), 4U);
    CHECK_EQ(ar.missing().front(), std::string("home.english"));
}

void broken_patterns_fall_back(Words& words) {
    auto ar = words.library.in("ar");
    CHECK_EQ(ar.text("home.broken"), std::string("home.broken"));
    CHECK_EQ(ar.missing().size(), 1U);
    // What an argument lacks shows as a name, what it has too much is left out.
    auto nl = words.library.in("nl");
    CHECK_EQ(nl.format("home.street", {{"strat", "A"}}), std::string("Water in {street}"));
    CHECK(!nl.format("home.new", {{"count", "veel"}}).empty());
    CHECK(!nl.text("home.new").empty());
    CHECK_EQ(nl.text("home.since"), std::string("Sinds {time} op {time}"));
}

void simple_dutch_falls_back_to_dutch(Words& words) {
    CHECK_EQ(words.library.in("nl-x-simple").text("home.help"), std::string("Ik heb hulp nodig"));
    CHECK_EQ(words.library.in("xx").text("home.help"), std::string("Ik heb hulp nodig"));
    CHECK_EQ(StringLibrary().in("nl").text("home.help"), std::string("home.help"));
}

void later_files_win_per_key(Words& words) {
    words.add("nl", "[home]\nhelp = \"Help mij\"\n");
    auto nl = words.library.in("nl");
    CHECK_EQ(nl.text("home.help"), std::string("Help mij"));
    CHECK_EQ(nl.text("home.only"), std::string("Alleen hier"));
}

void broken_files_are_told(Words& words) {
    CHECK_REFUSED(words.library.add("x.toml", "name = \"x\""), "toml.missing_key");
    CHECK_REFUSED(words.library.add("x.toml", "language = \"n l\"\nname = \"x\""), "toml.value");
    words.add("nl", "[home]\nhelp = 3\n");
    auto nl = words.library.in("nl");
    CHECK_EQ(nl.text("home.help"), std::string("Ik heb hulp nodig"));
    CHECK_EQ(words.library.findings().size(), 1U);
    CHECK_EQ(to_text(words.library.findings().front()),
             std::string("nl.toml:4: toml.value: home.help must be text in quotation marks"));
}

void chains_are_cut_from_the_right() {
    auto joined = [](std::string_view tag) {
        std::string text;
        for (const auto& part : fallback_chain(tag)) text += part + " ";
        return text;
    };
    CHECK_EQ(joined("nl-x-simple"), std::string("nl-x-simple nl en "));
    CHECK_EQ(joined("ar"), std::string("ar nl en "));
    CHECK_EQ(joined("zh-Hans-CN"), std::string("zh-Hans-CN zh-Hans zh nl en "));
    CHECK_EQ(joined("en"), std::string("en nl "));
    CHECK_EQ(joined(""), std::string("nl en "));
    CHECK(is_right_to_left("ar") && is_right_to_left("fa-IR") && !is_right_to_left("nl"));
    CHECK(is_language_tag("nl-x-simple") && !is_language_tag("nl_NL") && !is_language_tag("") &&
          !is_language_tag("nl-"));
}

void plural_cases_follow_cldr() {
    auto joined = [](std::string_view tag) {
        std::string text;
        for (const auto& name : plural_cases(tag)) text += name + " ";
        return text;
    };
    CHECK_EQ(joined("ar"), std::string("few many one other two zero "));
    CHECK_EQ(joined("pl"), std::string("few many one other "));
    CHECK_EQ(joined("zh"), std::string("other "));
    CHECK_EQ(joined("fr"), std::string("one other "));
    CHECK_EQ(joined("nl-x-simple"), std::string("one other "));
}

void shapes_tell_arguments() {
    auto shape = shape_of("{a} {n, plural, one {{b, select, x {1} other {2}}} other {# {t, time}}} {d, date, short}");
    CHECK_OK(shape);
    CHECK_EQ(shape->arguments.size(), 5U);
    CHECK(shape->arguments["n"].cases == (std::set<std::string>{"one", "other"}));
    CHECK(shape->arguments["b"].cases == (std::set<std::string>{"other", "x"}));
    CHECK(shape->arguments["t"].kinds.contains(MessageShape::Kind::Time));
    CHECK_REFUSED(shape_of("{a"), "message.syntax");
    CHECK_REFUSED(shape_of("{n, plural, one {x}}"), "message.syntax");
}

}  // namespace

int run_strings_tests() {
    const CMUnitTest tests[] = {
        test<plain_text_comes_as_it_is, Words>("plain text comes as it is"),
        test<arguments_are_filled_in, Words>("arguments are filled in, by the rules of the language"),
        test<every_plural_form_is_used, Words>("every plural form is used"),
        test<foreign_names_are_isolated, Words>("names of the other direction are isolated"),
        test<no_isolate_is_kept>("of a line that is kept only the isolates are taken away"),
        test<what_is_missing_falls_back_and_is_told, Words>("what is missing falls back and is told"),
        test<broken_patterns_fall_back, Words>("broken patterns and wrong arguments never show as nothing"),
        test<simple_dutch_falls_back_to_dutch, Words>("any language falls back to Dutch, then English"),
        test<later_files_win_per_key, Words>("a later file wins key by key"),
        test<broken_files_are_told, Words>("a broken file is told and the others are used"),
        test<chains_are_cut_from_the_right>("a tag falls back by cutting from the right"),
        test<plural_cases_follow_cldr>("plural cases are those of CLDR"),
        test<shapes_tell_arguments>("the shape of a pattern tells its arguments and cases"),
    };
    return run("strings", tests);
}
