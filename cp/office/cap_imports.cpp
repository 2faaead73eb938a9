#include "cp/office/cap_imports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "cp/office/feed_index.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/alert_write.hpp"
#include "exchange/bulletins/chains.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {
namespace {

constexpr std::string_view kImportEnding = ".json";
constexpr std::array<std::string_view, 3> kStates{"waiting", "taken", "dismissed"};
constexpr ByteLimit kMostImportBytes{12'000'000};
constexpr auto kKeptAfterEnd = std::chrono::days{30};
constexpr auto kListedAnew = std::chrono::days{1};
constexpr int kMostSlow = 3;

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

std::optional<Instant> told_end_of(const bulletins::Alert& alert) {
    std::optional<Instant> end;
    for (const auto& info : alert.infos) {
        if (info.expires) end = std::max(end.value_or(info.expires->at), info.expires->at);
    }
    return end;
}

// What does not say when it ends lasts as long as a feed has it.
Instant end_of(const Import& import) {
    return told_end_of(import.alert).value_or(import.listed);
}

// The one that was decided on and ended first, if it ended more than a day ago: most feeds have it no more.
std::vector<Import>::const_iterator find_spare(const std::vector<Import>& present, Instant now) {
    auto spare = present.end();
    for (auto import = present.begin(); import != present.end(); ++import) {
        if (import->state == ImportState::Waiting || now - end_of(*import) <= kListedAnew) continue;
        if (spare == present.end() || end_of(*import) < end_of(*spare)) spare = import;
    }
    return spare;
}

void add_alerts(std::string_view bytes, Gathered& gathered, const std::string& from) {
    auto parsed = bulletins::parse_alerts(bytes, {.bytes = bulletins::kMostBytes});
    if (!parsed) {
        gathered.problems.push_back(std::move(parsed).error().within(from));
        return;
    }
    for (auto& one : *parsed) gathered.alerts.push_back(std::move(one.alert));
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
    int slow = 0;
    for (const auto& entry : entries) {
        if (most-- == 0 || gathered.given_up) break;
        auto whole = resolve_entry(address, entry);
        auto message = whole ? fetch(*whole) : std::unexpected(whole.error());
        if (message) {
            add_alerts(*message, gathered, *whole);
        } else {
            if (message.error().check == "feed.slow") gathered.given_up = ++slow == kMostSlow;
            gathered.problems.push_back(std::move(message).error());
        }
    }
    return gathered;
}

Done CapImports::write(const Import& import) {
    trust::JsonObject fields{{"feed", json_of(import.feed)},
                             {"came", json_of(to_rfc3339(import.came))},
                             {"listed", json_of(to_rfc3339(import.listed))},
                             {"state", json_of(std::string(name_of(import.state)))},
                             {"cap", json_of(bulletins::write_alert(import.alert))}};
    TRY_DONE(files_->make_folder(folder_));
    known_.erase(import.id);
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
    import.listed = parse_rfc3339(text_of(json, "listed")).value_or(import.came);
    auto state = std::ranges::find(kStates, text_of(json, "state"));
    if (state != kStates.end()) import.state = static_cast<ImportState>(state - kStates.begin());
    return import;
}

// Another hub may have written it since.
Result<Import> CapImports::read_anew_or_not(const FolderEntry& entry, ReadFiles& before) {
    auto id = entry.name.substr(0, entry.name.size() - kImportEnding.size());
    auto known = before.find(id);
    if (known != before.end() && entry.stamp == known->second.stamp) {
        return known_.insert(before.extract(known)).position->second.import;
    }
    TRY(auto import, find(id));
    if (entry.stamp) known_.insert_or_assign(id, ReadFile{*entry.stamp, import});
    return import;
}

Result<std::vector<Import>> CapImports::all() {
    std::vector<Import> imports;
    TRY(auto listed, files_->list(folder_, kMost * 2));
    // What is not listed any more is forgotten.
    auto before = std::exchange(known_, {});
    for (const auto& entry : listed.value_or(std::vector<FolderEntry>{})) {
        if (!entry.name.ends_with(kImportEnding)) continue;
        if (auto import = read_anew_or_not(entry, before)) imports.push_back(std::move(*import));
    }
    std::ranges::stable_sort(imports, std::greater<>{}, &Import::came);
    return imports;
}

bool CapImports::is_full(const std::vector<Import>& present, Instant now) {
    return present.size() >= kMost && find_spare(present, now) == present.end();
}

// A feed is asked every few minutes; to the day is enough here.
Done CapImports::note_listed(std::vector<Import>& present, const std::set<std::string>& ids, Instant now) {
    for (auto& import : present) {
        bool is_new = now - import.listed > kListedAnew && !told_end_of(import.alert) && ids.contains(import.id);
        if (!is_new) continue;
        import.listed = now;
        TRY_DONE(write(import));
    }
    return {};
}

void CapImports::clear(std::vector<Import>& present, Instant now) {
    std::erase_if(present, [&](const Import& import) {
        // One that stays because it could not be removed is tried again the next time.
        return now - end_of(import) > kKeptAfterEnd && files_->remove(folder_ / (import.id + ".json")).has_value();
    });
}

bool CapImports::make_room(std::vector<Import>& present, Instant now) {
    if (present.size() < kMost) return true;
    auto spare = find_spare(present, now);
    if (spare == present.end() || !files_->remove(folder_ / (spare->id + ".json"))) return false;
    present.erase(spare);
    return true;
}

Result<CapImports::Kept> CapImports::keep(const std::string& feed, const std::vector<bulletins::Alert>& alerts,
                                          Instant now) {
    now = std::chrono::floor<std::chrono::seconds>(now);
    TRY(auto present, all());
    std::set<std::string> ids;
    for (const auto& alert : alerts) ids.insert(id_of(alert));
    TRY_DONE(note_listed(present, ids, now));
    clear(present, now);
    Kept kept;
    for (const auto& alert : alerts) {
        Import import{id_of(alert), feed, now, ImportState::Waiting, alert, now};
        if (!is_for_the_desk(alert) || now - end_of(import) > kKeptAfterEnd) continue;
        if (std::ranges::find(present, import.id, &Import::id) != present.end()) {
            ++kept.known;
            continue;
        }
        if (!make_room(present, now)) {
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

}  // namespace baken::cp
