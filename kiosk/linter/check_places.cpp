#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "exchange/base/ids.hpp"
#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/page_shelf.hpp"
#include "exchange/bulletins/site.hpp"
#include "exchange/bulletins/situation.hpp"
#include "exchange/bulletins/strings.hpp"
#include "kiosk/linter/check.hpp"
#include "kiosk/linter/rules.hpp"

namespace baken::linter {
namespace {

constexpr ByteLimit kMostPlaceBytes{256 * 1024};
constexpr ByteLimit kMostAlertBytes{bulletins::ParseLimits{}.bytes};

// What sites and situations refer to.
struct Known {
    bool has_strings = false;
    std::set<std::string> languages;  // that have strings
    std::set<std::string> keys;       // of Dutch strings
    std::set<std::string> hazards;    // that some page is about
};

void know_strings(Check& check, const Path& path, Known& known) {
    auto bytes = check.files.read(path, ByteLimit{1024 * 1024});
    if (!bytes || !*bytes) return;
    known.has_strings = true;
    known.languages.insert(path.stem().string());
    auto strings = bulletins::parse_strings(**bytes);
    if (!strings || path.stem() != "nl") return;
    for (const auto& [key, pattern] : strings->patterns) known.keys.insert(key);
}

void know_topic(Check& check, const Path& folder, Known& known) {
    auto bytes = check.files.read(folder / "page.toml", kMostPlaceBytes);
    if (!bytes || !*bytes) return;
    auto topic = bulletins::parse_topic(**bytes);
    if (topic) known.hazards.insert(topic->hazards.begin(), topic->hazards.end());
}

Known know(Check& check) {
    Known known;
    std::vector<Finding> told_elsewhere;
    for (const auto& root : check.tree.roots) {
        for (const auto& path : files_in(check.files, root.folder / "strings", ".toml", told_elsewhere)) {
            know_strings(check, path, known);
        }
        for (const auto& folder : folders_in(check.files, root.folder / "pages", told_elsewhere)) {
            know_topic(check, folder, known);
        }
    }
    return known;
}

void check_facility(Check& check, const Path& path, const Known& known, const bulletins::Facility& facility) {
    check.icon(path, 0, facility.kind);
    bool named = !facility.name.empty() || !known.has_strings || known.keys.contains("facility." + facility.kind);
    if (!named)
        check.add(path, 0, "site.facility",
                  facility.kind + " has no name, and strings have no facility." + facility.kind);
}

void check_site(Check& check, const Root& root, const Path& path, const Known& known) {
    auto bytes = read_file(check.files, path, kMostPlaceBytes, check.findings);
    if (!bytes) return;
    check.raw_text(path, *bytes, "nl", root.level);
    auto site = bulletins::parse_site(*bytes);
    if (!site) {
        check.findings.push_back(bulletins::finding_of(path.string(), site.error()));
        return;
    }
    if (!is_identifier(site->id))
        check.add(path, 0, "site.id", site->id + " is not of small letters, digits and hyphens, at most 64");
    if (site->id != path.stem()) check.add(path, 0, "site.id", "id says " + site->id + ", the file name otherwise");
    for (const auto& language : site->languages) {
        bool spoken = !known.has_strings || language == kMayFallBack || known.languages.contains(language);
        if (!spoken) check.add(path, 0, "site.language", language + " has no strings");
    }
    std::set<std::string> kinds;
    for (const auto& facility : site->facilities) {
        check_facility(check, path, known, facility);
        // Staff and the coordination point say how it is with a kind, not with one of two.
        bool again = !kinds.insert(facility.kind).second;
        if (again) check.add(path, 0, "site.facility", facility.kind + " stands on the menu card twice");
    }
    for (const auto& referral : site->referrals) check.icon(path, 0, referral.kind);
    const auto& logo = site->municipality.logo;
    auto picture = check.files.read(root.folder / logo, ByteLimit{kMostPictureBytes});
    if (!logo.empty() && (!picture || !*picture)) {
        check.add(path, 0, "picture.missing",
                  logo + (picture ? " is not there" : " cannot be used: " + picture.error().message));
    }
}

void check_situation(Check& check, const Root& root, const Known& known) {
    auto path = root.folder / "situation.toml";
    auto bytes = read_file(check.files, path, kMostPlaceBytes, check.findings);
    if (!bytes) return;
    check.raw_text(path, *bytes, "nl", root.level);
    auto situation = bulletins::parse_situation(*bytes);
    if (!situation) {
        check.findings.push_back(bulletins::finding_of(path.string(), situation.error()));
        return;
    }
    for (const auto& hazard : situation->hazards) {
        bool met = known.hazards.empty() || known.hazards.contains(hazard);
        if (!met) check.add(path, 0, "situation.hazard", "no page is about " + hazard);
    }
}

// Our own bulletins keep to the letter of the standard, unlike many that a kiosk must live with.
void check_bulletin(Check& check, const Path& path, Level level) {
    auto bytes = read_file(check.files, path, kMostAlertBytes, check.findings);
    if (!bytes) return;
    check.raw_text(path, *bytes, "nl", level);
    auto alerts = bulletins::parse_alerts(*bytes);
    if (!alerts) {
        check.findings.push_back(bulletins::finding_of(path.string(), alerts.error()));
        return;
    }
    for (const auto& alert : *alerts) {
        for (const auto& remark : alert.remarks) check.add(path, remark.line, remark.check, remark.message);
    }
}

}  // namespace

void check_places(Check& check) {
    auto known = know(check);
    for (const auto& root : check.tree.roots) {
        for (const auto& path : files_in(check.files, root.folder / "sites", ".toml", check.findings)) {
            check_site(check, root, path, known);
        }
        check_situation(check, root, known);
        for (const auto& path : files_in(check.files, root.folder / "bulletins", ".xml", check.findings)) {
            check_bulletin(check, path, root.level);
        }
    }
}

}  // namespace baken::linter
