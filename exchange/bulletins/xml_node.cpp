#include "exchange/bulletins/xml_node.hpp"

#include <algorithm>
#include <pugixml.hpp>

namespace baken::bulletins {
namespace {

void append_text(const pugi::xml_node& node, std::string& text) {
    for (auto child : node.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
        if (child.type() != pugi::node_element) continue;
        auto name = std::string(local_name(child));
        text += "<" + name + ">";
        append_text(child, text);
        text += "</" + name + ">";
    }
}

}  // namespace

std::string_view local_name(const pugi::xml_node& node) {
    std::string_view name = node.name();
    auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view namespace_of(const pugi::xml_node& node) {
    std::string_view name = node.name();
    auto colon = name.find(':');
    std::string wanted = colon == std::string_view::npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
    for (auto scope = node; scope; scope = scope.parent()) {
        if (auto binding = scope.attribute(wanted.c_str())) return binding.value();
    }
    return {};
}

pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name) {
    for (const auto& child : parent.children()) {
        if (child.type() == pugi::node_element && local_name(child) == name) return child;
    }
    return {};
}

std::vector<pugi::xml_node> children_named(const pugi::xml_node& parent, std::string_view name) {
    std::vector<pugi::xml_node> found;
    for (const auto& child : parent.children()) {
        if (child.type() == pugi::node_element && local_name(child) == name) found.push_back(child);
    }
    return found;
}

std::string text_of(const pugi::xml_node& node) {
    std::string text;
    append_text(node, text);
    return text;
}

bool has_child_elements(const pugi::xml_node& node) {
    return std::any_of(node.children().begin(), node.children().end(),
                       [](const pugi::xml_node& child) { return child.type() == pugi::node_element; });
}

Lines::Lines(std::string_view text) {
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) ends_.push_back(at);
}

int Lines::of(const pugi::xml_node& node) const {
    auto offset = node.offset_debug();
    return offset < 0 ? 0 : at(static_cast<std::size_t>(offset));
}

int Lines::at(std::size_t offset) const {
    return 1 + static_cast<int>(std::lower_bound(ends_.begin(), ends_.end(), offset) - ends_.begin());
}

}  // namespace baken::bulletins
