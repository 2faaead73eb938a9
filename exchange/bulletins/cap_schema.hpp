// What the official schemas of CAP 1.1 and 1.2 say about which element stands where, as tables. For this room's own
// files.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "exchange/bulletins/alert.hpp"

namespace pugi {
class xml_node;
}

namespace baken::bulletins {

inline constexpr std::string_view kCap10 = "http://www.incident.com/cap/1.0";
inline constexpr std::string_view kCap11 = "urn:oasis:names:tc:emergency:cap:1.1";
inline constexpr std::string_view kCap12 = "urn:oasis:names:tc:emergency:cap:1.2";
inline constexpr std::string_view kXmlSignature = "http://www.w3.org/2000/09/xmldsig#";

// The children of an element, in the order the schema wants them.
struct SchemaChild {
    enum class Count { One, AtMostOne, Any, OneOrMore };
    std::string_view name;
    Count count = Count::AtMostOne;
};

[[nodiscard]] std::span<const SchemaChild> alert_children();
[[nodiscard]] std::span<const SchemaChild> info_children();
[[nodiscard]] std::span<const SchemaChild> resource_children(CapVersion version);
[[nodiscard]] std::span<const SchemaChild> area_children();
[[nodiscard]] std::span<const SchemaChild> pair_children();

// Told once for each deviation: the element, the check ("cap.schema.order") and a sentence.
using Report = std::function<void(const pugi::xml_node&, std::string, std::string)>;

// Compares the children of `parent` with the table: unknown, missing, repeated, out of order, stray text, attributes.
void check_children(const pugi::xml_node& parent, std::span<const SchemaChild> children, const Report& report);

}  // namespace baken::bulletins
