#include "exchange/bulletins/alert_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/cap_schema.hpp"
#include "exchange/bulletins/cap_values.hpp"
#include "exchange/bulletins/inline_image.hpp"
#include "exchange/bulletins/language.hpp"
#include "exchange/bulletins/plain_text.hpp"

namespace baken::bulletins {
namespace {

using Node = pugi::xml_node;

// Reads one alert; its methods mirror the elements of CAP.
class AlertReader {
public:
    AlertReader(CapVersion version, const Lines& lines, const ParseLimits& limits)
        : version_(version), lines_(lines), limits_(limits), vertices_left_(limits.vertices) {}

    ParsedAlert read(const Node& node) {
        check(node, alert_children());
        read_head(node);
        read_addressing(node);
        for (const auto& info : named(node, "info")) {
            if (parsed_.alert.infos.size() == limits_.infos) {
                remark(info, "cap.limits", fmt::format("only the first {} <info> are kept", limits_.infos));
                break;
            }
            parsed_.alert.infos.push_back(read_info(info));
        }
        check_sense(node);
        return std::move(parsed_);
    }

private:
    void remark(const Node& node, std::string check, std::string message) {
        if (parsed_.remarks.size() >= limits_.remarks) return;
        parsed_.remarks.push_back({std::move(check), std::move(message), lines_.of(node)});
    }

    void check(const Node& node, std::span<const SchemaChild> children) {
        check_children(node, children, [this](const Node& where, std::string check, std::string message) {
            remark(where, std::move(check), std::move(message));
        });
    }

    static std::vector<Node> named(const Node& parent, std::string_view name) {
        std::vector<Node> found;
        for (const auto& child : parent.children()) {
            if (child.type() == pugi::node_element && local_name(child) == name) found.push_back(child);
        }
        return found;
    }

    static Node first(const Node& parent, std::string_view name) {
        for (const auto& child : parent.children()) {
            if (child.type() == pugi::node_element && local_name(child) == name) return child;
        }
        return {};
    }

    enum class Shape { Line, Lines };

    std::string text(const Node& node, Shape shape) {
        if (!node) return {};
        if (has_child_elements(node))
            remark(node, "cap.schema.markup", fmt::format("<{}> has elements in its text", node.name()));
        auto raw = text_of(node);
        auto clean = shape == Shape::Line ? plain_line(raw) : plain_text(raw);
        if (std::count(raw.begin(), raw.end(), '<') != std::count(clean.begin(), clean.end(), '<'))
            remark(node, "cap.text.markup", fmt::format("markup was taken out of <{}>", node.name()));
        if (clean.size() <= limits_.text_bytes) return clean;
        remark(node, "cap.text.long", fmt::format("<{}> was cut at {} bytes", node.name(), limits_.text_bytes));
        return std::string(cut_utf8(clean, limits_.text_bytes));
    }

    std::string line(const Node& parent, std::string_view name) { return text(first(parent, name), Shape::Line); }
    std::string paragraphs(const Node& parent, std::string_view name) {
        return text(first(parent, name), Shape::Lines);
    }

    // "Unknown" is a word of the standard only where `unknown_is_a_word`.
    template <typename Enum>
    Enum word(const Node& node, bool unknown_is_a_word) {
        if (!node) return Enum::Unknown;
        auto raw = text_of(node);
        auto value = read_word<Enum>(raw);
        bool allowed = value != Enum::Unknown || unknown_is_a_word;
        if (!allowed || raw != name_of(value))
            remark(node, "cap.schema.word",
                   fmt::format("\"{}\" is no <{}>", cut_utf8(plain_line(raw), 40), local_name(node)));
        return value;
    }

    std::optional<CapTime> time(const Node& parent, std::string_view name) {
        auto node = first(parent, name);
        if (!node) return std::nullopt;
        auto raw = plain_line(text_of(node));
        auto read = read_cap_time(raw);
        bool strict =
            version_ == CapVersion::V1_1 ? read && raw.find(' ') == std::string::npos : read && is_strict_cap_time(raw);
        if (!strict)
            remark(node, "cap.schema.time",
                   fmt::format("\"{}\" {}", cut_utf8(raw, 40),
                               read ? "is written otherwise than CAP asks" : "is no time"));
        if (read && !read->offset_minutes)
            remark(node, "cap.text.time_offset", "the time has no offset from UTC and is read as UTC");
        return read;
    }

    void read_head(const Node& node) {
        auto& alert = parsed_.alert;
        alert.version = version_;
        alert.identifier = line(node, "identifier");
        alert.sender = line(node, "sender");
        alert.sent = time(node, "sent");
        alert.status = word<Status>(first(node, "status"), false);
        alert.msg_type = word<MsgType>(first(node, "msgType"), false);
        alert.scope = word<Scope>(first(node, "scope"), false);
        for (const auto* name : {"identifier", "sender"}) {
            auto child = first(node, name);
            if (child && line(node, name).find_first_of(" ,<&") != std::string::npos)
                remark(child, "cap.text.identifier", fmt::format("<{}> has a blank, comma, < or & in it", name));
        }
        if (auto signature = first(node, "Signature")) {
            if (version_ == CapVersion::V1_1)
                remark(signature, "cap.schema.unknown", "<Signature> is not part of CAP 1.1");
            remark(signature, "cap.signature", "the XML signature was not looked at");
        }
    }

    void read_addressing(const Node& node) {
        auto& alert = parsed_.alert;
        alert.source = line(node, "source");
        alert.restriction = line(node, "restriction");
        alert.addresses = read_quoted_words(line(node, "addresses"));
        alert.note = paragraphs(node, "note");
        alert.incidents = read_quoted_words(line(node, "incidents"));
        for (const auto& code : named(node, "code")) alert.codes.push_back(text(code, Shape::Line));
        auto references = first(node, "references");
        auto read = read_references(plain_line(text_of(references)));
        alert.references = std::move(read.references);
        for (const auto& malformed : read.malformed)
            remark(references, "cap.references",
                   fmt::format("\"{}\" is not sender,identifier,sent", cut_utf8(malformed, 80)));
    }

    Info read_info(const Node& node) {
        check(node, info_children());
        Info info;
        info.language = read_language(first(node, "language"));
        for (const auto& child : named(node, "category")) info.categories.push_back(word<Category>(child, false));
        info.event = line(node, "event");
        for (const auto& child : named(node, "responseType")) info.response_types.push_back(read_response(child));
        info.urgency = word<Urgency>(first(node, "urgency"), true);
        info.severity = word<Severity>(first(node, "severity"), true);
        info.certainty = word<Certainty>(first(node, "certainty"), true);
        info.effective = time(node, "effective");
        info.onset = time(node, "onset");
        info.expires = time(node, "expires");
        read_words(node, info);
        for (const auto& child : named(node, "area")) info.areas.push_back(read_area(child));
        for (const auto& child : named(node, "parameter")) read_parameter(child, info);
        for (const auto& child : named(node, "resource")) info.resources.push_back(read_resource(child));
        return info;
    }

    void read_words(const Node& node, Info& info) {
        info.audience = line(node, "audience");
        for (const auto& child : named(node, "eventCode")) info.event_codes.push_back(read_pair(child));
        info.sender_name = line(node, "senderName");
        info.headline = line(node, "headline");
        info.description = paragraphs(node, "description");
        info.instruction = paragraphs(node, "instruction");
        info.web = line(node, "web");
        info.contact = line(node, "contact");
    }

    std::string read_language(const Node& node) {
        auto language = text(node, Shape::Line);
        if (!language.empty() && !is_language_tag(language))
            remark(node, "cap.schema.language", "\"" + std::string(cut_utf8(language, 40)) + "\" is no language tag");
        return language;
    }

    ResponseType read_response(const Node& node) {
        auto value = word<ResponseType>(node, false);
        if (version_ == CapVersion::V1_1 && (value == ResponseType::Avoid || value == ResponseType::AllClear))
            remark(node, "cap.schema.word", fmt::format("{} is not part of CAP 1.1", name_of(value)));
        return value;
    }

    NamedValue read_pair(const Node& node) {
        check(node, pair_children());
        return {line(node, "valueName"), paragraphs(node, "value")};
    }

    void read_parameter(const Node& node, Info& info) {
        auto pair = read_pair(node);
        if (to_lower_ascii(pair.name) == "exclude_polygon") {
            for (auto& area : info.areas) read_hole(node, pair.value, area);
        }
        info.parameters.push_back(std::move(pair));
    }

    Polygon read_ring(const Node& node, std::string_view written) {
        auto read = read_polygon(written, vertices_left_);
        vertices_left_ -= std::min(vertices_left_, read.vertices);
        if (!read.deviation.empty()) remark(node, "cap.area.polygon", read.deviation);
        return std::move(read.polygon);
    }

    // A hole that cannot be read takes nothing away: more is shown rather than less.
    void read_hole(const Node& node, std::string_view written, Area& area) {
        auto hole = read_ring(node, written);
        if (!hole.empty()) area.holes.push_back(std::move(hole));
    }

    Area read_area(const Node& node) {
        check(node, area_children());
        Area area;
        area.description = line(node, "areaDesc");
        for (const auto& child : named(node, "polygon")) {
            auto ring = read_ring(child, text_of(child));
            if (ring.empty()) area.geometry_lost = true;
            if (!ring.empty()) area.polygons.push_back(std::move(ring));
        }
        for (const auto& child : named(node, "circle")) read_circle_element(child, area);
        for (const auto& child : named(node, "geocode")) {
            auto pair = read_pair(child);
            if (to_lower_ascii(pair.name) == "exclude_polygon") {
                read_hole(child, pair.value, area);
            } else {
                area.geocodes.push_back(std::move(pair));
            }
        }
        check_height(node, "altitude");
        check_height(node, "ceiling");
        return area;
    }

    void read_circle_element(const Node& node, Area& area) {
        auto circle = read_circle(text_of(node));
        if (circle) {
            area.circles.push_back(*circle);
        } else {
            area.geometry_lost = true;
            remark(node, "cap.area.circle", "the circle is not \"latitude,longitude radius\"");
        }
    }

    // Heights play no part in what is shown; only their form is looked at.
    void check_height(const Node& area, std::string_view name) {
        auto node = first(area, name);
        if (!node || version_ == CapVersion::V1_1) return;
        auto raw = plain_line(text_of(node));
        double value = 0;
        auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value, std::chars_format::fixed);
        if (error != std::errc{} || end != raw.data() + raw.size())
            remark(node, "cap.schema.number", fmt::format("<{}> is no number", name));
    }

    Resource read_resource(const Node& node) {
        check(node, resource_children(version_));
        Resource resource{line(node, "resourceDesc"), line(node, "mimeType"), line(node, "uri"), {}};
        auto inline_data = first(node, "derefUri");
        if (!inline_data) return resource;
        auto base64 = text_of(inline_data);
        auto digest = line(node, "digest");
        auto image = read_inline_image({resource.mime_type, base64, digest}, limits_.image_bytes);
        if (image) resource.image = std::move(*image);
        if (!image) remark(inline_data, image.error().check, image.error().message);
        return resource;
    }

    // What no schema can say: fields that contradict each other.
    void check_sense(const Node& node) {
        const auto& alert = parsed_.alert;
        bool replaces = alert.msg_type == MsgType::Update || alert.msg_type == MsgType::Cancel;
        if (replaces && alert.references.empty())
            remark(node, "cap.references", "an Update or Cancel must say what it is about");
        if (alert.scope == Scope::Restricted && alert.restriction.empty())
            remark(node, "cap.text.restriction", "scope Restricted needs a <restriction>");
        if (alert.scope == Scope::Private && alert.addresses.empty())
            remark(node, "cap.text.addresses", "scope Private needs <addresses>");
        for (const auto& info : alert.infos) {
            if (info.expires && alert.sent && info.expires->at <= alert.sent->at)
                remark(node, "cap.text.expires", "an <info> expires before the alert was sent");
        }
    }

    CapVersion version_;
    const Lines& lines_;
    const ParseLimits& limits_;
    std::size_t vertices_left_;
    ParsedAlert parsed_;
};

}  // namespace

ParsedAlert read_alert_element(const pugi::xml_node& node, CapVersion version, const Lines& lines,
                               const ParseLimits& limits) {
    return AlertReader(version, lines, limits).read(node);
}

}  // namespace baken::bulletins
