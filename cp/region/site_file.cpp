#include "cp/region/site_file.hpp"

#include <fmt/format.h>

#include "cp/region/toml_text.hpp"

namespace baken::cp {
namespace {

constexpr std::string_view kWrittenHere = "# Written at the desk of the coordination point.\n";

void add(std::string& file, std::string_view key, std::string_view text) {
    if (!text.empty()) file += fmt::format("{} = {}\n", key, toml_text(text));
}

void add(std::string& file, std::string_view key, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    std::string list;
    for (const auto& text : texts) list += (list.empty() ? "" : ", ") + toml_text(text);
    file += fmt::format("{} = [{}]\n", key, list);
}

void add(std::string& file, std::string_view table, const bulletins::LocalText& text) {
    if (text.empty()) return;
    file += fmt::format("[{}]\n", table);
    for (const auto& [language, words] : text.texts()) file += fmt::format("{} = {}\n", language, toml_text(words));
}

// TOML tells whole numbers and others apart by the point.
std::string decimal(double number) {
    auto text = fmt::format("{}", number);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

void add_facility(std::string& file, const bulletins::Facility& facility) {
    file += "\n[[facility]]\n";
    add(file, "kind", facility.kind);
    add(file, "status", bulletins::name_of(facility.status));
    add(file, "facility.name", facility.name);
    add(file, "facility.note", facility.note);
}

void add_referral(std::string& file, const bulletins::Referral& referral) {
    file += "\n[[referral]]\n";
    add(file, "kind", referral.kind);
    add(file, "address", referral.address);
    add(file, "referral.name", referral.name);
    add(file, "referral.note", referral.note);
}

}  // namespace

std::string write_site(const bulletins::Site& site) {
    std::string file(kWrittenHere);
    add(file, "id", site.id);
    add(file, "name", site.name);
    add(file, "short_name", site.short_name);
    add(file, "region", site.region);
    if (site.position) {
        file +=
            fmt::format("position = [{}, {}]\n", decimal(site.position->latitude), decimal(site.position->longitude));
    }
    add(file, "languages", site.languages);
    add(file, "streets", site.streets);
    const auto& municipality = site.municipality;
    if (!municipality.name.empty()) {
        file += "\n[municipality]\n";
        add(file, "name", municipality.name);
        add(file, "code", municipality.code);
        add(file, "logo", municipality.logo);
    }
    if (site.radio) {
        file += "\n[radio]\n";
        add(file, "name", site.radio->name);
        add(file, "frequency", site.radio->frequency);
    }
    for (const auto& facility : site.facilities) add_facility(file, facility);
    for (const auto& referral : site.referrals) add_referral(file, referral);
    return file;
}

std::string write_situation(const bulletins::Situation& situation) {
    std::string file(kWrittenHere);
    add(file, "id", situation.id);
    if (situation.started) file += fmt::format("started = {}\n", to_rfc3339(*situation.started));
    add(file, "phase", bulletins::name_of(situation.phase));
    if (situation.exercise) file += "exercise = true\n";
    add(file, "hazards", situation.hazards);
    if (situation.expected_recovery) {
        file += fmt::format("expected_recovery = {}\n", to_rfc3339(*situation.expected_recovery));
    }
    add(file, "title", situation.title);
    add(file, "recovery_note", situation.recovery_note);
    return file;
}

}  // namespace baken::cp
