#include "exchange/bulletins/cap_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <vector>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/xml_node.hpp"

namespace baken::bulletins {
namespace {

using enum SchemaChild::Count;

constexpr auto kAlert = std::to_array<SchemaChild>({{"identifier", One},
                                                    {"sender", One},
                                                    {"sent", One},
                                                    {"status", One},
                                                    {"msgType", One},
                                                    {"source", AtMostOne},
                                                    {"scope", One},
                                                    {"restriction", AtMostOne},
                                                    {"addresses", AtMostOne},
                                                    {"code", Any},
                                                    {"note", AtMostOne},
                                                    {"references", AtMostOne},
                                                    {"incidents", AtMostOne},
                                                    {"info", Any},
                                                    {"Signature", Any}});
constexpr auto kInfo =
    std::to_array<SchemaChild>({{"language", AtMostOne},    {"category", OneOrMore}, {"event", One},
                                {"responseType", Any},      {"urgency", One},        {"severity", One},
                                {"certainty", One},         {"audience", AtMostOne}, {"eventCode", Any},
                                {"effective", AtMostOne},   {"onset", AtMostOne},    {"expires", AtMostOne},
                                {"senderName", AtMostOne},  {"headline", AtMostOne}, {"description", AtMostOne},
                                {"instruction", AtMostOne}, {"web", AtMostOne},      {"contact", AtMostOne},
                                {"parameter", Any},         {"resource", Any},       {"area", Any}});
constexpr auto kResource12 = std::to_array<SchemaChild>({{"resourceDesc", One},
                                                         {"mimeType", One},
                                                         {"size", AtMostOne},
                                                         {"uri", AtMostOne},
                                                         {"derefUri", AtMostOne},
                                                         {"digest", AtMostOne}});
constexpr auto kResource11 = std::to_array<SchemaChild>({{"resourceDesc", One},
                                                         {"mimeType", AtMostOne},
                                                         {"size", AtMostOne},
                                                         {"uri", AtMostOne},
                                                         {"derefUri", AtMostOne},
                                                         {"digest", AtMostOne}});
constexpr auto kArea = std::to_array<SchemaChild>({{"areaDesc", One},
                                                   {"polygon", Any},
                                                   {"circle", Any},
                                                   {"geocode", Any},
                                                   {"altitude", AtMostOne},
                                                   {"ceiling", AtMostOne}});
constexpr auto kPair = std::to_array<SchemaChild>({{"valueName", One}, {"value", One}});

void check_attributes(const pugi::xml_node& parent, const Report& report) {
    for (auto attribute : parent.attributes()) {
        std::string_view name = attribute.name();
        if (name.starts_with("xmlns") || name.starts_with("xsi:") || name.starts_with("xml:")) continue;
        report(parent, "cap.schema.attribute", fmt::format("the attribute {} is not part of CAP", name.substr(0, 40)));
    }
}

// Where in the table the child stands, or nothing after saying why it does not.
std::optional<std::size_t> place_of(const pugi::xml_node& child, std::span<const SchemaChild> table,
                                    const Report& report) {
    auto name = local_name(child);
    auto found = std::find_if(table.begin(), table.end(), [&](const SchemaChild& known) { return known.name == name; });
    if (found != table.end()) return static_cast<std::size_t>(found - table.begin());
    report(child, "cap.schema.unknown", fmt::format("<{}> is not part of <{}>", child.name(), child.parent().name()));
    return std::nullopt;
}

void check_counts(const pugi::xml_node& parent, std::span<const SchemaChild> table,
                  const std::vector<std::size_t>& counts, const Report& report) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        bool needed = table[i].count == One || table[i].count == OneOrMore;
        bool single = table[i].count == One || table[i].count == AtMostOne;
        if (needed && counts[i] == 0)
            report(parent, "cap.schema.missing", fmt::format("<{}> is missing", table[i].name));
        if (single && counts[i] > 1)
            report(parent, "cap.schema.repeated", fmt::format("<{}> stands there more than once", table[i].name));
    }
}

}  // namespace

std::span<const SchemaChild> alert_children() {
    return kAlert;
}
std::span<const SchemaChild> info_children() {
    return kInfo;
}
std::span<const SchemaChild> area_children() {
    return kArea;
}
std::span<const SchemaChild> pair_children() {
    return kPair;
}
std::span<const SchemaChild> resource_children(CapVersion version) {
    if (version == CapVersion::V1_1) return kResource11;
    return kResource12;
}

void check_children(const pugi::xml_node& parent, std::span<const SchemaChild> table, const Report& report) {
    check_attributes(parent, report);
    std::vector<std::size_t> counts(table.size());
    std::size_t furthest = 0;
    for (auto child : parent.children()) {
        if (child.type() == pugi::node_pcdata && !trim(child.value()).empty())
            report(parent, "cap.schema.text", fmt::format("text stands between the elements of <{}>", parent.name()));
        if (child.type() != pugi::node_element) continue;
        auto place = place_of(child, table, report);
        if (!place) continue;
        ++counts[*place];
        if (*place < furthest)
            report(child, "cap.schema.order", fmt::format("<{}> stands too late", table[*place].name));
        furthest = std::max(furthest, *place);
    }
    check_counts(parent, table, counts, report);
}

}  // namespace baken::bulletins
