#include "exchange/bulletins/element_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/cap_values.hpp"
#include "exchange/bulletins/plain_text.hpp"

namespace baken::bulletins {

using Node = pugi::xml_node;

void ElementReader::remark(const Node& node, std::string check, std::string message) {
    if (remarks_.size() >= limits_.remarks) return;
    remarks_.push_back({std::move(check), std::move(message), lines_.of(node)});
}

void ElementReader::check(const Node& node, std::span<const SchemaChild> children) {
    check_children(node, children, [this](const Node& where, std::string check, std::string message) {
        remark(where, std::move(check), std::move(message));
    });
}

std::string ElementReader::text(const Node& node, Shape shape) {
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

std::string ElementReader::line(const Node& node) {
    return text(node, Shape::Line);
}

std::string ElementReader::line(const Node& parent, std::string_view name) {
    return text(child_named(parent, name), Shape::Line);
}

std::string ElementReader::paragraphs(const Node& parent, std::string_view name) {
    return text(child_named(parent, name), Shape::Lines);
}

void ElementReader::remark_no_word(const Node& node, std::string_view raw) {
    if (!node) return;
    remark(node, "cap.schema.word", fmt::format("\"{}\" is no <{}>", cut_utf8(plain_line(raw), 40), local_name(node)));
}

std::optional<CapTime> ElementReader::time(const Node& parent, std::string_view name) {
    auto node = child_named(parent, name);
    if (!node) return std::nullopt;
    auto raw = plain_line(text_of(node));
    auto read = read_cap_time(raw);
    bool strict =
        version_ == CapVersion::V1_1 ? read && raw.find(' ') == std::string::npos : read && is_strict_cap_time(raw);
    if (!strict)
        remark(node, "cap.schema.time",
               fmt::format("\"{}\" {}", cut_utf8(raw, 40), read ? "is written otherwise than CAP asks" : "is no time"));
    if (read && !read->offset_minutes)
        remark(node, "cap.text.time_offset", "the time has no offset from UTC and is read as UTC");
    return read;
}

}  // namespace baken::bulletins
