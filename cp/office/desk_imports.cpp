#include "cp/office/desk_imports.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/office/cap_draft.hpp"
#include "cp/office/desk_list.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

using trust::JsonArray;
using trust::JsonObject;

constexpr std::size_t kMostBroughtBytes = 2'000'000;

// For all messages of one feed together: a slow one must not keep those after it for an hour.
constexpr Duration kPatience = std::chrono::minutes{5};

JsonObject fields_of(const DeskFeed& feed) {
    return {{"name", json_of(feed.name)}, {"address", json_of(feed.address)}, {"minutes", json_of(feed.minutes)}};
}

trust::Json json_of_feeds(const std::vector<DeskFeed>& feeds) {
    JsonArray list;
    for (const auto& feed : feeds) list.push_back(json_of(fields_of(feed)));
    return json_of(std::move(list));
}

trust::Json json_of_problem(const std::string& feed, const Error& error) {
    return json_of(
        JsonObject{{"feed", json_of(feed)}, {"check", json_of(error.check)}, {"message", json_of(error.message)}});
}

Answer answer_of(const CapImports::Kept& sum, const JsonArray& problems) {
    return json_answer({{"fresh", json_of(sum.fresh)}, {"known", json_of(sum.known)}, {"problems", json_of(problems)}});
}

trust::Json json_of_import(const Import& import, const Shelf& shelf, Instant now) {
    auto for_us = what_is_for_us(import.alert, shelf, now);
    JsonArray blocks;
    for (auto at : for_us.blocks) blocks.push_back(json_of(at));
    return json_of(JsonObject{{"id", json_of(import.id)},
                              {"feed", json_of(import.feed)},
                              {"came", json_of(to_rfc3339(import.came))},
                              {"state", json_of(std::string(name_of(import.state)))},
                              {"reaches", json_of(std::string(for_us.reaches))},
                              {"over", json_of(for_us.over)},
                              {"blocks", json_of(std::move(blocks))},
                              {"alert", describe_alert(import.alert)}});
}

}  // namespace

DeskImports::DeskImports(DeskTools tools, Fetch fetch)
    : tools_(std::move(tools)),
      fetch_(std::move(fetch)),
      imports_(tools_.files, tools_.region.desk_imports()),
      drafts_(tools_.files, tools_.region.desk_drafts()) {}

Result<Response> DeskImports::list(DeskCall& /*call*/) {
    TRY(auto shelf, tools_.shelf.current());
    TRY(auto imports, imports_.all());
    TRY(auto feeds, read_desk_feeds(tools_.files, tools_.region.desk_feeds()));
    auto now = tools_.clock.now();
    JsonArray list;
    for (const auto& import : imports) list.push_back(json_of_import(import, *shelf, now));
    return json_answer({{"imports", json_of(std::move(list))},
                        {"feeds", json_of_states(feeds)},
                        {"full", json_of(CapImports::is_full(imports, now))},
                        {"now", json_of(to_rfc3339(now))}});
}

bool DeskImports::is_elsewhere(const Import& import, const Shelf& shelf) {
    if (elsewhere_of_ != shelf.timestamp || elsewhere_.size() > 2 * CapImports::kMost) elsewhere_.clear();
    elsewhere_of_ = shelf.timestamp;
    auto [known, is_new] = elsewhere_.try_emplace(import.id, false);
    if (is_new) known->second = reach_of(import.alert, shelf) == "outside";
    return known->second;
}

Result<Response> DeskImports::count(DeskCall& /*call*/) {
    TRY(auto shelf, tools_.shelf.current());
    TRY(auto imports, imports_.all());
    auto waiting = std::ranges::count_if(imports, [&](const Import& import) {
        return import.state == ImportState::Waiting && !is_elsewhere(import, *shelf);
    });
    return json_answer({{"waiting", json_of(waiting)}});
}

trust::Json DeskImports::json_of_states(const std::vector<DeskFeed>& feeds) const {
    JsonArray list;
    for (const auto& feed : feeds) {
        auto fields = fields_of(feed);
        if (auto found = states_.find(key_of(feed)); found != states_.end()) {
            const auto& state = found->second;
            if (state.succeeded) fields.emplace("succeeded", json_of(to_rfc3339(*state.succeeded)));
            if (state.failed) fields.emplace("failed", json_of(to_rfc3339(*state.failed)));
            fields.emplace("check", json_of(state.check));
            fields.emplace("lacking", json_of(state.lacking));
        }
        list.push_back(json_of(std::move(fields)));
    }
    return json_of(std::move(list));
}

bool DeskImports::is_failing(const DeskFeed& feed) const {
    auto found = states_.find(key_of(feed));
    return found != states_.end() && found->second.failed;
}

Work DeskImports::ask(std::vector<DeskFeed> feeds) {
    std::ranges::stable_partition(feeds, [this](const auto& feed) { return !is_failing(feed); });
    auto asking = std::make_shared<Asking>();
    asking->feeds.assign(feeds.begin(), feeds.end());
    return ask_next(std::move(asking));
}

Work DeskImports::ask_next(std::shared_ptr<Asking> asking) {
    return {Lane::Feeds, [this, asking = std::move(asking)]() -> Response {
                return Work{Lane::Desk, [this, asking, gathered = gather(asking->feeds.front())]() -> Response {
                                auto feed = std::move(asking->feeds.front());
                                asking->feeds.pop_front();
                                note(feed, keep(feed.name, gathered, *asking), gathered);
                                if (asking->feeds.empty()) return answer_of(asking->sum, asking->problems);
                                return ask_next(asking);
                            }};
            }};
}

Result<Gathered> DeskImports::gather(const DeskFeed& feed) const {
    auto end = tools_.clock.tick() + kPatience;
    return gather_alerts(feed.address, [&](const std::string& address) -> Result<std::string> {
        if (tools_.clock.tick() > end) return refuse("feed.slow", address + ": the feed took too long before this");
        return fetch_(address);
    });
}

Done DeskImports::keep(const std::string& from, const Result<Gathered>& gathered, Asking& asking) {
    auto tell = [&](const Error& error) { asking.problems.push_back(json_of_problem(from, error)); };
    if (!gathered) {
        tell(gathered.error());
        return std::unexpected(gathered.error());
    }
    std::ranges::for_each(gathered->problems, tell);
    auto kept = imports_.keep(from, gathered->alerts, tools_.clock.now());
    if (!kept) {
        tell(kept.error());
        return std::unexpected(std::move(kept).error());
    }
    if (kept->left > 0) {
        log(LogLevel::Warning, "desk", "feed check=import.full");
        tell(Error{"import.full", "there is no room for new messages", "dismiss those that are over"});
    }
    asking.sum.fresh += kept->fresh;
    asking.sum.known += kept->known;
    if (kept->fresh > 0) tools_.tell();
    bool got_none = gathered->alerts.empty() && !gathered->problems.empty();
    if (gathered->given_up || got_none) return std::unexpected(gathered->problems.back());
    return {};
}

void DeskImports::note(const DeskFeed& feed, const Done& done, const Result<Gathered>& gathered) {
    bool failed_before = is_failing(feed);
    asked_[key_of(feed)] = tools_.clock.tick();
    auto& state = states_[key_of(feed)];
    state.lacking = gathered ? gathered->problems.size() : 0;
    state.check = done ? std::string() : done.error().check;
    state.failed = done ? std::optional<Instant>() : tools_.clock.now();
    if (done) state.succeeded = tools_.clock.now();
    if (!done) log(LogLevel::Warning, "desk", fmt::format("feed name=\"{}\" check={}", feed.name, state.check));
    if (failed_before == done.has_value()) tools_.tell();
}

Result<Response> DeskImports::fetch(DeskCall& call) {
    TRY(auto name, read_line(call.body, "feed", {80}));
    TRY(auto feeds, read_desk_feeds(tools_.files, tools_.region.desk_feeds()));
    if (!name.empty()) std::erase_if(feeds, [&](const auto& feed) { return feed.name != name; });
    if (feeds.empty()) return refuse("desk.missing", "there is no such feed");
    return ask(std::move(feeds));
}

Result<Response> DeskImports::bring(DeskCall& call) {
    TRY(auto name, read_needed(call.body, "name", {80}));
    const auto* text = call.body.find("text");
    if (text == nullptr || text->text() == nullptr || text->text()->size() > kMostBroughtBytes) {
        return refuse("desk.request", "text is no text, or too long");
    }
    TRY(auto gathered, gather_from_bytes(*text->text()));
    Asking asking;
    auto kept = keep(name, std::move(gathered), asking);
    if (!kept) log(LogLevel::Warning, "desk", "file check=" + kept.error().check);
    return answer_of(asking.sum, asking.problems);
}

Result<Response> DeskImports::take(DeskCall& call) {
    TRY(auto id, read_needed(call.body, "id", {64}));
    TRY(auto import, imports_.find(id));
    if (!is_warning(import.alert)) return refuse("desk.request", "this warns of nothing: it takes a warning back");
    TRY(auto shelf, tools_.shelf.current());
    auto now = tools_.clock.now();
    if (has_ended(import.alert, *shelf, now)) return refuse("import.over", "what it warns of here is over");
    // Two drafts of one warning would be read twice, with two ends.
    if (import.state == ImportState::Taken) return refuse("desk.conflict", "somebody took this over already");
    auto draft = draft_of(import.alert, *shelf, now);
    draft.author = call.user->name;
    TRY(auto kept, drafts_.keep(std::move(draft), now));
    TRY_DONE(imports_.set(id, ImportState::Taken));
    tools_.access.note(call, "import.take", import.alert.identifier, import.feed);
    tools_.tell();
    return json_answer({{"id", json_of(kept.id)}});
}

Result<Response> DeskImports::set(DeskCall& call, ImportState state) {
    TRY(auto id, read_needed(call.body, "id", {64}));
    TRY(auto import, imports_.find(id));
    TRY_DONE(imports_.set(id, state));
    tools_.access.note(call, "import." + std::string(name_of(state)), import.alert.identifier, import.feed);
    tools_.tell();
    return json_answer({});
}

Result<Response> DeskImports::list_feeds(DeskCall& /*call*/) {
    TRY(auto feeds, read_desk_feeds(tools_.files, tools_.region.desk_feeds()));
    return json_answer({{"feeds", json_of_feeds(feeds)}});
}

Result<Response> DeskImports::set_feeds(DeskCall& call) {
    const auto* list = call.body.find("feeds");
    if (list == nullptr || list->array() == nullptr) return refuse("desk.request", "feeds is no list");
    std::vector<DeskFeed> feeds;
    for (const auto& entry : *list->array()) {
        DeskFeed feed;
        TRY(feed.name, read_needed(entry, "name", {80}));
        TRY(feed.address, read_needed(entry, "address", {500}));
        TRY(auto minutes, read_number(entry, "minutes", 0, 0, 24 * 60));
        feed.minutes = static_cast<int>(minutes);
        feeds.push_back(std::move(feed));
    }
    TRY(auto before, read_desk_feeds(tools_.files, tools_.region.desk_feeds()));
    TRY_DONE(write_desk_feeds(tools_.files, tools_.region.desk_feeds(), feeds));
    // What was known of one that is another now is known of nothing, and it is asked in the next round.
    for (const auto& feed : before) {
        if (std::ranges::find(feeds, feed) != feeds.end()) continue;
        states_.erase(key_of(feed));
        asked_.erase(key_of(feed));
    }
    tools_.access.note(call, "feeds", "", std::to_string(feeds.size()));
    tools_.tell();
    return list_feeds(call);
}

Work DeskImports::round() {
    return {Lane::Desk, [this]() -> Response {
                auto feeds = read_desk_feeds(tools_.files, tools_.region.desk_feeds());
                if (!feeds) return error_answer(feeds.error());
                auto now = tools_.clock.tick();
                std::erase_if(*feeds, [&](const DeskFeed& feed) {
                    auto last = asked_.find(key_of(feed));
                    return feed.minutes == 0 ||
                           (last != asked_.end() && now - last->second < std::chrono::minutes{feed.minutes});
                });
                if (feeds->empty()) return json_answer({});
                return ask(std::move(*feeds));
            }};
}

std::vector<DeskDoor> DeskImports::doors() {
    auto at = ways_into(*this);
    auto to = [this](ImportState state) { return [this, state](DeskCall& call) { return set(call, state); }; };
    return {{Method::Get, "imports", DeskRole::Viewer, at(&DeskImports::list)},
            {Method::Get, "imports/count", DeskRole::Viewer, at(&DeskImports::count)},
            {Method::Post, "imports/fetch", DeskRole::Operator, at(&DeskImports::fetch)},
            {Method::Post, "imports/file", DeskRole::Operator, at(&DeskImports::bring), kMostBroughtBytes},
            {Method::Post, "imports/take", DeskRole::Operator, at(&DeskImports::take)},
            {Method::Post, "imports/dismiss", DeskRole::Operator, to(ImportState::Dismissed)},
            {Method::Post, "imports/back", DeskRole::Operator, to(ImportState::Waiting)},
            {Method::Get, "feeds", DeskRole::Viewer, at(&DeskImports::list_feeds)},
            {Method::Post, "feeds", DeskRole::Administrator, at(&DeskImports::set_feeds)}};
}

}  // namespace baken::cp
