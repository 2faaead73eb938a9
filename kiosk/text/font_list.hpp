// Which font family serves which script, read from fonts/fonts.toml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::text {

// A face in a file: "path" or, in a collection, "path#index".
struct FontFile {
    Path path;
    int index = 0;
};

// Height and depth of a line, in thousandths of an em, for a face whose own figures do not suit running text.
struct LineExtent {
    int ascent = 0;
    int descent = 0;
};

struct FontFamily {
    std::string name;
    std::vector<std::string> scripts;     // ISO 15924; characters of these scripts ask here first
    std::vector<std::string> languages;   // primary subtags in which `claims` and `leads` hold
    std::string claims;                   // shared punctuation this family draws in its languages
    bool leads = false;                   // in its languages, right-to-left punctuation asks here first
    std::optional<LineExtent> line;       // overrides the face's own
    std::vector<FontFile> regular, bold;  // the first file that opens is used
};

struct FontList {
    std::vector<FontFamily> families;  // the order of fallback
};

// Relative paths are taken from `folder`. Errors: fonts.syntax, fonts.key (unknown, missing or of another type, named).
[[nodiscard]] Result<FontList> parse_font_list(std::string_view toml, const Path& folder);

// Reads and parses; relative paths are taken from the file's folder. Errors: as above, fonts.missing, files.*.
[[nodiscard]] Result<FontList> read_font_list(Files& files, const Path& file);

}  // namespace baken::text
