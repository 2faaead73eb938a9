#include "cp/office/place_change.hpp"

#include "cp/office/desk_places.hpp"
#include "cp/region/json_fields.hpp"
#include "cp/region/site_file.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::cp {
namespace {

using trust::JsonObject;

// What every change has, whatever it is of.
Result<PlaceChange> read_common(const trust::Json& json, std::string_view id, std::string_view base) {
    PlaceChange change;
    TRY(change.id, read_line(json, id, {36}));
    TRY(change.base, read_line(json, base, {64}));
    return change;
}

JsonObject words_of_card(const bulletins::Site& site) {
    auto all = json_of(site);
    const auto& fields = *all.object();
    return {{"facilities", fields.at("facilities")}, {"referrals", fields.at("referrals")}};
}

}  // namespace

Result<PlaceChange> read_situation_change(const trust::Json& json, Instant now) {
    TRY(auto change, read_common(json, "change", "print"));
    TRY(auto situation, read_situation(json));
    if (situation.id.empty()) situation.id = "situation-" + to_rfc3339(now).substr(0, 10);
    change.words = json_of(situation);
    return change;
}

Result<PlaceChange> read_card_change(const trust::Json& json) {
    TRY(auto change, read_common(json, "change", "print"));
    TRY(change.site, read_needed(json, "id", {64}));
    bulletins::Site card;
    TRY_DONE(read_card(json, card));
    change.words = json_of(words_of_card(card));
    return change;
}

trust::Json json_of(const PlaceChange& change) {
    return json_of(JsonObject{{"id", json_of(change.id)},
                              {"site", json_of(change.site)},
                              {"base", json_of(change.base)},
                              {"words", change.words},
                              {"author", json_of(change.author)},
                              {"written", json_of(change.written)},
                              {"waits", json_of(change.waits)}});
}

Result<PlaceChange> read_place_change(const trust::Json& json) {
    TRY(auto change, read_common(json, "id", "base"));
    TRY(change.site, read_line(json, "site", {64}));
    const auto* words = json.find("words");
    if (words == nullptr || words->object() == nullptr) return refuse("desk.request", "words is none");
    change.words = *words;
    TRY(change.author, read_line(json, "author", {64}));
    TRY(change.written, read_line(json, "written", {40}));
    const auto* waits = json.find("waits");
    change.waits = waits != nullptr && waits->boolean().value_or(false);
    return change;
}

std::string print_of(const PlaceChange& change) {
    return trust::sha256_hex(trust::write_json(
        json_of(JsonObject{{"site", json_of(change.site)}, {"base", json_of(change.base)}, {"words", change.words}})));
}

std::string target_of(const PlaceChange& change) {
    return change.site.empty() ? "situation.toml" : "sites/" + change.site + ".toml";
}

Result<std::string> write_change(const PlaceChange& change, const std::string& present) {
    if (change.site.empty()) {
        TRY(auto situation, read_situation(change.words));
        return write_situation(situation);
    }
    TRY(auto site, bulletins::parse_site(present));
    TRY_DONE(read_card(change.words, site));
    return write_site(site);
}

bool needs_two(const DeskSettings& settings, const PlaceChange& change) {
    if (change.site.empty()) return settings.two_persons != TwoPersons::Never;
    return settings.two_persons == TwoPersons::Always;
}

}  // namespace baken::cp
