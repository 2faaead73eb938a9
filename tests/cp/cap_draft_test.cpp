// Several warnings in one message of others, and the draft that it becomes.
#include "cp/office/cap_draft.hpp"

#include "tests/cp/cp_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

bulletins::Info block_of(const std::string& language, const std::string& headline, bulletins::Severity severity,
                         const std::string& municipality) {
    bulletins::Info info;
    info.language = language;
    info.event = "Wind";
    info.headline = headline;
    info.severity = severity;
    info.areas.emplace_back();
    info.areas.back().geocodes.push_back({"GM-CODE", municipality});
    return info;
}

// Yellow for an island, orange and red for towns, in two languages.
struct Mixed {
    using Severity = bulletins::Severity;
    Instant now = *parse_rfc3339("2026-11-23T12:30:00Z");
    Shelf shelf;
    bulletins::Alert alert;

    Mixed() {
        for (const auto* code : {"GM0406", "GM0402"}) {
            shelf.sites.emplace_back();
            shelf.sites.back().municipality.code = code;
        }
        for (const auto* language : {"nl-NL", "en-GB"}) {
            auto says = [&](const std::string& colour) { return std::string(language).substr(0, 2) + " " + colour; };
            alert.infos.push_back(block_of(language, says("yellow"), Severity::Moderate, "GM0088"));
            alert.infos.push_back(block_of(language, says("orange"), Severity::Severe, "GM0402"));
            alert.infos.push_back(block_of(language, says("red"), Severity::Extreme, "GM0406"));
            alert.infos.push_back(block_of(language, says("purple"), Severity::Extreme, "GM0088"));
        }
        end("orange", 20);
        end("red", 6);
    }
    std::vector<std::size_t> blocks() { return what_is_for_us(alert, shelf, now).blocks; }
    void end(const std::string& colour, int hours) {
        for (auto& info : alert.infos) {
            if (info.headline.ends_with(colour)) info.expires = bulletins::CapTime{now + std::chrono::hours{hours}, 0};
        }
    }
    std::string drafted() {
        auto draft = draft_of(alert, shelf, now);
        std::string text = draft.severity + " " + std::to_string(draft.hours) + " ";
        for (const auto& code : draft.municipalities) text += code + "|";
        for (const auto& [language, words] : draft.words) text += " " + words.headline + ",";
        return text;
    }
};

void drafts_the_gravest_for_us(Mixed& mixed) {
    CHECK_EQ(mixed.drafted(), std::string("Extreme 6 GM0406| en red, nl red,"));
    CHECK(mixed.blocks() == (std::vector<std::size_t>{2, 6}));
    // Another area of the same warning comes along; another thing of the same severity does not.
    mixed.alert.infos.push_back(block_of("nl-NL", "nl red", Mixed::Severity::Extreme, "GM0402"));
    mixed.alert.infos.push_back(block_of("nl-NL", "nl snow", Mixed::Severity::Extreme, "GM0402"));
    mixed.alert.infos.back().event = "Sneeuw";
    CHECK_EQ(mixed.drafted(), std::string("Extreme 6 GM0406|GM0402| en red, nl red,"));
    CHECK(mixed.blocks() == (std::vector<std::size_t>{2, 6, 8}));
}

// Of a code that nobody here knows, nobody can say that it is elsewhere.
void hides_nothing_grave_that_may_be_here(Mixed& mixed) {
    mixed.end("red", 0);
    CHECK(what_is_for_us(mixed.alert, mixed.shelf, mixed.now).reaches == "inside");
    mixed.alert.infos.push_back(block_of("nl-NL", "nl black", Mixed::Severity::Extreme, "NL999"));
    mixed.alert.infos.back().areas.front().geocodes.front().name = "EMMA_ID";
    CHECK(mixed.blocks() == (std::vector<std::size_t>{8}));
    CHECK(what_is_for_us(mixed.alert, mixed.shelf, mixed.now).reaches == "undetermined");
    CHECK(mixed.drafted().starts_with("Extreme 0  nl black,"));
    // Of what is equally grave, nothing is left out that is certain.
    mixed.alert.infos.push_back(block_of("nl-NL", "nl here", Mixed::Severity::Extreme, "GM0402"));
    CHECK(mixed.blocks() == (std::vector<std::size_t>{8, 9}));
    CHECK(what_is_for_us(mixed.alert, mixed.shelf, mixed.now).reaches == "inside");
}

void drafts_what_lasts(Mixed& mixed) {
    mixed.end("red", 0);
    CHECK_EQ(mixed.drafted(), std::string("Severe 20 GM0402| en orange, nl orange,"));
    CHECK(!has_ended(mixed.alert, mixed.shelf, mixed.now));
    mixed.end("orange", 0);
    CHECK(has_ended(mixed.alert, mixed.shelf, mixed.now));
    // Where nothing of it is for us, all of it counts.
    mixed.shelf.sites.resize(1);
    mixed.shelf.sites.front().municipality.code = "GM0363";
    CHECK(!has_ended(mixed.alert, mixed.shelf, mixed.now));
    CHECK_EQ(mixed.drafted(), std::string("Extreme 0  en purple, nl purple,"));
}

}  // namespace

int run_cap_draft_tests() {
    const CMUnitTest tests[] = {
        test<drafts_the_gravest_for_us, Mixed>("of several warnings in a message the gravest for us becomes the draft"),
        test<hides_nothing_grave_that_may_be_here, Mixed>(
            "a grave warning that may be for us is not hidden by a mild one that surely is"),
        test<drafts_what_lasts, Mixed>("a warning in a message that is over becomes no draft"),
    };
    return cmocka_run_group_tests_name("cap_draft", tests, nullptr, nullptr);
}
