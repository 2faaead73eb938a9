#include "exchange/bulletins/alert_write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <pugixml.hpp>
#include <sstream>

#include "exchange/base/text.hpp"

namespace baken::bulletins {
namespace {

using Node = pugi::xml_node;

void add(Node& parent, const char* name, const std::string& text) {
    if (!text.empty()) parent.append_child(name).text().set(text.c_str());
}

template <typename Enum>
void add_word(Node& parent, const char* name, Enum value) {
    add(parent, name, std::string(name_of(value)));
}

// For a field whose words do not include Unknown.
template <typename Enum>
void add_known(Node& parent, const char* name, Enum value) {
    if (value != Enum::Unknown) add_word(parent, name, value);
}

void add_time(Node& parent, const char* name, const std::optional<CapTime>& time) {
    if (time) add(parent, name, write_cap_time(*time));
}

void add_pairs(Node& parent, const char* name, const std::vector<NamedValue>& pairs) {
    for (const auto& pair : pairs) {
        auto child = parent.append_child(name);
        child.append_child("valueName").text().set(pair.name.c_str());
        child.append_child("value").text().set(pair.value.c_str());
    }
}

// Words with a blank in them stand in quotation marks (section 3.2.1, addresses and incidents).
std::string join_words(const std::vector<std::string>& words) {
    std::string joined;
    for (const auto& word : words) {
        bool quoted = word.find(' ') != std::string::npos;
        joined += (joined.empty() ? "" : " ") + (quoted ? "\"" + word + "\"" : word);
    }
    return joined;
}

std::string join_references(const std::vector<Identity>& references) {
    std::string joined;
    for (const auto& reference : references) {
        auto sent = reference.sent ? write_cap_time({*reference.sent, 0}) : std::string();
        joined += fmt::format("{}{},{},{}", joined.empty() ? "" : " ", reference.sender, reference.identifier, sent);
    }
    return joined;
}

// CAP closes a ring by repeating its first corner; the model does not.
std::string write_polygon(const Polygon& polygon) {
    std::string corners;
    for (const auto& corner : polygon) corners += fmt::format("{},{} ", corner.latitude, corner.longitude);
    if (!polygon.empty()) corners += fmt::format("{},{}", polygon.front().latitude, polygon.front().longitude);
    return corners;
}

std::string to_base64(std::string_view bytes) {
    constexpr std::string_view kSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        auto group = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            bits = (bits << 8U) | (i < group.size() ? static_cast<std::uint8_t>(group[i]) : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) text += i <= group.size() ? kSigns[(bits >> (18U - 6U * i)) & 0x3FU] : '=';
    }
    return text;
}

void write_resource(Node& info, const Resource& resource) {
    auto node = info.append_child("resource");
    add(node, "resourceDesc", resource.description);
    add(node, "mimeType", resource.mime_type);
    add(node, "uri", resource.uri);
    if (!resource.image.empty()) add(node, "derefUri", to_base64(resource.image));
}

bool is_hole_name(const NamedValue& pair) {
    return to_lower_ascii(pair.name) == "exclude_polygon";
}

void write_area(Node& info, const Area& area, bool holes_in_parameters) {
    auto node = info.append_child("area");
    add(node, "areaDesc", area.description);
    for (const auto& polygon : area.polygons) add(node, "polygon", write_polygon(polygon));
    for (const auto& circle : area.circles) {
        add(node, "circle", fmt::format("{},{} {}", circle.centre.latitude, circle.centre.longitude, circle.radius_km));
    }
    add_pairs(node, "geocode", area.geocodes);
    if (holes_in_parameters) return;
    for (const auto& hole : area.holes) add_pairs(node, "geocode", {{"EXCLUDE_POLYGON", write_polygon(hole)}});
}

void write_info(Node& alert, const Info& info) {
    auto node = alert.append_child("info");
    add(node, "language", info.language);
    for (auto category : info.categories) add_known(node, "category", category);
    add(node, "event", info.event);
    for (auto response : info.response_types) add_known(node, "responseType", response);
    add_word(node, "urgency", info.urgency);
    add_word(node, "severity", info.severity);
    add_word(node, "certainty", info.certainty);
    add(node, "audience", info.audience);
    add_pairs(node, "eventCode", info.event_codes);
    add_time(node, "effective", info.effective);
    add_time(node, "onset", info.onset);
    add_time(node, "expires", info.expires);
    add(node, "senderName", info.sender_name);
    add(node, "headline", info.headline);
    add(node, "description", info.description);
    add(node, "instruction", info.instruction);
    add(node, "web", info.web);
    add(node, "contact", info.contact);
    add_pairs(node, "parameter", info.parameters);
    for (const auto& resource : info.resources) write_resource(node, resource);
    bool holes_in_parameters = std::ranges::any_of(info.parameters, is_hole_name);
    for (const auto& area : info.areas) write_area(node, area, holes_in_parameters);
}

void write_head(Node& node, const Alert& alert) {
    add(node, "identifier", alert.identifier);
    add(node, "sender", alert.sender);
    add_time(node, "sent", alert.sent);
    add_known(node, "status", alert.status);
    add_known(node, "msgType", alert.msg_type);
    add(node, "source", alert.source);
    add_known(node, "scope", alert.scope);
    add(node, "restriction", alert.restriction);
    add(node, "addresses", join_words(alert.addresses));
    for (const auto& code : alert.codes) add(node, "code", code);
    add(node, "note", alert.note);
    add(node, "references", join_references(alert.references));
    add(node, "incidents", join_words(alert.incidents));
}

}  // namespace

std::string write_cap_time(const CapTime& time) {
    int offset = time.offset_minutes.value_or(0);
    auto local = to_rfc3339(time.at + std::chrono::minutes{offset});
    local.pop_back();
    int size = std::abs(offset);
    return fmt::format("{}{}{:02}:{:02}", local, offset > 0 ? '+' : '-', size / 60, size % 60);
}

std::string write_alert(const Alert& alert) {
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version").set_value("1.0");
    declaration.append_attribute("encoding").set_value("UTF-8");
    auto root = document.append_child("alert");
    root.append_attribute("xmlns").set_value("urn:oasis:names:tc:emergency:cap:1.2");
    write_head(root, alert);
    for (const auto& info : alert.infos) write_info(root, info);
    std::ostringstream out;
    document.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
    return out.str();
}

}  // namespace baken::bulletins
