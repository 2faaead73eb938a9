// Links and pictures are read here, and md4c is given a text without any "[": on nested and broken ones md4c 0.4.8
// (Debian 12's) runs past its own lines and reads memory it never wrote. Fuzzing found it; nothing of it is left
// without brackets.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/bulletins/page.hpp"

namespace baken::bulletins {

// Stand-ins of one byte each, so that every place in the text stays where it was. A page with these bytes is refused
// before (page.text).
inline constexpr char kOpenBracket = '\x01';  // a "[" that is just that
inline constexpr char kNothing = '\x02';      // part of a link or picture that is not shown
inline constexpr char kPicture = '\x03';      // a picture stands here

struct Unbracketed {
    std::string text;                         // as long as what it was made from
    std::map<std::size_t, Picture> pictures;  // by the place of their kPicture
    std::vector<Finding> findings;            // page.link, page.picture
};

// Takes "[words](address)" and "![words](file)" apart when they stand on one line and hold no other bracket; whatever
// else has brackets is words. `first_line` is the line of the file the text begins on.
[[nodiscard]] Unbracketed take_brackets_out(std::string_view markdown, int first_line);

}  // namespace baken::bulletins
