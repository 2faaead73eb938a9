// What desk_places.hpp promises of the page's words.
#include <algorithm>
#include <set>

#include "cp/office/desk_places.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/bulletins/language.hpp"

namespace baken::cp {
namespace {

using bulletins::LocalText;
using trust::JsonArray;
using trust::JsonObject;

constexpr std::size_t kMostLanguages = 60;
constexpr std::size_t kMostWords = 1'000;
constexpr std::size_t kMostEntries = 60;

bool is_icon_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
}

// The name of an icon.
Result<std::string> read_kind(const trust::Json& json) {
    TRY(auto kind, read_needed(json, "kind", {40}));
    if (!std::ranges::all_of(kind, is_icon_letter)) return refuse("desk.request", "kind is none");
    return kind;
}

Result<std::optional<Instant>> read_moment(const trust::Json& json, std::string_view key) {
    TRY(auto text, read_line(json, key, {40}));
    if (text.empty()) return std::nullopt;
    auto moment = parse_rfc3339(text);
    if (!moment) return refuse("desk.request", std::string(key) + " is no moment");
    return moment;
}

trust::Json json_of_moment(const std::optional<Instant>& moment) {
    return json_of(moment ? to_rfc3339(*moment) : std::string());
}

trust::Json json_of_facility(const bulletins::Facility& facility) {
    return json_of(JsonObject{{"kind", json_of(facility.kind)},
                              {"status", json_of(std::string(name_of(facility.status)))},
                              {"name", json_of(facility.name)},
                              {"note", json_of(facility.note)}});
}

trust::Json json_of_referral(const bulletins::Referral& referral) {
    return json_of(JsonObject{{"kind", json_of(referral.kind)},
                              {"address", json_of(referral.address)},
                              {"name", json_of(referral.name)},
                              {"note", json_of(referral.note)}});
}

Result<bulletins::Facility> read_facility(const trust::Json& json) {
    bulletins::Facility facility;
    TRY(facility.kind, read_kind(json));
    TRY(auto word, read_needed(json, "status", {20}));
    auto status = bulletins::facility_status_of(word);
    if (!status) return refuse("desk.request", "status is none");
    facility.status = *status;
    TRY(facility.name, read_local_text(json, "name"));
    TRY(facility.note, read_local_text(json, "note"));
    return facility;
}

Result<bulletins::Referral> read_referral(const trust::Json& json) {
    bulletins::Referral referral;
    TRY(referral.kind, read_kind(json));
    TRY(referral.address, read_line(json, "address", {200}));
    TRY(referral.name, read_local_text(json, "name"));
    TRY(referral.note, read_local_text(json, "note"));
    if (!referral.name.has("nl")) return refuse("desk.request", "a place to refer to needs a Dutch name");
    return referral;
}

template <typename Entry>
Result<std::vector<Entry>> read_entries(const trust::Json& json, std::string_view key,
                                        Result<Entry> (*read)(const trust::Json&)) {
    const auto* list = json.find(key);
    bool fine = list != nullptr && list->array() != nullptr && list->array()->size() <= kMostEntries;
    if (!fine) return refuse("desk.request", std::string(key) + " is no list, or too long");
    std::vector<Entry> entries;
    for (const auto& one : *list->array()) {
        TRY(auto entry, read(one));
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace

trust::Json json_of(const LocalText& text) {
    JsonObject words;
    for (const auto& [language, word] : text.texts()) words[language] = json_of(word);
    return json_of(std::move(words));
}

Result<LocalText> read_local_text(const trust::Json& json, std::string_view key) {
    LocalText text;
    const auto* words = json.find(key);
    if (words == nullptr) return text;
    bool fine = words->object() != nullptr && words->object()->size() <= kMostLanguages;
    if (!fine) return refuse("desk.request", std::string(key) + " is no text by language");
    for (const auto& [language, word] : *words->object()) {
        if (!bulletins::is_language_tag(language)) return refuse("desk.request", std::string(key) + ": no language");
        TRY(auto line, read_line(*words, language, {kMostWords}));
        if (!line.empty()) text.set(language, line);
    }
    return text;
}

trust::Json json_of(const bulletins::Situation& situation) {
    return json_of(JsonObject{{"id", json_of(situation.id)},
                              {"started", json_of_moment(situation.started)},
                              {"phase", json_of(std::string(name_of(situation.phase)))},
                              {"exercise", json_of(situation.exercise)},
                              {"hazards", json_of(situation.hazards)},
                              {"expected_recovery", json_of_moment(situation.expected_recovery)},
                              {"title", json_of(situation.title)},
                              {"recovery_note", json_of(situation.recovery_note)}});
}

Result<bulletins::Situation> read_situation(const trust::Json& json) {
    bulletins::Situation situation;
    TRY(situation.id, read_line(json, "id", {80}));
    TRY(situation.started, read_moment(json, "started"));
    TRY(auto word, read_needed(json, "phase", {20}));
    auto phase = bulletins::phase_of(word);
    if (!phase) return refuse("desk.request", "phase is none");
    situation.phase = *phase;
    const auto* exercise = json.find("exercise");
    situation.exercise = exercise != nullptr && exercise->boolean().value_or(false);
    TRY(situation.hazards, read_list(json, "hazards", 20));
    TRY(situation.expected_recovery, read_moment(json, "expected_recovery"));
    TRY(situation.title, read_local_text(json, "title"));
    TRY(situation.recovery_note, read_local_text(json, "recovery_note"));
    if (!situation.title.has("nl")) return refuse("desk.draft", "the Dutch title is empty");
    return situation;
}

trust::Json json_of(const bulletins::Site& site) {
    JsonArray facilities;
    for (const auto& one : site.facilities) facilities.push_back(json_of_facility(one));
    JsonArray referrals;
    for (const auto& one : site.referrals) referrals.push_back(json_of_referral(one));
    return json_of(JsonObject{{"id", json_of(site.id)},
                              {"name", json_of(site.name)},
                              {"short_name", json_of(site.short_name)},
                              {"languages", json_of(site.languages)},
                              {"facilities", json_of(std::move(facilities))},
                              {"referrals", json_of(std::move(referrals))}});
}

Done read_card(const trust::Json& json, bulletins::Site& site) {
    TRY(site.facilities, read_entries(json, "facilities", read_facility));
    // Whoever says how it is at a noodsteunpunt says it of a kind, not of one of two.
    std::set<std::string> kinds;
    for (const auto& facility : site.facilities) {
        bool again = !kinds.insert(facility.kind).second;
        if (again) return refuse("desk.request", facility.kind + " stands on the menu card twice");
    }
    TRY(site.referrals, read_entries(json, "referrals", read_referral));
    return {};
}

}  // namespace baken::cp
