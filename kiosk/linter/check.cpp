#include "kiosk/linter/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <tuple>

#include "exchange/base/text.hpp"
#include "kiosk/linter/numbers.hpp"

namespace baken::linter {

void Check::add(const Path& file, int line, std::string check, std::string message) {
    findings.push_back({file.string(), line, std::move(check), std::move(message)});
}

void Check::icon(const Path& file, int line, const std::string& name) {
    if (!name.empty() && !tree.icons.contains(name)) add(file, line, "icon.missing", "there is no icon " + name);
}

void Check::raw_text(const Path& file, std::string_view bytes, std::string_view language, Level level) {
    if (glyphs != nullptr) glyphs->check(file, bytes, language, findings);
    if (level == Level::Local) return;
    int line = 0;
    for (auto words : split(bytes, '\n')) {
        ++line;
        // What follows is for the people who keep the file, and the dates of a review.
        if (words.starts_with('#') || words.starts_with("reviewed") || words.starts_with("example")) continue;
        for (const auto& number : local_numbers(words)) {
            add(file, line, "number.local", number + " belongs to a region or a site, not to national content");
        }
    }
}

void Check::reviewed(const Path& file, const std::string& value) {
    static const std::regex kByWhomAndWhen(R"(.+, 20\d\d-\d\d-\d\d)");
    if (value == "no" || std::regex_match(value, kByWhomAndWhen)) return;
    add(file, 0, "review.form", "must say reviewed = \"no\", or \"name, 2026-01-31\"");
}

std::vector<Finding> check_content(Files& files, std::span<const Path> folders, GlyphCheck* glyphs) {
    std::vector<Finding> findings;
    auto tree = open_tree(files, folders, findings);
    Check check{files, tree, glyphs, findings};
    check_strings(check);
    check_pages(check);
    check_templates(check);
    check_places(check);
    check_terms(check);
    auto order = [](const Finding& finding) {
        return std::tie(finding.file, finding.line, finding.check, finding.message);
    };
    std::ranges::sort(findings, {}, order);
    auto repeated = std::ranges::unique(findings);
    findings.erase(repeated.begin(), repeated.end());
    return findings;
}

}  // namespace baken::linter
