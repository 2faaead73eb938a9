// Questions about XML elements that pugixml leaves open: namespaces, mixed text, lines. For this room's own files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"

namespace pugi {
class xml_node;
}

namespace baken::bulletins {

// The name without its prefix.
[[nodiscard]] std::string_view local_name(const pugi::xml_node& node);

// The namespace that the element's prefix, or the lack of one, is bound to; empty when to none.
[[nodiscard]] std::string_view namespace_of(const pugi::xml_node& node);

// The element inside, or all of them in order, whose name without its prefix is this; an empty node when there is none.
[[nodiscard]] pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name);
[[nodiscard]] std::vector<pugi::xml_node> children_named(const pugi::xml_node& parent, std::string_view name);

// All text inside. Elements in it are written out as bare tags, so that plain_text() sees the line breaks they meant.
[[nodiscard]] std::string text_of(const pugi::xml_node& node);

[[nodiscard]] bool has_child_elements(const pugi::xml_node& node);

// Where lines begin, noted before the parser changes the text.
class Lines {
public:
    explicit Lines(std::string_view text);
    // The line the element begins on, from 1; 0 when unknown.
    [[nodiscard]] int of(const pugi::xml_node& node) const;
    [[nodiscard]] int at(std::size_t offset) const;

private:
    std::vector<std::size_t> ends_;
};

}  // namespace baken::bulletins
