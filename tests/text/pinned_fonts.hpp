// The fonts the tests are made with: those of fonts/fonts.toml, each checked against its hash in
// tests/cases/text/fonts.sha256 so that a case never fails for a reason nobody can see.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/text/typesetter.hpp"

namespace baken::text {

// Fails the test when a font is missing or is not the one the cases were made with.
Fonts open_pinned_fonts();

// The whole Han collections stand in for the small fonts, whose glyph numbers change with every change of their recipe.
struct Setting {
    Fonts fonts = open_pinned_fonts();
    Typesetter typesetter{fonts};
};

// The characters of a line in the order they stand from left to right, white space left out.
std::string from_left_to_right(const Line& line, std::string_view text);

}  // namespace baken::text
