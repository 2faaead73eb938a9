#include "cp/hub/desk_sites.hpp"

#include "cp/hub/desk_json.hpp"
#include "cp/hub/kiosk_register.hpp"

namespace baken::hub {

Result<Response> DeskSites::list(DeskCall& /*call*/) {
    TRY(auto shelf, tools_.shelf.current());
    TRY(auto kiosks, KioskRegister::open(tools_.files, tools_.region.kiosks()));
    auto heard = presence_.sites();
    trust::JsonArray list;
    for (const auto& site : shelf->sites) {
        trust::JsonObject fields{{"id", json_of(site.id)},
                                 {"name", json_of(site.short_name)},
                                 {"municipality", json_of(site.municipality.name)},
                                 {"languages", json_of(site.languages)}};
        if (auto found = heard.find(site.id); found != heard.end()) {
            fields["heard"] = json_of(to_rfc3339(found->second.heard));
            fields["version"] = json_of(found->second.version);
        }
        int known = 0;
        for (const auto& kiosk : kiosks.kiosks()) known += kiosk.site == site.id && !kiosk.revoked ? 1 : 0;
        fields["kiosks"] = json_of(known);
        list.push_back(json_of(std::move(fields)));
    }
    return json_answer({{"sites", json_of(std::move(list))},
                        {"timestamp", json_of(shelf->timestamp)},
                        {"now", json_of(to_rfc3339(tools_.clock.now()))}});
}

std::vector<DeskDoor> DeskSites::doors() {
    return {{Method::Get, "sites", DeskRole::Viewer, [this](DeskCall& call) { return list(call); }}};
}

}  // namespace baken::hub
