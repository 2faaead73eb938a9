#include "exchange/bulletins/due_report.hpp"

#include <nlohmann/json.hpp>

#include "exchange/bulletins/language.hpp"

namespace baken::bulletins {
namespace {

using Json = nlohmann::ordered_json;

void add_identity(Json& entry, const Alert& alert) {
    entry["identifier"] = alert.identifier;
    entry["sender"] = alert.sender;
    entry["sent"] = alert.sent ? Json(to_rfc3339(alert.sent->at)) : Json(nullptr);
}

// The block that speaks for the message in the chosen language: the first of them.
Json shown_entry(std::span<const Received> messages, const Shown& shown, std::string_view language) {
    const auto& alert = messages[shown.alert].alert;
    auto choice = choose_language(alert, shown.infos, language);
    const auto& info = alert.infos.at(choice.blocks.front());
    const auto& worst = alert.infos.at(most_serious(alert, choice.blocks));
    Json entry;
    add_identity(entry, alert);
    entry["msg_type"] = name_of(alert.msg_type);
    entry["language"] = choice.language;
    entry["language_step"] = name_of(choice.step);
    entry["headline"] = title_of(info);
    entry["severity"] = name_of(worst.severity);
    entry["urgency"] = name_of(worst.urgency);
    entry["certainty"] = name_of(worst.certainty);
    entry["kind"] = name_of(shown.kind);
    entry["takeover"] = shown.takeover;
    entry["exercise"] = shown.exercise;
    entry["from"] = to_rfc3339(shown.from);
    if (shown.starts) entry["starts"] = to_rfc3339(*shown.starts);
    entry["until"] = to_rfc3339(shown.until);
    entry["reasons"] = Json::array();
    for (const auto& reason : shown.reasons) entry["reasons"].push_back(name_of(reason.why));
    if (choice.fallback()) entry["reasons"].push_back("language_fallback");
    entry["languages"] = languages_of(alert, shown.infos);
    return entry;
}

Json hidden_entry(std::span<const Received> messages, const Hidden& hidden) {
    Json entry;
    add_identity(entry, messages[hidden.alert].alert);
    entry["reason"] = name_of(hidden.why);
    entry["words"] = hidden.words;
    if (hidden.by) entry["by"] = messages[*hidden.by].alert.identifier;
    return entry;
}

}  // namespace

std::string due_report_json(std::span<const Received> messages, const Due& due, std::string_view language,
                            std::span<const RefusedFile> refused) {
    Json report;
    report["now"] = to_rfc3339(due.now);
    report["shown"] = Json::array();
    for (const auto& shown : due.shown) report["shown"].push_back(shown_entry(messages, shown, language));
    report["hidden"] = Json::array();
    for (const auto& hidden : due.hidden) report["hidden"].push_back(hidden_entry(messages, hidden));
    report["history"] = Json::array();
    for (const auto& past : due.history)
        report["history"].push_back({{"identifier", messages[past.alert].alert.identifier},
                                     {"reason", name_of(past.why)},
                                     {"at", to_rfc3339(past.at)}});
    report["refused"] = Json::array();
    for (const auto& file : refused)
        report["refused"].push_back(
            {{"file", file.file}, {"check", file.error.check}, {"message", file.error.message}});
    return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace baken::bulletins
