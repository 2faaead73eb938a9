#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "exchange/base/disk_files.hpp"
#include "exchange/base/text.hpp"
#include "kiosk/linter/check.hpp"
#include "kiosk/linter/readability.hpp"
#include "kiosk/linter/review.hpp"
#include "kiosk/linter/rules.hpp"
#include "tests/linter/linter_tests.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::linter;
using namespace baken::testing;

namespace {

namespace fs = std::filesystem;

void put_folder(MemoryFiles& disk, const fs::path& folder) {
    if (!fs::is_directory(folder)) return;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            disk.put("tree" / entry.path().lexically_relative(folder), read_text(entry.path()));
    }
}

// Every Dutch file again in all other languages: the words do not matter here, that they are there does.
void put_other_languages(MemoryFiles& disk) {
    const fs::path national = "tree/national";
    for (auto language : kLanguages) {
        if (language == "nl") continue;
        auto tag = std::string(language);
        auto strings = **disk.read(national / "strings/nl.toml", ByteLimit{10'000});
        strings.replace(strings.find("\"nl\""), 4, "\"" + tag + "\"");
        disk.put(national / "strings" / (tag + ".toml"), strings);
        disk.put(national / "pages/water" / (tag + ".md"),
                 **disk.read(national / "pages/water/nl.md", ByteLimit{10'000}));
        disk.put(national / "templates/boil" / (tag + ".toml"),
                 **disk.read(national / "templates/boil/nl.toml", ByteLimit{10'000}));
    }
}

// The sound tree of tests/cases/content/tree with the changes of a case.
struct Disk {
    MemoryFiles disk;
    Disk() {
        put_folder(disk, "tests/cases/content/tree");
        put_other_languages(disk);
    }
    void change(const fs::path& folder) {
        put_folder(disk, folder / "change");
        if (!fs::exists(folder / "remove")) return;
        const auto removed = read_text(folder / "remove");
        for (auto line : split(removed, '\n')) {
            if (!line.empty()) CHECK_OK(disk.remove("tree" / fs::path(line)));
        }
    }
};

std::string text_of(const std::vector<Finding>& findings) {
    std::string text;
    for (const auto& finding : findings) text += bulletins::to_text(finding) + "\n";
    return text;
}

std::string checked(Files& files, const Path& folder) {
    return text_of(check_content(files, std::vector<Path>{folder}, nullptr));
}

void cases_give_their_findings() {
    for (const auto& folder : case_folders("linter")) {
        Disk disk;
        disk.change(folder);
        check_against(checked(disk.disk, "tree"), folder / "expected");
    }
}

void the_sound_tree_has_no_findings(Disk& disk) {
    CHECK_EQ(checked(disk.disk, "tree"), std::string());
    CHECK_EQ(checked(disk.disk, "tree/"), std::string());
}

void roots_can_be_named_one_by_one(Disk& disk) {
    auto both = text_of(check_content(disk.disk, std::vector<Path>{"tree/national", "tree/local"}, nullptr));
    CHECK_EQ(both, std::string());
    CHECK_EQ(checked(disk.disk, "tree/icons"),
             std::string("tree/icons: content.root: holds no pages, strings, templates, bulletins or sites\n"));
    CHECK(checked(disk.disk, "nowhere").find("content.root") != std::string::npos);
}

void local_numbers_are_for_local_roots(Disk& disk) {
    auto page = **disk.disk.read("tree/national/pages/water/nl.md", ByteLimit{10'000});
    page.replace(page.find("0800-9009"), 9, "020-5551234");
    disk.disk.put("tree/local/pages/water/nl.md", page);
    CHECK_EQ(checked(disk.disk, "tree"), std::string());
}

void missing_glyphs_are_named() {
    DiskFiles files;
    auto glyphs = GlyphCheck::open(files, "fonts/fonts.toml");
    if (!glyphs) throw Skipped{"the fonts are not installed"};
    std::vector<Finding> findings;
    glyphs->check("a.md", "Water \u2068ماء\u2069 水 ማይ вода\nzo \U00012000\n", "nl", findings);
    CHECK_EQ(text_of(findings), std::string("a.md:2: glyph.missing: no font has U+12000 CUNEIFORM SIGN A\n"));
}

void reviews_are_listed(Disk& disk) {
    std::vector<Finding> findings;
    disk.disk.put("tree/national/pages/water/ar.md", "+++\ntitle = \"x\"\nreviewed = \"A, 2026-01-02\"\n+++\n");
    auto report = review_report(disk.disk, std::vector<Path>{"tree"}, findings);
    CHECK(findings.empty());
    CHECK(report.starts_with("ar: 1 of 3 files wait for a reader\n  tree/national/templates/boil/ar.toml\n"));
    CHECK(report.find("nl: 2 of 3 files wait") != std::string::npos);
}

void readability_is_reported(Disk& disk) {
    std::vector<Finding> findings;
    auto report = readability_report(disk.disk, std::vector<Path>{"tree"}, findings);
    CHECK(report.find("water/nl ") != std::string::npos && report.find("all/en ") != std::string::npos);
}

std::string build_folder() {
    const char* build = std::getenv("BAKEN_BUILD");
    if (build == nullptr) throw Skipped{"BAKEN_BUILD does not say where the programs are"};
    return build;
}

struct Ran {
    std::string output;
    int status = -1;
};

Ran run_program(const std::string& arguments) {
    Ran ran;
    auto* pipe = popen((build_folder() + "/bin/baken-content " + arguments + " 2>&1").c_str(), "r");
    CHECK(pipe != nullptr);
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        ran.output.append(buffer.data(), got);
    ran.status = WEXITSTATUS(pclose(pipe));
    return ran;
}

void the_program_answers_with_its_status() {
    const std::string alerts = "due tests/cases/content/tree/local/bulletins --now 2026-11-22T14:08:00+01:00";
    auto due = run_program(alerts);
    CHECK(due.output.starts_with("show warning, exercise [nl] Proefbericht (proef-1; "));
    CHECK(due.output.find("area_not_determined") != std::string::npos);
    CHECK_EQ(due.status, 0);
    CHECK(run_program(alerts + " --json").output.find("\"identifier\": \"proef-1\"") != std::string::npos);
    CHECK(run_program(alerts + " --site tests/cases/content/site.toml --lang en").output.find("proef-1") !=
          std::string::npos);
    auto broken = run_program("due tests/cases/linter/bulletin-not-xml --now 2026-11-22T14:08:00+01:00");
    CHECK_EQ(broken.status, 1);
    CHECK(broken.output.find("refuse tests/cases/linter") != std::string::npos);
    CHECK_EQ(run_program("due nowhere").status, 2);
    CHECK_EQ(run_program("due x.xml --now yesterday").status, 2);
    CHECK_EQ(run_program("--help").status, 0);
    CHECK_EQ(run_program("").status, 2);
    CHECK_EQ(run_program("check --without-fonts tests/cases/content/tree").status, 1);
    CHECK_EQ(run_program("check --fonts nowhere.toml tests/cases/content/tree").status, 2);
    CHECK_EQ(run_program("review tests/cases/content/tree").status, 0);
    CHECK_EQ(run_program("readability tests/cases/content/tree").status, 0);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<cases_give_their_findings>("every case gives its findings"),
        test<the_sound_tree_has_no_findings, Disk>("the sound tree has none"),
        test<roots_can_be_named_one_by_one, Disk>("roots can be named one by one, and what is no root is told"),
        test<local_numbers_are_for_local_roots, Disk>("a telephone number may stand in local content"),
        test<missing_glyphs_are_named>("a glyph no font has is named with its line"),
        test<reviews_are_listed, Disk>("what waits for a reader is listed by language"),
        test<readability_is_reported, Disk>("readability is reported for Dutch and English"),
        test<the_program_answers_with_its_status>("the program answers, and its exit status says how"),
    };
    return run("linter", tests) + run_rules_tests();
}
