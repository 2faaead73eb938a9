#include "exchange/bulletins/templates.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "exchange/base/disk_files.hpp"
#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/alert_write.hpp"
#include "exchange/bulletins/due_order.hpp"
#include "tests/bulletins/content_tests.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

constexpr const char* kFacts = R"(category = "Health"
response_types = ["Prepare", "Avoid"]
urgency = "Expected"
severity = "Severe"
certainty = "Observed"
hours = 12
icon = "boil"
[[blank]]
name = "area"
kind = "place"
example = "Oost"
[[blank]]
name = "litres"
kind = "amount"
example = "3"
[[blank]]
name = "until"
kind = "datetime"
example = "2026-11-22T18:00:00+01:00"
[[blank]]
name = "cause"
kind = "choice"
choices = ["fire", "other"]
required = false
example = "fire"
)";

std::string words(const std::string& language) {
    return language == "ar" ? R"(event = "غلي الماء"
headline = "اغلِ الماء: {area}"
description = "{litres, plural, zero {لا شيء} one {لتر} two {لتران} few {# لترات} many {# لترًا} other {# لتر}}"
instruction = "حتى: {until}"
)"
                            : R"(event = "Water koken"
headline = "Kook water: {area}"
description = "{cause, select, fire {Door brand.} other {}} {litres, plural, one {# liter} other {# liter}} & meer"
instruction = """
Kook het water.
Tot: {until}."""
)";
}

struct Form {
    Template form;
    Letterhead letterhead;
    BlankValues values;
    Form() {
        form.id = "boil-water";
        form.facts = *parse_template_facts(kFacts);
        for (auto language : {"nl", "ar"}) form.words[language] = *parse_template_words(words(language));
        letterhead.identifier = "proef-1";
        letterhead.sender = "cp@proef.example";
        letterhead.sender_name = "CP Proef";
        letterhead.sent = {*parse_rfc3339("2026-11-22T14:00:00+01:00"), 60};
        Area area;
        area.description = "Proefstad <oost> & \"west\"";
        area.polygons = {{{52.5, 5.25}, {52.75, 5.25}, {52.75, 5.5}}};
        area.holes = {{{52.6, 5.3}, {52.61, 5.3}, {52.61, 5.31}}};
        area.circles = {{{52.5, 5.125}, 2.5}};
        area.geocodes = {{"GM", "GM0406"}};
        letterhead.areas = {area};
        values = example_values(form.facts);
    }
    Result<Alert> filled() const { return fill(form, std::vector<std::string>{"nl", "ar"}, values, letterhead); }
};

void one_form_gives_every_language(Form& form) {
    auto alert = form.filled();
    CHECK_OK(alert);
    CHECK_EQ(alert->infos.size(), 2U);
    const auto& nl = alert->infos[0];
    CHECK_EQ(nl.headline, std::string("Kook water: Oost"));
    CHECK_EQ(nl.description, std::string("Door brand. 3 liter & meer"));
    CHECK_EQ(nl.instruction, std::string("Kook het water.\nTot: zondag 22 november 2026, 18:00."));
    CHECK_EQ(write_cap_time(*nl.expires), std::string("2026-11-23T02:00:00+01:00"));
    CHECK(nl.severity == Severity::Severe && nl.categories.at(0) == Category::Health);
    const auto& ar = alert->infos[1];
    CHECK_EQ(ar.headline, std::string("اغلِ الماء: \u2068Oost\u2069"));
    CHECK_EQ(ar.description, std::string("3 لترات"));
    CHECK_EQ(ar.language, std::string("ar"));
}

void what_does_not_fit_is_refused(Form& form) {
    auto with = [&](const std::string& name, const std::string& value) {
        auto changed = form;
        changed.values[name] = value;
        return changed.filled();
    };
    CHECK_REFUSED(with("area", "  "), "template.blank");
    CHECK_REFUSED(with("colour", "blue"), "template.blank");
    CHECK_REFUSED(with("litres", "drie"), "template.value");
    CHECK_REFUSED(with("litres",
                       "3 "
                       "000"),
                  "template.value");
    CHECK_REFUSED(with("until", "morgen"), "template.value");
    CHECK_REFUSED(with("cause", "water"), "template.value");
    CHECK_REFUSED(with("area", "a\nb"), "template.value");
    CHECK_REFUSED(with("area", std::string(400, 'a')), "template.value");
    CHECK_OK(with("cause", ""));
    CHECK_REFUSED(fill(form.form, std::vector<std::string>{"uk"}, form.values, form.letterhead), "template.language");
    form.form.words["nl"].headline.text = "{";
    CHECK_REFUSED(form.filled(), "message.syntax");
}

void facts_are_checked() {
    const std::string facts = kFacts;
    auto without = [&](const std::string& from, const std::string& to) {
        auto changed = facts;
        changed.replace(changed.find(from), from.size(), to);
        return parse_template_facts(changed);
    };
    CHECK_OK(without("hours = 12", "hours = 24"));
    CHECK_REFUSED(without("Severe", "Terrible"), "toml.value");
    CHECK_REFUSED(without("hours = 12", "hours = 0"), "toml.value");
    CHECK_REFUSED(without("\"place\"", "\"planet\""), "toml.value");
    CHECK_REFUSED(without("choices = [\"fire\", \"other\"]\n", ""), "toml.value");
    CHECK_REFUSED(without("icon", "ikon"), "toml.missing_key");
    CHECK_REFUSED(parse_template_words("event = \"x\""), "toml.missing_key");
}

void what_is_written_reads_back(Form& form) {
    auto alert = *form.filled();
    alert.references = {{"a@b", "old", parse_rfc3339("2026-11-21T10:00:00Z")}};
    alert.msg_type = MsgType::Update;
    alert.addresses = {"one", "two words"};
    alert.note = "note";
    alert.infos[0].parameters = {{"name", "value"}};
    alert.infos[0].resources = {{"plan", "image/png", "https://example.org/x.png", ""}};
    auto read = parse_alert(write_alert(alert));
    CHECK_OK(read);
    CHECK_EQ(read->remarks.size(), 0U);
    CHECK(read->alert == alert);
    CHECK_EQ(write_cap_time({*parse_rfc3339("2026-11-22T14:00:00Z"), 0}), std::string("2026-11-22T14:00:00-00:00"));
    CHECK_EQ(write_cap_time({*parse_rfc3339("2026-11-22T14:00:00Z"), -210}), std::string("2026-11-22T10:30:00-03:30"));
}

std::filesystem::path write_beside_build(const std::string& name, const std::string& bytes) {
    const char* build = std::getenv("BAKEN_BUILD");
    auto folder = std::filesystem::path(build == nullptr ? "tests/out" : build) / "written_alerts";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return folder / name;
}

std::vector<Template> real_templates() {
    DiskFiles disk;
    std::vector<Finding> findings;
    auto forms = load_templates(disk, std::vector<Path>{"content/national"}, findings);
    CHECK(findings.empty() && !forms.empty());
    return forms;
}

// Only what takes the screen over is pressed away by hand; see architecture.md.
void real_templates_are_as_serious_as_they_should_be() {
    const std::map<std::string, Kind> kinds{{"all-clear", Kind::AllClear},
                                            {"boil-water", Kind::Warning},
                                            {"cold-night", Kind::Warning},
                                            {"distribution", Kind::Information},
                                            {"emergency-112-unreachable", Kind::Warning},
                                            {"evacuate", Kind::Danger},
                                            {"exercise", Kind::Information},
                                            {"gas-leak", Kind::Danger},
                                            {"medicine-pickup", Kind::Warning},
                                            {"missing-person", Kind::Warning},
                                            {"power-back", Kind::Information},
                                            {"rumour-denied", Kind::Information},
                                            {"smoke-inside", Kind::Danger},
                                            {"water-point", Kind::Warning}};
    std::map<std::string, Kind> found;
    Form head;
    for (const auto& form : real_templates()) {
        auto alert = fill(form, std::vector<std::string>{"nl"}, example_values(form.facts), head.letterhead);
        CHECK_OK(alert);
        found[form.id] = kind_of(*alert, std::vector<std::size_t>{0});
    }
    for (const auto& [id, kind] : found)
        if (!kinds.contains(id) || kinds.at(id) != kind) fail_check(id + " is another kind", __FILE__, __LINE__);
    CHECK_EQ(found.size(), kinds.size());
}

// A template of the real content, sent at this moment with these blanks beside its examples.
Alert sent_from(const std::string& id, const char* sent, const BlankValues& blanks) {
    auto forms = real_templates();
    auto form = std::ranges::find(forms, id, &Template::id);
    auto letterhead = Form().letterhead;
    letterhead.sent = {*parse_rfc3339(sent), 60};
    letterhead.areas.clear();
    auto values = example_values(form->facts);
    for (const auto& [name, value] : blanks) values[name] = value;
    auto alert = fill(*form, std::vector<std::string>{"nl"}, values, letterhead);
    CHECK_OK(alert);
    return *alert;
}

void what_opens_tomorrow_is_shown_until_it_closes() {
    const BlankValues tomorrow{{"day", "2026-11-23"}, {"from", "08:00"}, {"to", "20:00"}};
    std::vector<Received> all(1);
    all[0].alert = sent_from("water-point", "2026-11-22T19:00:00+01:00", tomorrow);
    all[0].at = all[0].alert.sent->at;
    auto shown_at = [&](const char* moment) { return due(all, {}, *parse_rfc3339(moment)).shown.size(); };
    CHECK_EQ(shown_at("2026-11-23T08:00:00+01:00"), 1U);
    CHECK_EQ(shown_at("2026-11-23T19:59:00+01:00"), 1U);
    CHECK_EQ(shown_at("2026-11-23T20:00:00+01:00"), 0U);
}

void a_message_ends_when_its_blanks_say() {
    auto end = [](const std::string& id, const char* sent, const BlankValues& blanks) {
        return to_rfc3339(sent_from(id, sent, blanks).infos[0].expires->at);
    };
    const BlankValues today{{"day", "2026-11-22"}, {"from", "08:00"}, {"to", "20:00"}};
    CHECK_EQ(end("water-point", "2026-11-22T18:00:00+01:00", today), std::string("2026-11-22T19:00:00Z"));
    // A day too early is a slip of the hand.
    CHECK_EQ(end("water-point", "2026-11-23T18:00:00+01:00", today), std::string("2026-11-24T05:00:00Z"));
    // The night in which the clocks go back, between.
    const BlankValues autumn{{"day", "2026-10-25"}, {"from", "08:00"}, {"to", "20:00"}};
    CHECK_EQ(end("distribution", "2026-10-24T19:00:00+02:00", autumn), std::string("2026-10-25T19:00:00Z"));
    const BlankValues late{{"day", "2026-11-22"}, {"from", "20:00"}, {"to", "02:00"}};
    CHECK_EQ(end("medicine-pickup", "2026-11-22T18:00:00+01:00", late), std::string("2026-11-23T01:00:00Z"));
    CHECK_EQ(end("cold-night", "2026-11-22T10:00:00+01:00", {{"night", "2026-11-22"}}),
             std::string("2026-11-23T08:00:00Z"));
    CHECK_EQ(end("power-back", "2026-11-22T10:00:00+01:00", {}), std::string("2026-11-22T21:00:00Z"));
    for (const auto& form : real_templates()) {
        bool tells = form.id == "cold-night" || form.id == "distribution" || form.id == "exercise" ||
                     form.id == "medicine-pickup" || form.id == "water-point";
        CHECK_EQ(ends_by_blanks(form.facts), tells);
    }
}

// Every template of the real content, filled with its examples, in every language it has.
void real_templates_give_valid_alerts() {
    Form head;
    std::string files;
    for (const auto& form : real_templates()) {
        std::vector<std::string> languages;
        for (const auto& [language, text] : form.words) languages.push_back(language);
        auto alert = fill(form, languages, example_values(form.facts), head.letterhead);
        CHECK_OK(alert);
        for (const auto& info : alert->infos) {
            auto all = info.event + info.headline + info.description + info.instruction;
            CHECK_EQ(all.find_first_of("{}"), std::string::npos);
        }
        auto bytes = write_alert(*alert);
        CHECK(parse_alert(bytes)->alert == *alert);
        files += " " + write_beside_build(form.id + ".xml", bytes).string();
    }
    auto schema = shared_data("cap") / "xsd" / "CAP-v1.2.xsd";
    if (std::system("command -v xmllint >/dev/null") != 0) throw Skipped{"xmllint is not installed"};
    CHECK_EQ(std::system(("xmllint --noout --schema " + schema.string() + files + " >/dev/null 2>&1").c_str()), 0);
}

// Others' alerts: written by us and read again they are the same, whatever they contain.
void others_alerts_survive_writing() {
    auto folder = shared_data("cap");
    int alerts = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        auto extension = entry.path().extension();
        if (extension != ".xml" && extension != ".cap") continue;
        auto parsed = parse_alerts(read_text(entry.path()));
        if (!parsed) continue;
        for (auto& one : *parsed) {
            if (one.alert.infos.size() > 50) continue;
            one.alert.version = CapVersion::V1_2;
            auto again = parse_alert(write_alert(one.alert));
            if (!again) fail_check(entry.path().string() + ": " + again.error().text(), __FILE__, __LINE__);
            // What was lost in reading stays lost, but is no longer there to be told.
            for (auto& info : one.alert.infos) {
                for (auto& area : info.areas) area.geometry_lost = false;
            }
            if (again->alert.infos.size() != one.alert.infos.size() ||
                again->alert.references.size() != one.alert.references.size())
                fail_check(entry.path().string() + " is not the same after writing", __FILE__, __LINE__);
            for (std::size_t i = 0; i < one.alert.infos.size(); ++i) {
                if (again->alert.infos[i] == one.alert.infos[i]) continue;
                fail_check(entry.path().string() + " has another info after writing", __FILE__, __LINE__);
            }
            ++alerts;
        }
    }
    CHECK(alerts > 100);
}

}  // namespace

int run_template_tests() {
    const CMUnitTest tests[] = {
        test<one_form_gives_every_language, Form>("one filled form gives an alert in every language"),
        test<what_does_not_fit_is_refused, Form>("a value that does not fit its blank is refused"),
        test<facts_are_checked>("the facts and words of a template are checked"),
        test<what_is_written_reads_back, Form>("an alert that is written reads back the same"),
        test<real_templates_give_valid_alerts>("the real templates give alerts that are valid CAP"),
        test<real_templates_are_as_serious_as_they_should_be>("the real templates are as serious as they should be"),
        test<what_opens_tomorrow_is_shown_until_it_closes>("what opens tomorrow is shown until it closes"),
        test<a_message_ends_when_its_blanks_say>("a message ends when its blanks say"),
        test<others_alerts_survive_writing>("alerts of others survive being written by us"),
    };
    return run("templates", tests);
}
