#include "cp/office/cap_imports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cp/office/feed_index.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/base/text.hpp"
#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/alert_write.hpp"
#include "exchange/bulletins/chains.hpp"
#include "exchange/bulletins/language.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {
namespace {

constexpr std::array<std::string_view, 3> kStates{"waiting", "taken", "dismissed"};
constexpr ByteLimit kMostImportBytes{12'000'000};
constexpr auto kKeptAfterEnd = std::chrono::days{30};
constexpr int kMostHours = 14 * 24;
constexpr std::size_t kMostHeadline = 300;
constexpr std::size_t kMostWords = 8'000;

std::string id_of(const bulletins::Alert& alert) {
    auto sent = alert.sent ? to_rfc3339(alert.sent->at) : std::string();
    return trust::sha256_hex(fmt::format("{}\n{}\n{}", alert.sender, alert.identifier, sent));
}

bool is_id(std::string_view id) {
    return id.size() == 64 && std::ranges::all_of(id, [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
           });
}

// A warning, or what takes one back. What machines tell each other (Ack, Error) is no more for anybody here.
bool is_for_the_desk(const bulletins::Alert& alert) {
    using bulletins::Status;
    return (alert.status == Status::Actual || alert.status == Status::Exercise) &&
           alert.scope == bulletins::Scope::Public &&
           (is_warning(alert) || alert.msg_type == bulletins::MsgType::Cancel);
}

// For each import, which other one replaced it or took it back.
std::vector<bulletins::Link> links_of(const std::vector<Import>& imports) {
    std::vector<bulletins::Received> messages;
    messages.reserve(imports.size());
    for (const auto& import : imports) messages.push_back({import.alert, import.came});
    return bulletins::resolve_chains(messages, {}).links;
}

// What does not say when it ends counts from when it came.
Instant end_of(const Import& import) {
    std::optional<Instant> end;
    for (const auto& info : import.alert.infos) {
        if (info.expires) end = std::max(end.value_or(info.expires->at), info.expires->at);
    }
    return end.value_or(import.came);
}

void add_alerts(std::string_view bytes, Gathered& gathered, const std::string& from) {
    auto parsed = bulletins::parse_alerts(bytes, {.bytes = bulletins::kMostBytes});
    if (!parsed) {
        gathered.problems.push_back(std::move(parsed).error().within(from));
        return;
    }
    for (auto& one : *parsed) gathered.alerts.push_back(std::move(one.alert));
}

std::string text_of(const trust::Json& json, std::string_view key) {
    const auto* found = json.find(key);
    const auto* text = found == nullptr ? nullptr : found->text();
    return text == nullptr ? std::string() : *text;
}

// Cut where a letter begins.
std::string shorten(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    text.resize(most);
    return text;
}

template <typename Enum>
std::string word_of(Enum value) {
    return value == Enum::Unknown ? std::string() : std::string(name_of(value));
}

int hours_left(const bulletins::Info& info, Instant now) {
    if (!info.expires || info.expires->at <= now) return 0;
    auto hours = std::chrono::ceil<std::chrono::hours>(info.expires->at - now).count();
    return static_cast<int>(std::min<std::int64_t>(hours, kMostHours));
}

std::vector<std::string> municipalities_of(const bulletins::Alert& alert, const Shelf& shelf) {
    std::vector<std::string> codes;
    for (const auto& site : shelf.sites) {
        const auto& code = site.municipality.code;
        if (code.empty() || std::ranges::find(codes, code) != codes.end()) continue;
        auto names_it = [&](const bulletins::Area& area) {
            return std::ranges::find(area.geocodes, code, &bulletins::NamedValue::value) != area.geocodes.end();
        };
        bool named = std::ranges::any_of(alert.infos,
                                         [&](const auto& info) { return std::ranges::any_of(info.areas, names_it); });
        if (named) codes.push_back(code);
    }
    return codes;
}

}  // namespace

bool is_warning(const bulletins::Alert& alert) {
    using bulletins::MsgType;
    return alert.msg_type != MsgType::Cancel && alert.msg_type != MsgType::Ack && alert.msg_type != MsgType::Error;
}

std::string_view name_of(ImportState state) {
    return kStates[static_cast<std::size_t>(state)];
}

Result<Gathered> gather_from_bytes(std::string_view bytes) {
    Gathered gathered;
    TRY(auto parsed, bulletins::parse_alerts(bytes, {.bytes = bulletins::kMostBytes}));
    for (auto& one : parsed) gathered.alerts.push_back(std::move(one.alert));
    return gathered;
}

Result<Gathered> gather_alerts(const std::string& address, const Fetch& fetch, std::size_t most) {
    TRY(auto bytes, fetch(address));
    auto direct = gather_from_bytes(bytes);
    if (direct || direct.error().check != "cap.feed_index") return direct;
    TRY(auto entries, read_feed_index(bytes));
    Gathered gathered;
    for (const auto& entry : entries) {
        if (most-- == 0) break;
        auto whole = resolve_entry(address, entry);
        auto message = whole ? fetch(*whole) : std::unexpected(whole.error());
        if (message) {
            add_alerts(*message, gathered, *whole);
        } else {
            gathered.problems.push_back(std::move(message).error());
        }
    }
    return gathered;
}

Done CapImports::write(const Import& import) {
    trust::JsonObject fields{{"feed", json_of(import.feed)},
                             {"came", json_of(to_rfc3339(import.came))},
                             {"state", json_of(std::string(name_of(import.state)))},
                             {"cap", json_of(bulletins::write_alert(import.alert))}};
    TRY_DONE(files_->make_folder(folder_));
    return files_->replace(folder_ / (import.id + ".json"), trust::write_json(json_of(std::move(fields))));
}

Result<Import> CapImports::find(const std::string& id) {
    auto missing = refuse("desk.missing", "this message is not there any more");
    if (!is_id(id)) return missing;
    TRY(auto bytes, files_->read(folder_ / (id + ".json"), kMostImportBytes));
    if (!bytes) return missing;
    TRY(auto json, trust::parse_json(*bytes, {.bytes = kMostImportBytes.bytes}));
    TRY(auto parsed, bulletins::parse_alert(text_of(json, "cap"), {.bytes = bulletins::kMostBytes}));
    Import import{id, text_of(json, "feed"), parse_rfc3339(text_of(json, "came")).value_or(Instant{}),
                  ImportState::Waiting, std::move(parsed.alert)};
    auto state = std::ranges::find(kStates, text_of(json, "state"));
    if (state != kStates.end()) import.state = static_cast<ImportState>(state - kStates.begin());
    return import;
}

Result<std::vector<Import>> CapImports::all() {
    std::vector<Import> imports;
    TRY(auto listed, files_->list(folder_, kMost * 2));
    if (!listed) return imports;
    for (const auto& entry : *listed) {
        if (auto import = find(entry.name.substr(0, entry.name.find('.')))) imports.push_back(std::move(*import));
    }
    std::ranges::stable_sort(imports, std::greater<>{}, &Import::came);
    return imports;
}

void CapImports::clear(std::vector<Import>& present, Instant now) {
    std::erase_if(present, [&](const Import& import) {
        auto end = end_of(import);
        bool goes =
            now - end > kKeptAfterEnd || (import.state != ImportState::Waiting && now - end > std::chrono::days{1});
        // One that stays because it could not be removed is tried again the next time.
        return goes && files_->remove(folder_ / (import.id + ".json")).has_value();
    });
}

Result<CapImports::Kept> CapImports::keep(const std::string& feed, const std::vector<bulletins::Alert>& alerts,
                                          Instant now) {
    TRY(auto present, all());
    clear(present, now);
    Kept kept;
    for (const auto& alert : alerts) {
        Import import{id_of(alert), feed, std::chrono::floor<std::chrono::seconds>(now), ImportState::Waiting, alert};
        if (!is_for_the_desk(alert) || now - end_of(import) > kKeptAfterEnd) continue;
        if (std::ranges::find(present, import.id, &Import::id) != present.end()) {
            ++kept.known;
            continue;
        }
        if (present.size() >= kMost) {
            ++kept.left;
            continue;
        }
        TRY_DONE(write(import));
        present.push_back(std::move(import));
        ++kept.fresh;
    }
    TRY_DONE(lay_aside_what_is_over(present, kept.fresh));
    return kept;
}

// Only where one of the two came just now: what somebody put back since stays there.
Done CapImports::lay_aside_what_is_over(std::vector<Import>& present, std::size_t fresh) {
    if (fresh == 0) return {};
    auto first_fresh = present.size() - fresh;
    auto links = links_of(present);
    for (std::size_t at = 0; at < present.size(); ++at) {
        using bulletins::Fate;
        const auto& link = links[at];
        bool over = (link.fate == Fate::Superseded || link.fate == Fate::Cancelled) && link.by;
        if (!over || present[at].state != ImportState::Waiting) continue;
        if (at < first_fresh && *link.by < first_fresh) continue;
        present[at].state = ImportState::Dismissed;
        TRY_DONE(write(present[at]));
    }
    return {};
}

Done CapImports::set(const std::string& id, ImportState state) {
    TRY(auto import, find(id));
    import.state = state;
    return write(import);
}

Draft draft_of(const bulletins::Alert& alert, const Shelf& shelf, Instant now) {
    Draft draft;
    draft.exercise = alert.status != bulletins::Status::Actual;
    draft.municipalities = municipalities_of(alert, shelf);
    for (const auto& info : alert.infos) {
        auto language = bulletins::canonical_language(info.language);
        language = language.substr(0, language.find('-'));
        if (!bulletins::is_language_tag(language)) continue;
        draft.words.try_emplace(
            language, DraftWords{shorten(bulletins::title_of(info), kMostHeadline),
                                 shorten(info.description, kMostWords), shorten(info.instruction, kMostWords)});
    }
    if (alert.infos.empty()) return draft;
    const auto& first = alert.infos.front();
    draft.severity = word_of(first.severity);
    draft.urgency = word_of(first.urgency);
    draft.certainty = word_of(first.certainty);
    if (!first.categories.empty()) draft.category = word_of(first.categories.front());
    draft.hours = hours_left(first, now);
    return draft;
}

}  // namespace baken::cp
