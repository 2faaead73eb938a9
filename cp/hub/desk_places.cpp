#include "cp/hub/desk_places.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/hub/desk_json.hpp"
#include "cp/hub/site_file.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::hub {
namespace {

constexpr ByteLimit kMostBytes{256 * 1024};
const std::string kSituation = "situation.toml";

bool is_known(const Shelf& shelf, const std::string& site) {
    return std::ranges::find(shelf.sites, site, &bulletins::Site::id) != shelf.sites.end();
}

std::string file_of(const std::string& site) {
    return "sites/" + site + ".toml";
}

}  // namespace

Result<DeskPlaces::Present> DeskPlaces::present(const std::string& target) {
    TRY(auto shelf, tools_.shelf.current());
    auto moving = shelf->moving.find(target);
    auto file = moving == shelf->moving.end() ? shelf->steady / target : moving->second;
    TRY(auto bytes, tools_.files.read(file, kMostBytes));
    if (!bytes) return Present{};
    return Present{*bytes, trust::sha256_hex(*bytes)};
}

Result<Response> DeskPlaces::publish(DeskCall& call, const std::string& target, const std::string& bytes,
                                     const std::string& action, const std::string& object) {
    TRY(auto issue, press_.publish(target, bytes));
    TRY_DONE(tools_.access.note(call, action, object, fmt::format("v{}", issue.version)));
    tools_.tell();
    return json_answer({{"version", json_of(issue.version)}});
}

Result<Response> DeskPlaces::tell_situation(DeskCall& /*call*/) {
    TRY(auto now, present(kSituation));
    trust::JsonObject answer{{"print", json_of(now.print)}};
    if (!now.bytes.empty()) {
        TRY(auto situation, bulletins::parse_situation(now.bytes));
        answer["situation"] = json_of(situation);
    }
    TRY(auto shelf, tools_.shelf.current());
    answer["languages"] = json_of(shelf->languages());
    return json_answer(std::move(answer));
}

Result<Response> DeskPlaces::set_situation(DeskCall& call) {
    TRY(auto situation, read_situation(call.body));
    TRY(auto print, read_line(call.body, "print", {64}));
    TRY(auto now, present(kSituation));
    if (now.print != print) return refuse("desk.conflict", "the situation changed since you looked at it");
    if (situation.id.empty()) situation.id = "situation-" + to_rfc3339(tools_.clock.now()).substr(0, 10);
    return publish(call, kSituation, write_situation(situation), "situation.publish", situation.id);
}

Result<Response> DeskPlaces::tell_site(DeskCall& call) {
    auto id = call.question("id");
    TRY(auto shelf, tools_.shelf.current());
    if (!is_known(*shelf, id)) return refuse("desk.missing", "there is no such noodsteunpunt");
    TRY(auto now, present(file_of(id)));
    TRY(auto site, bulletins::parse_site(now.bytes));
    return json_answer(
        {{"site", json_of(site)}, {"print", json_of(now.print)}, {"languages", json_of(shelf->languages())}});
}

Result<Response> DeskPlaces::set_site(DeskCall& call) {
    TRY(auto id, read_needed(call.body, "id", {64}));
    TRY(auto print, read_needed(call.body, "print", {64}));
    TRY(auto shelf, tools_.shelf.current());
    if (!is_known(*shelf, id)) return refuse("desk.missing", "there is no such noodsteunpunt");
    TRY(auto now, present(file_of(id)));
    if (now.print != print) return refuse("desk.conflict", "the menu card changed since you looked at it");
    TRY(auto site, bulletins::parse_site(now.bytes));
    TRY_DONE(read_card(call.body, site));
    return publish(call, file_of(id), write_site(site), "site.publish", id);
}

std::vector<DeskDoor> DeskPlaces::doors() {
    auto at = [this](Result<Response> (DeskPlaces::*what)(DeskCall&)) {
        return [this, what](DeskCall& call) { return (this->*what)(call); };
    };
    return {{Method::Get, "situation", DeskRole::Viewer, at(&DeskPlaces::tell_situation)},
            {Method::Post, "situation", DeskRole::Publisher, at(&DeskPlaces::set_situation)},
            {Method::Get, "site", DeskRole::Viewer, at(&DeskPlaces::tell_site)},
            {Method::Post, "site", DeskRole::Publisher, at(&DeskPlaces::set_site)}};
}

}  // namespace baken::hub
