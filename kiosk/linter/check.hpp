// Everything that can be said of content without a reader: see rules.hpp for the promises.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/linter/glyphs.hpp"
#include "kiosk/linter/tree.hpp"

namespace baken::linter {

// What the parts of the check share.
struct Check {
    Files& files;
    const Tree& tree;
    GlyphCheck* glyphs;  // none: glyphs are not checked
    std::vector<Finding>& findings;

    void add(const Path& file, int line, std::string check, std::string message);
    // The icon is one of the tree.
    void icon(const Path& file, int line, const std::string& name);
    // Each line of a file as it stands: glyphs, and in a national file numbers that belong to a region.
    void raw_text(const Path& file, std::string_view bytes, std::string_view language, Level level);
    // A review line is there and says "no", or by whom and when.
    void reviewed(const Path& file, const std::string& value);
};

void check_strings(Check& check);
void check_pages(Check& check);
void check_templates(Check& check);
void check_places(Check& check);  // sites, situation, bulletins
void check_terms(Check& check);

// All of them over these folders, in the order of files and lines, each finding once.
[[nodiscard]] std::vector<Finding> check_content(Files& files, std::span<const Path> folders, GlyphCheck* glyphs);

}  // namespace baken::linter
