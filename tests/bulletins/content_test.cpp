#include "exchange/bulletins/content.hpp"

#include <fmt/format.h>

#include <random>

#include "exchange/base/disk_files.hpp"
#include "exchange/bulletins/alert_write.hpp"
#include "exchange/bulletins/templates.hpp"
#include "tests/bulletins/content_tests.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

std::string page(const std::string& title) {
    return "+++\ntitle = \"" + title + "\"\n+++\nTekst.\n";
}

// A national root with two topics and a region's root over it.
struct Tree {
    MemoryFiles disk;
    std::vector<Path> roots{"national", "region"};
    Tree() {
        disk.put("national/pages/water/page.toml",
                 "icon = \"water\"\norder = 20\nphases = [\"first72\"]\nhazards = [\"water\"]\n");
        disk.put("national/pages/water/nl.md", page("Water"));
        disk.put("national/pages/water/ar.md", page("ماء"));
        disk.put("national/pages/power/page.toml",
                 "icon = \"power\"\norder = 10\nphases = [\"before\"]\nhazards = [\"power\"]\n");
        disk.put("national/pages/power/nl.md", page("Stroom"));
        disk.put("national/strings/nl.toml", "language = \"nl\"\nname = \"Nederlands\"\n[home]\nhelp = \"Hulp\"\n");
        disk.put("region/situation.toml", "id = \"a\"\nphase = \"first72\"\nhazards = [\"water\"]\n");
        disk.put("region/sites/s.toml",
                 "id = \"s\"\nname = \"Sporthal\"\n[municipality]\nname = \"M\"\nlogo = \"sites/m.png\"\n");
    }
    Content load() { return load_content(disk, roots); }
};

std::string text_of(const std::vector<Finding>& findings) {
    std::string text;
    for (const auto& finding : findings) text += to_text(finding) + "\n";
    return text;
}

void loads_what_is_there(Tree& tree) {
    auto content = tree.load();
    CHECK_EQ(text_of(content.all_findings()), std::string());
    CHECK_EQ(content.pages.topics().size(), 2U);
    CHECK_EQ(content.pages.topics().front().id, std::string("power"));
    CHECK_EQ(content.pages.page("water", "ar")->page.head.title, std::string("ماء"));
    CHECK_EQ(content.strings.in("nl").text("home.help"), std::string("Hulp"));
    CHECK_EQ(content.situation->id, std::string("a"));
    CHECK_EQ(content.site("s")->municipality.logo, std::string("region/sites/m.png"));
    CHECK_EQ(content.site("s")->short_name, std::string("Sporthal"));
    CHECK(content.site("t") == nullptr);
}

void pages_are_read_when_wanted(Tree& tree) {
    auto content = tree.load();
    auto reads = [&] {
        return std::ranges::count_if(tree.disk.touched, [](const auto& what) { return what.ends_with(".md"); });
    };
    CHECK_EQ(reads(), 0);
    CHECK_EQ(content.pages.head("water", "nl")->head.title, std::string("Water"));
    CHECK(content.pages.page("water", "nl") != nullptr);
    CHECK(content.pages.page("water", "nl") != nullptr);
    CHECK_EQ(reads(), 1);
    CHECK(content.pages.read_some(1));
    CHECK(!content.pages.read_some(5));
    CHECK_EQ(reads(), 3);
}

void missing_languages_fall_back(Tree& tree) {
    auto content = tree.load();
    CHECK_EQ(content.pages.page("power", "ar")->language, std::string("nl"));
    CHECK_EQ(content.pages.head("power", "fr")->language, std::string("nl"));
    CHECK(content.pages.page("nothing", "nl") == nullptr);
    CHECK(!content.pages.head("nothing", "nl"));
}

void later_roots_win(Tree& tree) {
    tree.disk.put("region/pages/water/nl.md", page("Water hier"));
    tree.disk.put("region/pages/local/page.toml", "icon = \"map-pin\"\norder = 5\n");
    tree.disk.put("region/pages/local/nl.md", page("Hier"));
    auto content = tree.load();
    CHECK_EQ(content.pages.page("water", "nl")->page.head.title, std::string("Water hier"));
    CHECK_EQ(content.pages.page("water", "nl")->folder, Path("region/pages/water"));
    CHECK_EQ(content.pages.page("water", "ar")->folder, Path("national/pages/water"));
    CHECK_EQ(content.pages.topic("water")->icon, std::string("water"));
    CHECK_EQ(content.pages.topics().front().id, std::string("local"));
}

void broken_files_leave_the_rest(Tree& tree) {
    tree.disk.put("region/pages/water/nl.md", "geen kop");
    tree.disk.put("region/pages/power/page.toml", "icon = \"x\"\ncolor = 1\n");
    tree.disk.put("region/strings/nl.toml", "name = \"Nederlands\"");
    tree.disk.put("region/sites/t.toml", "id = \"t\"");
    tree.disk.put("national/situation.toml", "id = \"old\"\nphase = \"before\"\n");
    tree.disk.put("region/situation.toml", "id = \"a\"\nphase = \"nooit\"\n");
    auto content = tree.load();
    CHECK_EQ(content.pages.page("water", "nl")->page.head.title, std::string("Water"));
    CHECK_EQ(content.pages.topic("power")->icon, std::string("power"));
    CHECK_EQ(content.strings.in("nl").text("home.help"), std::string("Hulp"));
    CHECK_EQ(content.situation->id, std::string("old"));
    CHECK(content.site("s") != nullptr && content.site("t") == nullptr);
    CHECK_EQ(text_of(content.all_findings()),
             std::string("region/pages/power/page.toml:2: toml.unknown_key: color is not a key that is known here\n"
                         "region/situation.toml:2: toml.value: phase must be before, first72 or after\n"
                         "region/strings/nl.toml:1: toml.missing_key: language is needed\n"
                         "region/sites/t.toml:1: toml.missing_key: name is needed\n"
                         "region/pages/water/nl.md:1: page.front_matter: the page must begin with a line +++\n"));
}

// Whoever signs the file z.toml may speak for site z only.
void no_site_speaks_for_another(Tree& tree) {
    tree.disk.put("region/sites/z.toml", "id = \"s\"\nname = \"Elders\"\n[municipality]\nname = \"N\"\n");
    auto content = tree.load();
    CHECK_EQ(content.sites.size(), std::size_t{1});
    CHECK_EQ(content.site("s")->short_name, std::string("Sporthal"));
    CHECK_EQ(text_of(content.all_findings()),
             std::string("region/sites/z.toml: content.site_id: the site's id is s\n"));
}

std::string cap(const std::string& identifier) {
    Alert alert;
    alert.identifier = identifier;
    alert.sender = "proef";
    alert.sent = CapTime{*parse_rfc3339("2026-11-22T14:00:00+01:00"), 60};
    alert.status = Status::Actual;
    alert.msg_type = MsgType::Alert;
    alert.scope = Scope::Public;
    return write_alert(alert);
}

void alerts_are_read(Tree& tree) {
    tree.disk.put("national/bulletins/a.xml", cap("a"));
    tree.disk.put("national/bulletins/b.xml", cap("b"));
    tree.disk.put("region/bulletins/a.xml", cap("a-region"));
    tree.disk.put("region/bulletins/broken.xml", "<alert>");
    tree.disk.put("region/bulletins/README", "not an alert");
    auto content = tree.load();
    CHECK_EQ(content.alerts.size(), 2U);
    CHECK_EQ(content.alerts[0].alert.identifier, std::string("a-region"));
    CHECK_EQ(content.alerts[1].file, std::string("national/bulletins/b.xml"));
    CHECK_EQ(content.findings.size(), 1U);
    CHECK_EQ(content.findings[0].file, std::string("region/bulletins/broken.xml"));
}

void a_missing_root_is_told(Tree& tree) {
    tree.roots.emplace_back("nowhere");
    auto content = tree.load();
    CHECK_EQ(text_of(content.findings), std::string("nowhere: content.root: there is no such folder\n"));
    CHECK_EQ(content.pages.topics().size(), 2U);
}

void the_situation_chooses_the_order(Tree& tree) {
    auto content = tree.load();
    CHECK_EQ(content.pages.topics_for(*content.situation).front()->id, std::string("water"));
    Situation calm;
    calm.phase = Phase::Before;
    CHECK_EQ(content.pages.topics_for(calm).front()->id, std::string("power"));
}

void sites_are_read_whole() {
    auto site = parse_site(read_text("tests/cases/content/site.toml"));
    CHECK_OK(site);
    CHECK_EQ(site->position->latitude, 52.5);
    CHECK_EQ(site->facilities.size(), 2U);
    CHECK(site->facilities[0].status == FacilityStatus::Limited);
    CHECK_EQ(std::string(site->facilities[0].note.in("ar")->text), std::string("Tot 18:00"));
    CHECK(site->facilities[1].name.empty() && site->facilities[1].status == FacilityStatus::Unknown);
    CHECK_EQ(site->referrals[0].address, std::string("Dorpsstraat 1"));
    CHECK_EQ(site->radio->frequency, std::string("93.1 FM"));
    for (auto wrong :
         {"region = \"14\"", "position = [520, 5]", "position = [52]", "languages = [\"n l\"]",
          "[municipality]\nname = \"M\"\ncode = \"406\"", "[municipality]\nname = \"M\"\nlogo = \"../m.png\"",
          "[[facility]]\nkind = \"water\"\nstatus = \"maybe\"", "[[referral]]\nkind = \"gp\""}) {
        CHECK_REFUSED(parse_site(std::string("id = \"s\"\nname = \"S\"\n") + wrong), "toml.value");
    }
}

// Damaged files of every TOML kind are read or refused with a name; strings that are read can be spoken.
void damaged_toml_never_crashes() {
    std::mt19937 dice(20261122);
    auto pick = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(dice); };
    constexpr std::string_view kSigns = "=[]{}\"'#,.\n 1a-:+T";
    const Path tree = "tests/cases/content/tree";
    int sound = 0;
    for (auto file : {"national/strings/nl.toml", "national/templates/boil/nl.toml",
                      "national/templates/boil/template.toml", "local/sites/proef.toml", "local/situation.toml"}) {
        const auto bytes = read_text(tree / file);
        for (int round = 0; round < 300; ++round) {
            auto changed = bytes;
            for (std::size_t change = 0; change <= pick(3); ++change)
                changed[pick(changed.size())] = kSigns[pick(kSigns.size())];
            auto site = parse_site(changed);
            auto words = parse_template_words(changed);
            CHECK(site || !site.error().check.empty());
            sound += parse_situation(changed) || parse_template_facts(changed) || words || site ? 1 : 0;
            StringLibrary library;
            if (!library.add("a", changed)) continue;
            auto strings = library.in("nl");
            CHECK(!strings.format("home.street", {{"street", "A"}}).empty());
            CHECK(!strings.format("home.until", {{"moment", Instant{}}}).empty());
            ++sound;
        }
    }
    CHECK(sound > 100);
}

// The content this project ships must load without a word.
void the_real_content_loads() {
    DiskFiles disk;
    std::vector<Path> roots;
    for (auto root : {"content/national", "content/demo"}) {
        if (std::filesystem::is_directory(root)) roots.emplace_back(root);
    }
    auto content = load_content(disk, roots);
    for (const auto& topic : content.pages.topics()) {
        for (const auto& language : topic.languages)
            CHECK_EQ(content.pages.page(topic.id, language)->language, language);
    }
    for (const auto& head : content.strings.languages()) (void)content.strings.in(head.language).has("home.help");
    CHECK_EQ(text_of(content.all_findings()), std::string());
    CHECK(!content.pages.topics().empty());
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<loads_what_is_there, Tree>("a content tree loads"),
        test<pages_are_read_when_wanted, Tree>("pages are read from the disk once, and only when wanted"),
        test<missing_languages_fall_back, Tree>("a missing language falls back and says so"),
        test<later_roots_win, Tree>("a later root adds to an earlier one and wins over it"),
        test<broken_files_leave_the_rest, Tree>("broken files are named and the rest is shown"),
        test<no_site_speaks_for_another, Tree>("a site in a file that is named after another is refused"),
        test<alerts_are_read, Tree>("alerts of all roots are read, the later file of a name for the earlier"),
        test<a_missing_root_is_told, Tree>("a missing root is told"),
        test<the_situation_chooses_the_order, Tree>("the topics that fit the situation come first"),
        test<sites_are_read_whole>("a site is read with everything in it, and checked"),
        test<damaged_toml_never_crashes>("damaged files are read or refused"),
        test<the_real_content_loads>("the content of this project loads without a finding"),
    };
    return run("content", tests) + run_toml_reader_tests() + run_dates_tests() + run_strings_tests() +
           run_page_tests() + run_template_tests();
}
