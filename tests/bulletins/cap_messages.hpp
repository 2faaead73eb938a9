// Alerts for tests: change a field, ask for the XML.
#pragma once

#include <string>

namespace baken::testing {

struct AlertText {
    std::string identifier = "a-1";
    std::string sender = "vrgroningen.example";
    std::string sent = "2026-11-23T10:00:00+01:00";
    std::string status = "Actual";
    std::string msg_type = "Alert";
    std::string scope = "Public";
    std::string references;  // the text of <references>
    std::string language = "nl-NL";
    std::string urgency = "Expected";
    std::string severity = "Severe";
    std::string times = "<expires>2026-11-23T20:00:00+01:00</expires>";
    std::string response = "<responseType>Prepare</responseType>";
    std::string headline = "Geen stroom";
    std::string description = "De stroom is uitgevallen.";
    std::string after_description;  // web, contact, parameter, resource
    std::string area = "<geocode><valueName>CBS</valueName><value>GM0014</value></geocode>";
    bool has_info = true;

    [[nodiscard]] std::string xml() const {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n" +
               element("identifier", identifier) + element("sender", sender) + element("sent", sent) +
               element("status", status) + element("msgType", msg_type) + element("scope", scope) +
               (references.empty() ? "" : element("references", references)) + (has_info ? info() : "") + "</alert>\n";
    }

    [[nodiscard]] std::string info() const {
        return "<info>\n" + (language.empty() ? "" : element("language", language)) + element("category", "Infra") +
               element("event", "Stroomstoring") + response + element("urgency", urgency) +
               element("severity", severity) + element("certainty", "Observed") + times +
               element("headline", headline) + element("description", description) + after_description + "<area>" +
               element("areaDesc", "Groningen") + area + "</area>\n</info>\n";
    }

    static std::string element(const std::string& name, const std::string& text) {
        return "<" + name + ">" + text + "</" + name + ">\n";
    }
};

}  // namespace baken::testing
