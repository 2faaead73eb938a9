#include "cp/office/desk_sites.hpp"

#include <cmath>

#include "cp/region/json_fields.hpp"
#include "cp/region/kiosk_register.hpp"

namespace baken::cp {

namespace {

trust::Json describe_kiosks(const KioskRegister& known, const std::string& site) {
    trust::JsonArray list;
    for (const auto& kiosk : known.kiosks()) {
        if (kiosk.site != site) continue;
        list.push_back(json_of(trust::JsonObject{{"id", json_of(kiosk.id.substr(0, 16))},
                                                 {"added", json_of(to_rfc3339(kiosk.added))},
                                                 {"revoked", json_of(kiosk.revoked.has_value())}}));
    }
    return json_of(std::move(list));
}

// Millionths of a degree, as JSON here knows whole numbers only; empty where the site does not say where it is.
trust::Json describe_position(const bulletins::Site& site) {
    trust::JsonArray position;
    if (site.position) {
        for (auto degrees : {site.position->latitude, site.position->longitude}) {
            position.push_back(json_of(static_cast<std::int64_t>(std::llround(degrees * 1e6))));
        }
    }
    return json_of(std::move(position));
}

}  // namespace

Result<Response> DeskSites::list(DeskCall& /*call*/) {
    TRY(auto shelf, tools_.shelf.current());
    TRY(auto kiosks, KioskRegister::open(tools_.files, tools_.region.kiosks()));
    TRY_DONE(store_.note(presence_.take_heard(), tools_.clock.now()));
    TRY(auto heard, store_.presences());
    trust::JsonArray list;
    for (const auto& site : shelf->sites) {
        trust::JsonObject fields{{"id", json_of(site.id)},
                                 {"name", json_of(site.short_name)},
                                 {"municipality", json_of(site.municipality.name)},
                                 {"languages", json_of(site.languages)}};
        if (auto found = heard.find(site.id); found != heard.end()) {
            fields["heard"] = json_of(to_rfc3339(found->second.heard));
            fields["version"] = json_of(found->second.version);
            fields["since"] = json_of(to_rfc3339(found->second.since));
        }
        fields["kiosks"] = describe_kiosks(kiosks, site.id);
        fields["position"] = describe_position(site);
        list.push_back(json_of(std::move(fields)));
    }
    return json_answer({{"sites", json_of(std::move(list))},
                        {"timestamp", json_of(shelf->timestamp)},
                        {"now", json_of(to_rfc3339(tools_.clock.now()))}});
}

std::vector<DeskDoor> DeskSites::doors() {
    return {{Method::Get, "sites", DeskRole::Viewer, [this](DeskCall& call) { return list(call); }}};
}

}  // namespace baken::cp
