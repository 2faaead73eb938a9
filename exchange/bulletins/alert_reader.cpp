#include "exchange/bulletins/alert_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/cap_values.hpp"
#include "exchange/bulletins/element_reader.hpp"
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
        : version_(version), limits_(limits), elements_(version, lines, limits), vertices_left_(limits.vertices) {}

    ParsedAlert read(const Node& node) {
        elements_.check(node, alert_children());
        read_head(node);
        read_addressing(node);
        for (const auto& info : children_named(node, "info")) {
            if (alert_.infos.size() == limits_.infos) {
                elements_.remark(info, "cap.limits", fmt::format("only the first {} <info> are kept", limits_.infos));
                break;
            }
            alert_.infos.push_back(read_info(info));
        }
        check_sense(node);
        return {std::move(alert_), elements_.take_remarks()};
    }

private:
    void read_head(const Node& node) {
        alert_.version = version_;
        alert_.identifier = elements_.line(node, "identifier");
        alert_.sender = elements_.line(node, "sender");
        alert_.sent = elements_.time(node, "sent");
        alert_.status = elements_.word<Status>(child_named(node, "status"));
        alert_.msg_type = elements_.word<MsgType>(child_named(node, "msgType"));
        alert_.scope = elements_.word<Scope>(child_named(node, "scope"));
        for (const auto* name : {"identifier", "sender"}) {
            auto child = child_named(node, name);
            if (child && elements_.line(node, name).find_first_of(" ,<&") != std::string::npos)
                elements_.remark(child, "cap.text.identifier",
                                 fmt::format("<{}> has a blank, comma, < or & in it", name));
        }
        if (auto signature = child_named(node, "Signature")) {
            if (version_ == CapVersion::V1_1)
                elements_.remark(signature, "cap.schema.unknown", "<Signature> is not part of CAP 1.1");
            elements_.remark(signature, "cap.signature", "the XML signature was not looked at");
        }
    }

    void read_addressing(const Node& node) {
        alert_.source = elements_.line(node, "source");
        alert_.restriction = elements_.line(node, "restriction");
        alert_.addresses = read_quoted_words(elements_.line(node, "addresses"));
        alert_.note = elements_.paragraphs(node, "note");
        alert_.incidents = read_quoted_words(elements_.line(node, "incidents"));
        for (const auto& code : children_named(node, "code")) alert_.codes.push_back(elements_.line(code));
        auto references = child_named(node, "references");
        auto read = read_references(plain_line(text_of(references)));
        alert_.references = std::move(read.references);
        for (const auto& malformed : read.malformed)
            elements_.remark(references, "cap.references",
                             fmt::format("\"{}\" is not sender,identifier,sent", cut_utf8(malformed, 80)));
    }

    Info read_info(const Node& node) {
        elements_.check(node, info_children());
        Info info;
        info.language = read_language(child_named(node, "language"));
        for (const auto& child : children_named(node, "category"))
            info.categories.push_back(elements_.word<Category>(child));
        info.event = elements_.line(node, "event");
        for (const auto& child : children_named(node, "responseType"))
            info.response_types.push_back(read_response(child));
        info.urgency = elements_.word<Urgency>(child_named(node, "urgency"), UnknownIs::AWord);
        info.severity = elements_.word<Severity>(child_named(node, "severity"), UnknownIs::AWord);
        info.certainty = elements_.word<Certainty>(child_named(node, "certainty"), UnknownIs::AWord);
        info.effective = elements_.time(node, "effective");
        info.onset = elements_.time(node, "onset");
        info.expires = elements_.time(node, "expires");
        read_words(node, info);
        for (const auto& child : children_named(node, "area")) info.areas.push_back(read_area(child));
        for (const auto& child : children_named(node, "parameter")) read_parameter(child, info);
        for (const auto& child : children_named(node, "resource")) info.resources.push_back(read_resource(child));
        return info;
    }

    void read_words(const Node& node, Info& info) {
        info.audience = elements_.line(node, "audience");
        for (const auto& child : children_named(node, "eventCode")) info.event_codes.push_back(read_pair(child));
        info.sender_name = elements_.line(node, "senderName");
        info.headline = elements_.line(node, "headline");
        info.description = elements_.paragraphs(node, "description");
        info.instruction = elements_.paragraphs(node, "instruction");
        info.web = elements_.line(node, "web");
        info.contact = elements_.line(node, "contact");
    }

    std::string read_language(const Node& node) {
        auto language = elements_.line(node);
        if (!language.empty() && !is_language_tag(language))
            elements_.remark(node, "cap.schema.language",
                             "\"" + std::string(cut_utf8(language, 40)) + "\" is no language tag");
        return language;
    }

    ResponseType read_response(const Node& node) {
        auto value = elements_.word<ResponseType>(node);
        if (version_ == CapVersion::V1_1 && (value == ResponseType::Avoid || value == ResponseType::AllClear))
            elements_.remark(node, "cap.schema.word", fmt::format("{} is not part of CAP 1.1", name_of(value)));
        return value;
    }

    NamedValue read_pair(const Node& node) {
        elements_.check(node, pair_children());
        return {elements_.line(node, "valueName"), elements_.paragraphs(node, "value")};
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
        if (!read.deviation.empty()) elements_.remark(node, "cap.area.polygon", read.deviation);
        return std::move(read.polygon);
    }

    // A hole that cannot be read takes nothing away: more is shown rather than less.
    void read_hole(const Node& node, std::string_view written, Area& area) {
        auto hole = read_ring(node, written);
        if (!hole.empty()) area.holes.push_back(std::move(hole));
    }

    Area read_area(const Node& node) {
        elements_.check(node, area_children());
        Area area;
        area.description = elements_.line(node, "areaDesc");
        for (const auto& child : children_named(node, "polygon")) {
            auto ring = read_ring(child, text_of(child));
            if (ring.empty()) area.geometry_lost = true;
            if (!ring.empty()) area.polygons.push_back(std::move(ring));
        }
        for (const auto& child : children_named(node, "circle")) read_circle_element(child, area);
        for (const auto& child : children_named(node, "geocode")) {
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
            elements_.remark(node, "cap.area.circle", "the circle is not \"latitude,longitude radius\"");
        }
    }

    // Heights play no part in what is shown; only their form is looked at.
    void check_height(const Node& area, std::string_view name) {
        auto node = child_named(area, name);
        if (!node || version_ == CapVersion::V1_1) return;
        auto raw = plain_line(text_of(node));
        double value = 0;
        auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value, std::chars_format::fixed);
        if (error != std::errc{} || end != raw.data() + raw.size())
            elements_.remark(node, "cap.schema.number", fmt::format("<{}> is no number", name));
    }

    Resource read_resource(const Node& node) {
        elements_.check(node, resource_children(version_));
        Resource resource{
            elements_.line(node, "resourceDesc"), elements_.line(node, "mimeType"), elements_.line(node, "uri"), {}};
        auto inline_data = child_named(node, "derefUri");
        if (!inline_data) return resource;
        auto base64 = text_of(inline_data);
        auto digest = elements_.line(node, "digest");
        auto image = read_inline_image({resource.mime_type, base64, digest}, limits_.image_bytes);
        if (image) resource.image = std::move(*image);
        if (!image) elements_.remark(inline_data, image.error().check, image.error().message);
        return resource;
    }

    // What no schema can say: fields that contradict each other.
    void check_sense(const Node& node) {
        bool replaces = alert_.msg_type == MsgType::Update || alert_.msg_type == MsgType::Cancel;
        if (replaces && alert_.references.empty())
            elements_.remark(node, "cap.references", "an Update or Cancel must say what it is about");
        if (alert_.scope == Scope::Restricted && alert_.restriction.empty())
            elements_.remark(node, "cap.text.restriction", "scope Restricted needs a <restriction>");
        if (alert_.scope == Scope::Private && alert_.addresses.empty())
            elements_.remark(node, "cap.text.addresses", "scope Private needs <addresses>");
        for (const auto& info : alert_.infos) {
            if (info.expires && alert_.sent && info.expires->at <= alert_.sent->at)
                elements_.remark(node, "cap.text.expires", "an <info> expires before the alert was sent");
        }
    }

    CapVersion version_;
    const ParseLimits& limits_;
    ElementReader elements_;
    std::size_t vertices_left_;
    Alert alert_;
};

}  // namespace

ParsedAlert read_alert_element(const pugi::xml_node& node, CapVersion version, const Lines& lines,
                               const ParseLimits& limits) {
    return AlertReader(version, lines, limits).read(node);
}

}  // namespace baken::bulletins
