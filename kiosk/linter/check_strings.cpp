#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "exchange/bulletins/strings.hpp"
#include "kiosk/linter/check.hpp"
#include "kiosk/linter/message_rules.hpp"
#include "kiosk/linter/rules.hpp"

namespace baken::linter {
namespace {

constexpr ByteLimit kMostStringsBytes{1024 * 1024};

struct Pattern {
    std::string text;
    Path file;
    int line = 0;
};
using Patterns = std::map<std::string, Pattern>;

// The strings of all roots by language; a later root's win, as on a kiosk.
std::map<std::string, Patterns> read_all(Check& check) {
    std::map<std::string, Patterns> languages;
    for (const auto& root : check.tree.roots) {
        for (const auto& path : files_in(check.files, root.folder / "strings", ".toml", check.findings)) {
            auto bytes = read_file(check.files, path, kMostStringsBytes, check.findings);
            if (!bytes) continue;
            auto language = path.stem().string();
            check.raw_text(path, *bytes, language, root.level);
            auto strings = bulletins::parse_strings(*bytes);
            if (!strings) {
                check.findings.push_back(bulletins::finding_of(path.string(), strings.error()));
                continue;
            }
            check.reviewed(path, strings->head.reviewed);
            if (strings->head.language != language) {
                check.add(path, 0, "strings.language",
                          "language says " + strings->head.language + ", the file name otherwise");
            }
            for (auto& [key, pattern] : strings->patterns) {
                languages[language].insert_or_assign(key, Pattern{std::move(pattern.text), path, pattern.line});
            }
        }
    }
    return languages;
}

// Volunteers work in Dutch or English: their words are translated no further.
bool only_for_staff(std::string_view key) {
    return key.starts_with(kStaffKeys);
}
bool staff_speak(std::string_view language) {
    return std::ranges::find(kStaffLanguages, language) != kStaffLanguages.end();
}

void compare(Check& check, const Patterns& master, const std::string& language, const Patterns& patterns) {
    for (const auto& [key, pattern] : patterns) {
        if (only_for_staff(key) && !staff_speak(language)) {
            check.add(pattern.file, pattern.line, "strings.staff_language",
                      key + " is for staff: Dutch and English only");
            continue;
        }
        auto dutch = master.find(key);
        if (dutch == master.end()) {
            check.add(pattern.file, pattern.line, "strings.unknown_key", key + " is not in the Dutch file");
            continue;
        }
        for (const auto& complaint : compare_message(dutch->second.text, pattern.text, language)) {
            check.add(pattern.file, pattern.line, complaint.check, key + ": " + complaint.message);
        }
    }
}

// A file that is not there at all is one finding, not one for each of its keys.
void find_missing(Check& check, const Patterns& master, const std::string& language, const Patterns* patterns) {
    const auto& beside = master.begin()->second.file;
    auto path = beside.parent_path() / (language + ".toml");
    if (patterns == nullptr) {
        check.add(path, 0, "strings.missing", "there are no strings in this language");
        return;
    }
    for (const auto& [key, dutch] : master) {
        if (patterns->contains(key)) continue;
        if (only_for_staff(key) && !staff_speak(language)) continue;
        const auto& file = patterns->empty() ? path : patterns->begin()->second.file;
        check.add(file, 0, "strings.missing", fmt::format("{} ({}:{})", key, dutch.file.string(), dutch.line));
    }
}

}  // namespace

void check_strings(Check& check) {
    auto languages = read_all(check);
    if (languages.empty()) return;
    auto dutch = languages.find("nl");
    if (dutch == languages.end() || dutch->second.empty()) {
        check.add(check.tree.roots.front().folder / "strings", 0, "strings.master",
                  "there is no nl.toml to compare with");
        return;
    }
    const auto& master = dutch->second;
    for (const auto& [language, patterns] : languages) compare(check, master, language, patterns);
    for (auto language : kLanguages) {
        auto found = languages.find(std::string(language));
        bool falls_back = language == kMayFallBack;
        if (!falls_back) {
            find_missing(check, master, std::string(language), found == languages.end() ? nullptr : &found->second);
        }
    }
}

}  // namespace baken::linter
