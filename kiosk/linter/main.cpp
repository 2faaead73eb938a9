// baken-content: what people who keep content run before they publish it.
//
// Exit status: 0 all is well, 1 something was found, 2 the question could not be answered.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>

#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "kiosk/linter/check.hpp"
#include "kiosk/linter/due_command.hpp"
#include "kiosk/linter/readability.hpp"
#include "kiosk/linter/review.hpp"

namespace {

using namespace baken;
using namespace baken::linter;

enum Status { kWell = 0, kFound = 1, kNoAnswer = 2 };

// What was asked on the command line.
struct Question {
    std::vector<std::string> folders;
    std::string fonts = "fonts/fonts.toml";
    bool without_fonts = false;
    std::string site;
    std::string now;
    std::string language = "nl";
    bool json = false;

    [[nodiscard]] std::vector<Path> paths() const { return {folders.begin(), folders.end()}; }
};

int refuse_to_answer(const Error& error) {
    fmt::print(stderr, "baken-content: {}\n", error.text());
    return kNoAnswer;
}

int print(const std::vector<Finding>& findings) {
    for (const auto& finding : findings) fmt::print("{}\n", bulletins::to_text(finding));
    return findings.empty() ? kWell : kFound;
}

int run_check(const Question& question) {
    DiskFiles files;
    std::optional<GlyphCheck> glyphs;
    if (!question.without_fonts) {
        auto opened = GlyphCheck::open(files, question.fonts);
        if (!opened) return refuse_to_answer(opened.error());
        glyphs = std::move(*opened);
    }
    auto findings = check_content(files, question.paths(), glyphs ? &*glyphs : nullptr);
    if (!findings.empty()) fmt::print(stderr, "{} found\n", findings.size());
    return print(findings);
}

int run_review(const Question& question) {
    DiskFiles files;
    std::vector<Finding> findings;
    fmt::print("{}", review_report(files, question.paths(), findings));
    return print(findings);
}

int run_readability(const Question& question) {
    DiskFiles files;
    std::vector<Finding> findings;
    fmt::print("{}", readability_report(files, question.paths(), findings));
    return print(findings);
}

int run_due(const Question& question) {
    DueQuestion due;
    due.paths = question.paths();
    if (!question.site.empty()) due.site = question.site;
    auto now = question.now.empty() ? SystemClock{}.now() : parse_rfc3339(question.now);
    if (!now) return refuse_to_answer({"due.now", question.now + " is not such as 2026-11-22T14:08:00+01:00", ""});
    due.now = *now;
    due.language = question.language;
    if (question.json) due.form = DueQuestion::Form::Json;
    DiskFiles files;
    auto answer = answer_due(files, due);
    if (!answer) return refuse_to_answer(answer.error());
    fmt::print("{}", answer->text);
    return answer->all_read ? kWell : kFound;
}

void add_folders(CLI::App* command, Question& question, const std::string& what) {
    command->add_option("DIR", question.folders, what)->required();
}

}  // namespace

int main(int count, char** words) {
    Question question;
    CLI::App app("Checks what a kiosk shows before it shows it.");
    app.require_subcommand(1);
    const std::string roots =
        "content roots, in the order a kiosk reads them, or a folder that holds national and others";
    auto* check = app.add_subcommand("check", "finds what is broken, missing or out of place");
    add_folders(check, question, roots);
    check->add_option("--fonts", question.fonts, "the list of fonts")->capture_default_str();
    check->add_flag("--without-fonts", question.without_fonts, "does not look for missing glyphs");
    auto* review = app.add_subcommand("review", "lists what waits for a native reader");
    add_folders(review, question, roots);
    auto* readability = app.add_subcommand("readability", "prints how hard the Dutch and English pages read");
    add_folders(readability, question, roots);
    auto* due = app.add_subcommand("due", "prints what a kiosk would show of CAP files, and why");
    add_folders(due, question, "CAP files, or folders of them");
    due->add_option("--site", question.site, "the site's file");
    due->add_option("--now", question.now, "the moment, RFC 3339; without it the clock's");
    due->add_option("--lang", question.language, "the visitor's language")->capture_default_str();
    due->add_flag("--json", question.json, "as JSON");
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kWell : kNoAnswer;
    }
    if (*check) return run_check(question);
    if (*review) return run_review(question);
    if (*readability) return run_readability(question);
    return run_due(question);
}
