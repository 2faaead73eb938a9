#include "cp/office/desk_draft.hpp"

#include <algorithm>
#include <array>

#include "cp/region/json_fields.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/bulletins/language.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {
namespace {

constexpr std::array<std::string_view, 4> kAims{"new", "update", "all-clear", "withdraw"};
constexpr std::size_t kMostWordBytes = 8'000;
constexpr int kMostHours = 14 * 24;

Result<DraftWords> read_words(const trust::Json& json) {
    DraftWords words;
    TRY(words.headline, read_line(json, "headline", {300}));
    TRY(words.description, read_lines(json, "description", {kMostWordBytes}));
    TRY(words.instruction, read_lines(json, "instruction", {kMostWordBytes}));
    return words;
}

Done read_languages(const trust::Json& json, Draft& draft) {
    const auto* words = json.find("words");
    if (words == nullptr) return {};
    if (words->object() == nullptr || words->object()->size() > 40) return refuse("desk.request", "words");
    for (const auto& [language, texts] : *words->object()) {
        if (!bulletins::is_language_tag(language)) return refuse("desk.request", "words: no language");
        TRY(auto read, read_words(texts));
        if (!(read == DraftWords{})) draft.words[language] = std::move(read);
    }
    return {};
}

Done read_values(const trust::Json& json, Draft& draft) {
    const auto* values = json.find("values");
    if (values == nullptr) return {};
    if (values->object() == nullptr || values->object()->size() > 40) return refuse("desk.request", "values");
    for (const auto& [name, value] : *values->object()) {
        TRY(draft.values[name], read_line(*values, name, {300}));
    }
    return {};
}

template <typename Enum>
Result<std::string> read_cap_word(const trust::Json& json, std::string_view key) {
    TRY(auto word, read_line(json, key, {40}));
    if (!word.empty() && bulletins::read_word<Enum>(word) == Enum::Unknown) {
        return refuse("desk.request", std::string(key) + " is no word of CAP");
    }
    return word;
}

bool flag(const trust::Json& json, std::string_view key) {
    const auto* found = json.find(key);
    return found != nullptr && found->boolean().value_or(false);
}

}  // namespace

std::string_view name_of(DraftAim aim) {
    return kAims[static_cast<std::size_t>(aim)];
}

Result<Draft> read_draft(const trust::Json& json) {
    Draft draft;
    TRY(draft.id, read_line(json, "id", {36}));
    TRY(draft.uuid, read_line(json, "uuid", {36}));
    if (!draft.uuid.empty() && !is_uuid7(draft.uuid)) return refuse("desk.request", "uuid is none");
    TRY(auto aim, read_needed(json, "aim", {20}));
    auto found = std::ranges::find(kAims, aim);
    if (found == kAims.end()) return refuse("desk.request", "aim is none");
    draft.aim = static_cast<DraftAim>(found - kAims.begin());
    TRY(draft.of, read_line(json, "of", {200}));
    TRY(draft.form, read_line(json, "form", {80}));
    TRY_DONE(read_values(json, draft));
    TRY_DONE(read_languages(json, draft));
    TRY(draft.severity, read_cap_word<bulletins::Severity>(json, "severity"));
    TRY(draft.urgency, read_cap_word<bulletins::Urgency>(json, "urgency"));
    TRY(draft.certainty, read_cap_word<bulletins::Certainty>(json, "certainty"));
    TRY(draft.category, read_cap_word<bulletins::Category>(json, "category"));
    draft.exercise = flag(json, "exercise");
    TRY(draft.municipalities, read_list(json, "municipalities", 400));
    TRY(draft.sites, read_list(json, "sites", 400));
    TRY(auto hours, read_number(json, "hours", 0, 0, kMostHours));
    draft.hours = static_cast<int>(hours);
    TRY(draft.author, read_line(json, "author", {40}));
    TRY(draft.written, read_line(json, "written", {40}));
    draft.waits = flag(json, "waits");
    return draft;
}

trust::Json json_of(const Draft& draft) {
    trust::JsonObject values;
    for (const auto& [name, value] : draft.values) values[name] = json_of(value);
    trust::JsonObject words;
    for (const auto& [language, text] : draft.words) {
        words[language] = json_of(trust::JsonObject{{"headline", json_of(text.headline)},
                                                    {"description", json_of(text.description)},
                                                    {"instruction", json_of(text.instruction)}});
    }
    return json_of(trust::JsonObject{{"id", json_of(draft.id)},
                                     {"uuid", json_of(draft.uuid)},
                                     {"aim", json_of(std::string(name_of(draft.aim)))},
                                     {"of", json_of(draft.of)},
                                     {"form", json_of(draft.form)},
                                     {"values", json_of(std::move(values))},
                                     {"words", json_of(std::move(words))},
                                     {"severity", json_of(draft.severity)},
                                     {"urgency", json_of(draft.urgency)},
                                     {"certainty", json_of(draft.certainty)},
                                     {"category", json_of(draft.category)},
                                     {"exercise", json_of(draft.exercise)},
                                     {"municipalities", json_of(draft.municipalities)},
                                     {"sites", json_of(draft.sites)},
                                     {"hours", json_of(draft.hours)},
                                     {"author", json_of(draft.author)},
                                     {"written", json_of(draft.written)},
                                     {"waits", json_of(draft.waits)}});
}

std::string print_of(const Draft& draft) {
    auto bare = draft;
    bare.id.clear();
    bare.author.clear();
    bare.written.clear();
    bare.waits = false;
    return trust::sha256_hex(trust::write_json(json_of(bare)));
}

std::string identifier_of(const Draft& draft) {
    const auto& name = draft.uuid.empty() ? draft.id : draft.uuid;
    return is_uuid7(name) ? "baken-" + name : std::string();
}

bool takes_over(const bulletins::Alert& alert) {
    return std::ranges::any_of(alert.infos, [](const auto& info) {
        return info.severity == bulletins::Severity::Extreme || info.urgency == bulletins::Urgency::Immediate;
    });
}

bool needs_two(TwoPersons rule, const Draft& draft, const bulletins::Alert& alert, const Shelf& shelf) {
    if (rule != TwoPersons::Extreme) return rule == TwoPersons::Always;
    const auto* before = draft.aim == DraftAim::New ? nullptr : shelf.alert(draft.of);
    return takes_over(alert) || (before != nullptr && takes_over(*before));
}

}  // namespace baken::cp
