#include "cp/office/desk_list.hpp"

#include <algorithm>

#include "cp/region/json_fields.hpp"
#include "exchange/bulletins/due.hpp"

namespace baken::cp {
namespace {

using bulletins::HiddenWhy;
using trust::Json;
using trust::JsonArray;
using trust::JsonObject;

Json word(std::string_view text) {
    return json_of(std::string(text));
}

template <typename Enums>
Json words_of(const Enums& values) {
    JsonArray list;
    for (auto value : values) list.push_back(word(bulletins::name_of(value)));
    return json_of(std::move(list));
}

Json moment(const std::optional<bulletins::CapTime>& time) {
    return json_of(time ? to_rfc3339(time->at) : std::string());
}

Json describe_info(const bulletins::Info& info) {
    std::vector<std::string> areas;
    areas.reserve(info.areas.size());
    for (const auto& area : info.areas) areas.push_back(area.description);
    return json_of(JsonObject{{"language", json_of(info.language)},
                              {"title", json_of(bulletins::title_of(info))},
                              {"event", json_of(info.event)},
                              {"headline", json_of(info.headline)},
                              {"description", json_of(info.description)},
                              {"instruction", json_of(info.instruction)},
                              {"severity", word(bulletins::name_of(info.severity))},
                              {"urgency", word(bulletins::name_of(info.urgency))},
                              {"certainty", word(bulletins::name_of(info.certainty))},
                              {"categories", words_of(info.categories)},
                              {"expires", moment(info.expires)},
                              {"sender_name", json_of(info.sender_name)},
                              {"areas", json_of(areas)}});
}

std::string_view state_of(HiddenWhy why) {
    switch (why) {
        case HiddenWhy::Expired:
            return "expired";
        case HiddenWhy::Cancelled:
            return "cancelled";
        case HiddenWhy::Superseded:
        case HiddenWhy::Branch:
            return "superseded";
        case HiddenWhy::NotYetEffective:
        case HiddenWhy::SentInFuture:
            return "later";
        default:
            return "hidden";
    }
}

// The places that a message names one by one; none when it is for the whole region.
std::vector<std::string> named_in(const bulletins::Alert& alert, std::string_view scheme) {
    std::vector<std::string> found;
    if (alert.infos.empty()) return found;
    for (const auto& area : alert.infos.front().areas) {
        for (const auto& code : area.geocodes) {
            if (code.name == "VR-CODE") return {};
            if (code.name == scheme) found.push_back(code.value);
        }
    }
    return found;
}

std::vector<bulletins::Received> received(const Shelf& shelf, Instant now) {
    std::vector<bulletins::Received> messages;
    for (const auto& loaded : shelf.alerts) {
        auto at = loaded.alert.sent ? loaded.alert.sent->at : now;
        messages.push_back({loaded.alert, at, bulletins::Road::Network});
    }
    return messages;
}

bulletins::Due due_of(const Shelf& shelf, std::span<const bulletins::Received> messages, Instant now) {
    return bulletins::due(messages, {std::nullopt, shelf.area_codes()}, now);
}

Json describe_blank(const bulletins::Blank& blank, const bulletins::Template& form) {
    JsonObject labels;
    JsonObject choices;
    for (const auto* language : {"nl", "en"}) {
        auto words = form.words.find(language);
        if (words == form.words.end()) continue;
        auto label = words->second.labels.find(blank.name);
        if (label != words->second.labels.end()) labels[language] = json_of(label->second);
        auto names = words->second.choices.find(blank.name);
        if (names == words->second.choices.end()) continue;
        JsonObject named;
        for (const auto& [key, name] : names->second) named[key] = json_of(name);
        choices[language] = {std::move(named)};
    }
    return json_of(JsonObject{{"name", json_of(blank.name)},
                              {"kind", word(bulletins::name_of(blank.kind))},
                              {"required", json_of(blank.required)},
                              {"example", json_of(blank.example)},
                              {"choices", json_of(blank.choices)},
                              {"labels", json_of(std::move(labels))},
                              {"choice_labels", json_of(std::move(choices))}});
}

Json describe_template(const bulletins::Template& form) {
    JsonObject events;
    std::vector<std::string> languages;
    for (const auto& [language, words] : form.words) {
        languages.push_back(language);
        if (language == "nl" || language == "en") events[language] = json_of(words.event.text);
    }
    JsonArray blanks;
    for (const auto& blank : form.facts.blanks) blanks.push_back(describe_blank(blank, form));
    return json_of(JsonObject{{"id", json_of(form.id)},
                              {"events", json_of(std::move(events))},
                              {"languages", json_of(languages)},
                              {"severity", word(bulletins::name_of(form.facts.severity))},
                              {"urgency", word(bulletins::name_of(form.facts.urgency))},
                              {"certainty", word(bulletins::name_of(form.facts.certainty))},
                              {"categories", words_of(form.facts.categories)},
                              {"responses", words_of(form.facts.response_types)},
                              {"hours", json_of(form.facts.hours)},
                              {"ends_by_blanks", json_of(bulletins::ends_by_blanks(form.facts))},
                              {"blanks", json_of(std::move(blanks))}});
}

}  // namespace

Json describe_alert(const bulletins::Alert& alert) {
    JsonArray infos;
    for (const auto& info : alert.infos) infos.push_back(describe_info(info));
    std::vector<std::string> references;
    references.reserve(alert.references.size());
    for (const auto& reference : alert.references) references.push_back(reference.identifier);
    return json_of(JsonObject{{"identifier", json_of(alert.identifier)},
                              {"sender", json_of(alert.sender)},
                              {"sent", moment(alert.sent)},
                              {"status", word(bulletins::name_of(alert.status))},
                              {"type", word(bulletins::name_of(alert.msg_type))},
                              {"references", json_of(references)},
                              {"note", json_of(alert.note)},
                              {"infos", json_of(std::move(infos))}});
}

std::vector<std::string> sites_of(const bulletins::Alert& alert, const Shelf& shelf) {
    std::vector<std::string> found;
    for (const auto& site : shelf.sites) {
        auto area = bulletins::area_of(site);
        bool concerned = std::ranges::any_of(alert.infos, [&](const auto& info) {
            return bulletins::match_areas(info.areas, area).verdict != bulletins::AreaVerdict::Outside;
        });
        if (concerned || alert.infos.empty()) found.push_back(site.id);
    }
    return found;
}

std::vector<bool> which_are_over(const Shelf& shelf, Instant now) {
    auto messages = received(shelf, now);
    auto due = due_of(shelf, messages, now);
    std::vector<bool> over(messages.size());
    for (const auto& hidden : due.hidden) {
        auto state = state_of(hidden.why);
        over[hidden.alert] = state == "expired" || state == "cancelled" || state == "superseded";
    }
    return over;
}

bool is_over(const bulletins::Alert& alert, const Shelf& shelf, Instant now) {
    auto over = which_are_over(shelf, now);
    for (std::size_t at = 0; at < over.size(); ++at) {
        if (over[at] && shelf.alerts[at].alert.identity() == alert.identity()) return true;
    }
    return false;
}

Json list_bulletins(const Shelf& shelf, Instant now) {
    auto messages = received(shelf, now);
    auto due = due_of(shelf, messages, now);
    std::vector<JsonObject> told(messages.size());
    for (std::size_t at = 0; at < messages.size(); ++at) {
        told[at] = *describe_alert(messages[at].alert).object();
        told[at]["state"] = word("hidden");
        told[at]["sites"] = json_of(sites_of(messages[at].alert, shelf));
        told[at]["named_sites"] = json_of(named_in(messages[at].alert, bulletins::kSiteScheme));
        told[at]["named_municipalities"] = json_of(named_in(messages[at].alert, "GM-CODE"));
    }
    for (const auto& shown : due.shown) {
        auto& fields = told[shown.alert];
        fields["state"] = word("live");
        fields["kind"] = word(bulletins::name_of(shown.kind));
        fields["until"] = json_of(to_rfc3339(shown.until));
        fields["takes_over"] = json_of(shown.takeover);
    }
    for (const auto& hidden : due.hidden) {
        auto& fields = told[hidden.alert];
        fields["state"] = word(state_of(hidden.why));
        fields["why"] = word(bulletins::name_of(hidden.why));
        if (hidden.by) fields["by"] = json_of(messages[*hidden.by].alert.identifier);
    }
    std::ranges::stable_sort(told, std::greater<>{}, [](const auto& fields) { return *fields.at("sent").text(); });
    JsonArray list;
    for (auto& fields : told) list.push_back(json_of(std::move(fields)));
    return json_of(std::move(list));
}

Json list_municipalities(const Shelf& shelf) {
    std::map<std::string, std::string> names;
    for (const auto& site : shelf.sites) {
        if (!site.municipality.code.empty()) names[site.municipality.code] = site.municipality.name;
    }
    JsonArray list;
    for (const auto& [code, name] : names) {
        list.push_back(json_of(JsonObject{{"code", json_of(code)}, {"name", json_of(name)}}));
    }
    return json_of(std::move(list));
}

Json list_templates_of(const Shelf& shelf) {
    JsonArray list;
    for (const auto& form : shelf.templates) list.push_back(describe_template(form));
    return json_of(std::move(list));
}

}  // namespace baken::cp
