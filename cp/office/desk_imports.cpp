#include "cp/office/desk_imports.hpp"

#include <algorithm>

#include "cp/office/desk_list.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/base/log.hpp"
#include "exchange/bulletins/content.hpp"

namespace baken::cp {
namespace {

using trust::JsonArray;
using trust::JsonObject;

constexpr std::size_t kMostBroughtBytes = 2'000'000;

trust::Json json_of_feeds(const std::vector<DeskFeed>& feeds) {
    JsonArray list;
    for (const auto& feed : feeds) {
        list.push_back(json_of(JsonObject{
            {"name", json_of(feed.name)}, {"address", json_of(feed.address)}, {"minutes", json_of(feed.minutes)}}));
    }
    return json_of(std::move(list));
}

trust::Json json_of_problem(const std::string& feed, const Error& error) {
    return json_of(
        JsonObject{{"feed", json_of(feed)}, {"check", json_of(error.check)}, {"message", json_of(error.message)}});
}

// Whether a kiosk of the region would show it: one that is inside is enough.
std::string_view reach_of(const bulletins::Alert& alert, const Shelf& shelf) {
    using bulletins::AreaVerdict;
    bool unsure = shelf.sites.empty() || alert.infos.empty();
    for (const auto& info : alert.infos) {
        for (const auto& site : shelf.sites) {
            auto verdict = bulletins::match_areas(info.areas, bulletins::area_of(site)).verdict;
            if (verdict == AreaVerdict::Inside) return "inside";
            unsure = unsure || verdict == AreaVerdict::Undetermined;
        }
    }
    return unsure ? "undetermined" : "outside";
}

trust::Json json_of_import(const Import& import, const Shelf& shelf) {
    return json_of(JsonObject{{"id", json_of(import.id)},
                              {"feed", json_of(import.feed)},
                              {"came", json_of(to_rfc3339(import.came))},
                              {"state", json_of(std::string(name_of(import.state)))},
                              {"reaches", json_of(std::string(reach_of(import.alert, shelf)))},
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
    JsonArray list;
    for (const auto& import : imports) list.push_back(json_of_import(import, *shelf));
    return json_answer({{"imports", json_of(std::move(list))},
                        {"feeds", json_of_feeds(feeds)},
                        {"full", json_of(imports.size() >= CapImports::kMost)},
                        {"now", json_of(to_rfc3339(tools_.clock.now()))}});
}

Work DeskImports::ask(std::vector<DeskFeed> feeds) {
    return {Lane::Feeds, [this, feeds = std::move(feeds)]() -> Response {
                std::vector<Asked> asked;
                asked.reserve(feeds.size());
                for (const auto& feed : feeds) asked.push_back({feed, gather_alerts(feed.address, fetch_)});
                return Work{Lane::Desk, [this, asked = std::move(asked)] { return keep(asked); }};
            }};
}

Response DeskImports::keep(const std::vector<Asked>& asked) {
    CapImports::Kept sum;
    JsonArray problems;
    auto tell = [&problems](const std::string& feed, const Error& error) {
        log(LogLevel::Warning, "desk", "feed check=" + error.check);
        problems.push_back(json_of_problem(feed, error));
    };
    for (const auto& [feed, gathered] : asked) {
        if (!gathered) {
            tell(feed.name, gathered.error());
            continue;
        }
        for (const auto& problem : gathered->problems) problems.push_back(json_of_problem(feed.name, problem));
        auto kept = imports_.keep(feed.name, gathered->alerts, tools_.clock.now());
        if (!kept) {
            tell(feed.name, kept.error());
            continue;
        }
        if (kept->left > 0) {
            tell(feed.name, Error{"import.full", "there is no room for new messages", "dismiss those that are over"});
        }
        sum.fresh += kept->fresh;
        sum.known += kept->known;
    }
    if (sum.fresh > 0) tools_.tell();
    return json_answer(
        {{"fresh", json_of(sum.fresh)}, {"known", json_of(sum.known)}, {"problems", json_of(std::move(problems))}});
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
    return keep({{{.name = name}, std::move(gathered)}});
}

Result<Response> DeskImports::take(DeskCall& call) {
    TRY(auto id, read_needed(call.body, "id", {64}));
    TRY(auto import, imports_.find(id));
    if (!is_warning(import.alert)) return refuse("desk.request", "this warns of nothing: it takes a warning back");
    TRY(auto shelf, tools_.shelf.current());
    auto now = tools_.clock.now();
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
    TRY_DONE(write_desk_feeds(tools_.files, tools_.region.desk_feeds(), feeds));
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
                    auto last = asked_.find(feed.name);
                    return feed.minutes == 0 ||
                           (last != asked_.end() && now - last->second < std::chrono::minutes{feed.minutes});
                });
                for (const auto& feed : *feeds) asked_[feed.name] = now;
                if (feeds->empty()) return json_answer({});
                return ask(std::move(*feeds));
            }};
}

std::vector<DeskDoor> DeskImports::doors() {
    auto at = ways_into(*this);
    auto to = [this](ImportState state) { return [this, state](DeskCall& call) { return set(call, state); }; };
    return {{Method::Get, "imports", DeskRole::Viewer, at(&DeskImports::list)},
            {Method::Post, "imports/fetch", DeskRole::Operator, at(&DeskImports::fetch)},
            {Method::Post, "imports/file", DeskRole::Operator, at(&DeskImports::bring), kMostBroughtBytes},
            {Method::Post, "imports/take", DeskRole::Operator, at(&DeskImports::take)},
            {Method::Post, "imports/dismiss", DeskRole::Operator, to(ImportState::Dismissed)},
            {Method::Post, "imports/back", DeskRole::Operator, to(ImportState::Waiting)},
            {Method::Get, "feeds", DeskRole::Viewer, at(&DeskImports::list_feeds)},
            {Method::Post, "feeds", DeskRole::Administrator, at(&DeskImports::set_feeds)}};
}

}  // namespace baken::cp
