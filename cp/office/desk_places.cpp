#include "cp/office/desk_places.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/office/desk_preview.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostSiteBytes{256 * 1024};
const std::string kSituation = "situation.toml";

bool is_known(const Shelf& shelf, const std::string& site) {
    return std::ranges::find(shelf.sites, site, &bulletins::Site::id) != shelf.sites.end();
}

std::string file_of(const std::string& site) {
    return "sites/" + site + ".toml";
}

// For the log: "situation.publish", "site.propose".
std::string action_of(const PlaceChange& change, std::string_view what) {
    return fmt::format("{}.{}", change.site.empty() ? "situation" : "site", what);
}
std::string object_of(const PlaceChange& change) {
    return change.site.empty() ? "situation" : change.site;
}

// The screen that a change is seen on: the first one, the advice that stands in front, or the menu card and what is
// further down it.
std::string steps_to(std::string_view scene) {
    if (scene == "advice") return "tap [open-topics]\n";
    if (scene == "card") return "tap [open-here]\n";
    if (scene == "card-below") return "tap [open-here]\nkey page-down\n";
    return {};
}

}  // namespace

DeskPlaces::DeskPlaces(DeskTools tools, DeskPress& press, DeskRenderer renderer)
    : tools_(std::move(tools)),
      press_(press),
      renderer_(std::move(renderer)),
      changes_(tools_.files, tools_.region.desk_changes()) {}

Result<DeskPlaces::Present> DeskPlaces::present(const std::string& target) {
    TRY(auto shelf, tools_.shelf.current());
    auto moving = shelf->moving.find(target);
    auto file = moving == shelf->moving.end() ? shelf->steady / target : moving->second;
    TRY(auto bytes, tools_.files.read(file, kMostSiteBytes));
    if (!bytes) return Present{};
    return Present{*bytes, trust::sha256_hex(*bytes)};
}

Result<Response> DeskPlaces::tell_situation(DeskCall& /*call*/) {
    TRY(auto now, present(kSituation));
    TRY(auto settings, read_desk_settings(tools_.files, tools_.region.desk_settings()));
    trust::JsonObject answer{{"print", json_of(now.print)}, {"needs_two", json_of(needs_two(settings, PlaceChange{}))}};
    if (!now.bytes.empty()) {
        TRY(auto situation, bulletins::parse_situation(now.bytes));
        answer["situation"] = json_of(situation);
    }
    TRY(auto shelf, tools_.shelf.current());
    answer["languages"] = json_of(shelf->languages());
    return json_answer(std::move(answer));
}

Result<Response> DeskPlaces::tell_site(DeskCall& call) {
    auto id = call.question("id");
    TRY(auto shelf, tools_.shelf.current());
    if (!is_known(*shelf, id)) return refuse("desk.missing", "there is no such noodsteunpunt");
    TRY(auto now, present(file_of(id)));
    TRY(auto site, bulletins::parse_site(now.bytes));
    TRY(auto settings, read_desk_settings(tools_.files, tools_.region.desk_settings()));
    return json_answer({{"site", json_of(site)},
                        {"print", json_of(now.print)},
                        {"needs_two", json_of(needs_two(settings, PlaceChange{.site = id}))},
                        {"languages", json_of(shelf->languages())}});
}

Result<PlaceChange> DeskPlaces::read_change(const trust::Json& json, std::string_view kind) {
    if (kind == "situation") return read_situation_change(json, tools_.clock.now());
    TRY(auto change, read_card_change(json));
    TRY(auto shelf, tools_.shelf.current());
    if (!is_known(*shelf, change.site)) return refuse("desk.missing", "there is no such noodsteunpunt");
    return change;
}

Done DeskPlaces::check_opened(const PlaceChange& change, const trust::Json& json) {
    if (change.id.empty()) return {};
    TRY(auto print, read_line(json, "change_print", {64}));
    TRY(auto kept, find(change.id));
    if (print_of(kept) != print) return refuse("desk.conflict", "the change is another one since you opened it");
    // Only what was given back is gone on with.
    if (kept.waits) return refuse("desk.conflict", "the change was proposed meanwhile");
    return {};
}

Result<Response> DeskPlaces::set_situation(DeskCall& call) {
    TRY(auto change, read_change(call.body, "situation"));
    return put(call, std::move(change));
}

Result<Response> DeskPlaces::set_site(DeskCall& call) {
    TRY(auto change, read_change(call.body, "site"));
    return put(call, std::move(change));
}

Result<std::string> DeskPlaces::write(const PlaceChange& change) {
    TRY(auto now, present(target_of(change)));
    if (now.print != change.base) return refuse("desk.conflict", "this changed since you looked at it");
    TRY(auto bytes, write_change(change, now.bytes));
    TRY_DONE(check_target(target_of(change), bytes));
    return bytes;
}

// Two people may change the same menu card at two hubs at once, or go on with the same change: the second is told that
// it changed.
Result<Response> DeskPlaces::put(DeskCall& call, PlaceChange change) {
    TRY(auto turn, press_.take_turn());
    TRY_DONE(check_opened(change, call.body));
    TRY(auto bytes, write(change));
    TRY(auto settings, read_desk_settings(tools_.files, tools_.region.desk_settings()));
    bool alone = call.user->role >= DeskRole::Publisher && !needs_two(settings, change);
    return alone ? send(call, turn, change, bytes) : ask_second(call, std::move(change));
}

Result<Response> DeskPlaces::ask_second(DeskCall& call, PlaceChange change) {
    auto now = tools_.clock.now();
    TRY(change.id, changes_.id_for(change.id, now));
    change.author = call.user->name;
    change.written = to_rfc3339(now);
    change.waits = true;
    TRY_DONE(changes_.keep(change.id, json_of(change)));
    tools_.access.note(call, action_of(change, "propose"), object_of(change));
    tools_.tell();
    return json_answer({{"waits", json_of(true)}, {"id", json_of(change.id)}});
}

Result<Response> DeskPlaces::send(DeskCall& call, const RegionLock& turn, const PlaceChange& change,
                                  const std::string& bytes) {
    TRY(auto issue, press_.publish(turn, target_of(change), bytes));
    auto two = change.waits ? " proposed by " + change.author : std::string();
    tools_.access.note(call, action_of(change, "publish"), object_of(change), fmt::format("v{}{}", issue.version, two));
    if (!change.id.empty()) static_cast<void>(changes_.remove(change.id));
    tools_.tell();
    return json_answer({{"waits", json_of(false)}, {"version", json_of(issue.version)}});
}

// With the bulletins that leave the screen to everything else: under a danger there is nothing of this to be seen.
Result<Response> DeskPlaces::preview(DeskCall& call) {
    TRY(auto wish, read_wish(call.body));
    TRY(auto kind, read_needed(call.body, "kind", {20}));
    TRY(auto change, read_change(call.body, kind));
    TRY(auto shelf, tools_.shelf.current());
    TRY(auto now, present(target_of(change)));
    PreviewOrder order{.content = shelf->steady,
                       .steps = steps_to(wish.scene),
                       .site = change.site.empty() && !shelf->sites.empty() ? shelf->sites.front().id : change.site,
                       .language = wish.language,
                       .panel = wish.panel,
                       .now = tools_.clock.now()};
    TRY(order.files, shelf->read_moving(tools_.files, [](const auto& alert) { return !takes_over(alert); }));
    TRY(order.files[target_of(change)], write_change(change, now.bytes));
    return draw_later(renderer_, std::move(order), shelf);
}

Result<PlaceChange> DeskPlaces::find(const std::string& id) {
    TRY(auto paper, changes_.find(id));
    return read_place_change(paper);
}

// What the page needs of a change: what it says, how to name it when approving, and whether it can still go out.
Result<trust::Json> DeskPlaces::facts_of(const PlaceChange& change) {
    TRY(auto now, present(target_of(change)));
    auto json = json_of(change);
    auto& fields = std::get<trust::JsonObject>(json.value);
    fields["print"] = json_of(print_of(change));
    fields["overtaken"] = json_of(now.print != change.base);
    return json;
}

Result<Response> DeskPlaces::list_changes(DeskCall& /*call*/) {
    TRY(auto papers, changes_.all());
    trust::JsonArray list;
    for (const auto& paper : papers) {
        auto change = read_place_change(paper);
        auto facts = change ? facts_of(*change) : Result<trust::Json>(std::unexpected(change.error()));
        if (facts) list.push_back(std::move(*facts));
    }
    return json_answer({{"changes", json_of(std::move(list))}});
}

Result<Response> DeskPlaces::approve(DeskCall& call) {
    TRY(auto id, read_needed(call.body, "id", {36}));
    TRY(auto print, read_needed(call.body, "print", {64}));
    TRY(auto turn, press_.take_turn());
    TRY(auto change, find(id));
    if (!change.waits) return refuse("desk.conflict", "this waits for nobody");
    if (change.author == call.user->name) {
        return refuse("desk.own", "somebody else must look at it", "ask a colleague who may publish");
    }
    if (print_of(change) != print) return refuse("desk.conflict", "this changed since you looked at it");
    TRY(auto bytes, write(change));
    return send(call, turn, change, bytes);
}

Result<Response> DeskPlaces::give_back(DeskCall& call) {
    TRY(auto id, read_needed(call.body, "id", {36}));
    TRY(auto change, find(id));
    change.waits = false;
    TRY_DONE(changes_.keep(change.id, json_of(change)));
    tools_.access.note(call, action_of(change, "return"), object_of(change));
    tools_.tell();
    return json_answer({});
}

Result<Response> DeskPlaces::remove(DeskCall& call) {
    TRY(auto id, read_needed(call.body, "id", {36}));
    TRY(auto change, find(id));
    TRY_DONE(changes_.remove(id));
    tools_.access.note(call, action_of(change, "remove"), object_of(change));
    tools_.tell();
    return json_answer({});
}

std::vector<DeskDoor> DeskPlaces::doors() {
    auto at = ways_into(*this);
    return {{Method::Get, "situation", DeskRole::Viewer, at(&DeskPlaces::tell_situation)},
            {Method::Post, "situation", DeskRole::Operator, at(&DeskPlaces::set_situation)},
            {Method::Get, "site", DeskRole::Viewer, at(&DeskPlaces::tell_site)},
            {Method::Post, "site", DeskRole::Operator, at(&DeskPlaces::set_site)},
            {Method::Post, "places/preview", DeskRole::Viewer, at(&DeskPlaces::preview)},
            {Method::Get, "places/changes", DeskRole::Viewer, at(&DeskPlaces::list_changes)},
            {Method::Post, "places/approve", DeskRole::Publisher, at(&DeskPlaces::approve)},
            {Method::Post, "places/return", DeskRole::Publisher, at(&DeskPlaces::give_back)},
            {Method::Post, "places/remove", DeskRole::Operator, at(&DeskPlaces::remove)}};
}

}  // namespace baken::cp
