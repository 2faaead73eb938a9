#include "cp/office/desk_bulletins.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/office/desk_left.hpp"
#include "cp/office/desk_list.hpp"
#include "cp/office/desk_preview.hpp"
#include "cp/office/desk_sent.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/alert_write.hpp"

namespace baken::cp {
namespace {

// A message by this name is published once, so its file can have its name.
std::string target_of(std::string_view identifier) {
    return fmt::format("bulletins/{}.xml", identifier);
}

// What every kiosk must be able to read, and what the standard's schema asks.
Done check_message(const std::string& bytes) {
    TRY(auto parsed, bulletins::parse_alert(bytes));
    for (const auto& remark : parsed.remarks) {
        if (remark.check.starts_with("cap.schema")) return refuse("desk.draft", remark.message);
    }
    return {};
}

// A site where the message is shown, so that there is something to see.
std::string site_for(const Shelf& shelf, const Draft& draft) {
    if (!draft.sites.empty()) return draft.sites.front();
    for (const auto& site : shelf.sites) {
        const auto& wanted = draft.municipalities;
        if (wanted.empty() || std::ranges::find(wanted, site.municipality.code) != wanted.end()) return site.id;
    }
    return shelf.sites.empty() ? std::string() : shelf.sites.front().id;
}

// The first screen a visitor would meet, or the message opened.
std::string steps_to(const bulletins::Alert& alert, std::string_view scene) {
    if (scene != "message") return {};
    auto away = takes_over(alert) ? fmt::format("tap [read {}]\n", alert.identifier) : std::string();
    return fmt::format("{}tap [open-bulletin {}]\n", away, alert.identifier);
}

}  // namespace

DeskBulletins::DeskBulletins(DeskTools tools, DeskPress& press, DeskRenderer renderer)
    : tools_(std::move(tools)),
      press_(press),
      renderer_(std::move(renderer)),
      drafts_(tools_.files, tools_.region.desk_drafts()) {}

Result<Draft> DeskBulletins::read_opened(DeskCall& call) {
    TRY(auto draft, read_draft(call.body));
    if (draft.id.empty()) return draft;
    TRY(auto print, read_line(call.body, "print", {64}));
    TRY_DONE(drafts_.check_opened(draft, print));
    return draft;
}

Result<DeskBulletins::Composed> DeskBulletins::compose(const Draft& draft) {
    Composed composed;
    TRY(composed.shelf, tools_.shelf.current());
    TRY(composed.settings, read_desk_settings(tools_.files, tools_.region.desk_settings()));
    TRY(auto region, read_region_name(tools_.files, tools_.region));
    TRY(composed.alert, make_alert(draft, *composed.shelf, {composed.settings, region}, tools_.clock.now()));
    return composed;
}

Done DeskBulletins::check_to_send(const Draft& draft, const Composed& composed) {
    const auto& alert = composed.alert;
    if (composed.shelf->alert(alert.identifier) != nullptr) {
        return refuse("desk.sent", "this message is published already, with other words");
    }
    TRY_DONE(check_all_clear(draft, alert, *composed.shelf));
    return check_message(bulletins::write_alert(alert));
}

bool DeskBulletins::needs_second(const Draft& draft, const Composed& composed) {
    return needs_two(composed.settings.two_persons, draft, composed.alert, *composed.shelf);
}

Result<Response> DeskBulletins::list(DeskCall& /*call*/) {
    TRY(auto shelf, tools_.shelf.current());
    TRY(auto region, read_region_name(tools_.files, tools_.region));
    TRY(auto drafts, drafts_.all());
    trust::JsonArray kept;
    for (const auto& draft : drafts) {
        auto json = json_of(draft);
        auto& fields = std::get<trust::JsonObject>(json.value);
        fields["print"] = json_of(print_of(draft));
        kept.push_back(std::move(json));
    }
    return json_answer({{"bulletins", list_published(*shelf)},
                        {"drafts", json_of(std::move(kept))},
                        {"languages", json_of(shelf->languages())},
                        {"municipalities", list_municipalities(*shelf)},
                        {"region", json_of(region)},
                        {"timestamp", json_of(shelf->timestamp)},
                        {"behind", json_of(press_.is_behind())},
                        {"now", json_of(to_rfc3339(tools_.clock.now()))}});
}

// Each with the publication it went out with, so that the page can tell who shows it yet.
trust::Json DeskBulletins::list_published(const Shelf& shelf) const {
    auto list = list_bulletins(shelf, tools_.clock.now());
    for (auto& bulletin : std::get<trust::JsonArray>(list.value)) {
        auto& fields = std::get<trust::JsonObject>(bulletin.value);
        auto issue = press_.issue_of(target_of(*fields.at("identifier").text()));
        if (!issue) continue;
        fields["version"] = json_of(issue->version);
        fields["issued"] = json_of(to_rfc3339(issue->at));
    }
    return list;
}

Result<Response> DeskBulletins::list_templates(DeskCall& /*call*/) {
    TRY(auto shelf, tools_.shelf.current());
    return json_answer({{"templates", list_templates_of(*shelf)}});
}

Result<Response> DeskBulletins::check(DeskCall& call) {
    TRY(auto draft, read_draft(call.body));
    TRY(auto composed, compose(draft));
    auto bytes = bulletins::write_alert(composed.alert);
    TRY_DONE(check_message(bytes));
    return json_answer({{"alert", describe_alert(composed.alert)},
                        {"takes_over", json_of(takes_over(composed.alert))},
                        {"needs_two", json_of(needs_second(draft, composed))},
                        {"left", json_of(left_without(draft, composed.alert, *composed.shelf))},
                        {"print", json_of(print_of(draft))}});
}

// The message alone, in the situation that is published: what else is told now would push it from the screen.
Result<Response> DeskBulletins::preview(DeskCall& call) {
    TRY(auto draft, read_draft(call.body));
    TRY(auto wish, read_wish(call.body));
    TRY(auto composed, compose(draft));
    PreviewOrder order{.content = composed.shelf->steady,
                       .steps = steps_to(composed.alert, wish.scene),
                       .site = site_for(*composed.shelf, draft),
                       .language = wish.language,
                       .panel = wish.panel,
                       .now = tools_.clock.now()};
    TRY(order.files, composed.shelf->read_moving(tools_.files, [](const auto&) { return false; }));
    order.files["bulletins/preview.xml"] = bulletins::write_alert(composed.alert);
    return draw_later(renderer_, std::move(order), composed.shelf);
}

Result<Response> DeskBulletins::keep(DeskCall& call) {
    TRY(auto draft, read_opened(call));
    draft.author = call.user->name;
    draft.waits = false;
    TRY(draft.id, drafts_.begun_as(draft));
    TRY(auto kept, drafts_.keep(std::move(draft), tools_.clock.now()));
    tools_.tell();
    return json_answer({{"id", json_of(kept.id)}, {"print", json_of(print_of(kept))}});
}

Result<Response> DeskBulletins::remove(DeskCall& call) {
    TRY(auto id, read_needed(call.body, "id", {36}));
    TRY_DONE(drafts_.remove(id));
    tools_.access.note(call, "draft.remove", id);
    tools_.tell();
    return json_answer({});
}

Result<Response> DeskBulletins::ask_second(DeskCall& call, Draft draft) {
    draft.author = call.user->name;
    draft.waits = true;
    // Whoever proposes it without an id may have done so before, and got no answer: only what was sent last waits.
    TRY(draft.id, drafts_.begun_as(draft));
    TRY(auto kept, drafts_.keep(std::move(draft), tools_.clock.now()));
    tools_.access.note(call, "bulletin.propose", kept.id);
    tools_.tell();
    return json_answer({{"waits", json_of(true)}, {"id", json_of(kept.id)}});
}

Result<std::optional<Response>> DeskBulletins::answer_again(const Draft& draft) {
    TRY(auto shelf, tools_.shelf.current());
    TRY(auto settings, read_desk_settings(tools_.files, tools_.region.desk_settings()));
    TRY(auto region, read_region_name(tools_.files, tools_.region));
    if (!is_sent(draft, *shelf, {settings, region})) return std::nullopt;
    auto identifier = identifier_of(draft);
    auto issue = press_.issue_of(target_of(identifier));
    if (!draft.id.empty()) static_cast<void>(drafts_.remove(draft.id));
    tools_.tell();
    return json_answer({{"identifier", json_of(identifier)},
                        {"version", json_of(issue ? issue->version : shelf->timestamp)},
                        {"waits", json_of(false)}});
}

Result<Response> DeskBulletins::publish(DeskCall& call) {
    TRY(auto sent, read_draft(call.body));
    TRY(auto again, answer_again(sent));
    if (again) return std::move(*again);
    TRY(auto draft, read_opened(call));
    draft.waits = false;  // whoever publishes now was proposed nothing by anybody
    TRY(auto composed, compose(draft));
    bool alone = call.user->role >= DeskRole::Publisher && !needs_second(draft, composed);
    if (alone) return send_alone(call);
    TRY_DONE(check_to_send(draft, composed));
    return ask_second(call, std::move(draft));
}

// Another hub may have sent this draft, or what it follows, while this one waited for its turn: all of it is read
// again.
Result<Response> DeskBulletins::send_alone(DeskCall& call) {
    TRY(auto turn, press_.take_turn());
    TRY(auto sent, read_draft(call.body));
    TRY(auto again, answer_again(sent));
    if (again) return std::move(*again);
    TRY(auto draft, read_opened(call));
    draft.waits = false;
    draft.author = call.user->name;
    TRY(draft.id, drafts_.begun_as(draft));
    TRY(auto composed, compose(draft));
    if (needs_second(draft, composed))
        return refuse("desk.conflict", "what this follows changed since you looked at it");
    return send(call, turn, draft, composed);
}

Result<Response> DeskBulletins::approve(DeskCall& call) {
    TRY(auto id, read_needed(call.body, "id", {36}));
    TRY(auto print, read_needed(call.body, "print", {64}));
    // Two people may approve at two hubs at once: the second finds no draft.
    TRY(auto turn, press_.take_turn());
    TRY(auto draft, drafts_.find(id));
    if (!draft.waits) return refuse("desk.conflict", "this draft waits for nobody");
    if (draft.author == call.user->name) {
        return refuse("desk.own", "somebody else must look at it", "ask a colleague who may publish");
    }
    if (print_of(draft) != print) return refuse("desk.conflict", "the draft changed since you looked at it");
    TRY(auto again, answer_again(draft));
    if (again) return std::move(*again);
    TRY(auto composed, compose(draft));
    return send(call, turn, draft, composed);
}

Result<Response> DeskBulletins::give_back(DeskCall& call) {
    TRY(auto id, read_needed(call.body, "id", {36}));
    TRY(auto draft, drafts_.find(id));
    draft.waits = false;
    TRY(auto kept, drafts_.keep(std::move(draft), tools_.clock.now()));
    tools_.access.note(call, "bulletin.return", id);
    tools_.tell();
    return json_answer({});
}

Result<Response> DeskBulletins::send(DeskCall& call, const RegionLock& turn, const Draft& draft,
                                     const Composed& composed) {
    TRY_DONE(check_to_send(draft, composed));
    auto bytes = bulletins::write_alert(composed.alert);
    TRY(auto issue, press_.publish(turn, target_of(composed.alert.identifier), bytes));
    auto two = draft.waits ? " proposed by " + draft.author : std::string();
    tools_.access.note(call, "bulletin.publish", composed.alert.identifier,
                       fmt::format("{} v{}{}", name_of(draft.aim), issue.version, two));
    if (!draft.id.empty()) static_cast<void>(drafts_.remove(draft.id));
    tools_.tell();
    return json_answer({{"identifier", json_of(composed.alert.identifier)},
                        {"version", json_of(issue.version)},
                        {"waits", json_of(false)}});
}

std::vector<DeskDoor> DeskBulletins::doors() {
    auto at = ways_into(*this);
    return {{Method::Get, "bulletins", DeskRole::Viewer, at(&DeskBulletins::list)},
            {Method::Get, "templates", DeskRole::Viewer, at(&DeskBulletins::list_templates)},
            {Method::Post, "drafts/check", DeskRole::Viewer, at(&DeskBulletins::check)},
            {Method::Post, "drafts/preview", DeskRole::Viewer, at(&DeskBulletins::preview)},
            {Method::Post, "drafts/keep", DeskRole::Operator, at(&DeskBulletins::keep)},
            {Method::Post, "drafts/remove", DeskRole::Operator, at(&DeskBulletins::remove)},
            {Method::Post, "drafts/publish", DeskRole::Operator, at(&DeskBulletins::publish)},
            {Method::Post, "drafts/approve", DeskRole::Publisher, at(&DeskBulletins::approve)},
            {Method::Post, "drafts/return", DeskRole::Publisher, at(&DeskBulletins::give_back)},
            {Method::Get, "settings", DeskRole::Viewer, at(&DeskBulletins::tell_settings)},
            {Method::Post, "settings", DeskRole::Administrator, at(&DeskBulletins::set_settings)}};
}

}  // namespace baken::cp
