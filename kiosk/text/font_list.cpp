#include "kiosk/text/font_list.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <array>
#include <charconv>

namespace baken::text {

namespace {

constexpr ByteLimit kLargestList{64 * 1024};

std::unexpected<Error> wrong_key(std::string_view family, std::string_view key, std::string_view what) {
    return refuse("fonts.key", fmt::format("family \"{}\": \"{}\" {}", family, key, what));
}

FontFile parse_file(std::string_view text, const Path& folder) {
    FontFile file;
    auto hash = text.rfind('#');
    if (hash != std::string_view::npos) {
        std::from_chars(text.data() + hash + 1, text.data() + text.size(), file.index);
        text = text.substr(0, hash);
    }
    file.path = folder / Path(text);  // An absolute path stays as it is.
    return file;
}

// Reads one table of the list; the first thing that is wrong is kept and ends it.
class FamilyReader {
public:
    FamilyReader(const toml::table& table, const Path& folder) : table_(table), folder_(folder) {
        family_.name = table["name"].value_or(std::string{});
    }

    Result<FontFamily> read() {
        TRY_DONE(check_keys());
        TRY(family_.scripts, strings("scripts"));
        TRY(family_.languages, strings("languages"));
        TRY(auto regular, strings("regular"));
        TRY(auto bold, strings("bold"));
        for (const auto& text : regular) family_.regular.push_back(parse_file(text, folder_));
        for (const auto& text : bold) family_.bold.push_back(parse_file(text, folder_));
        if (family_.regular.empty()) return wrong_key(family_.name, "regular", "names no file");
        family_.claims = table_["claims"].value_or(std::string{});
        family_.leads = table_["leads"].value_or(false);
        TRY_DONE(read_line());
        return std::move(family_);
    }

private:
    Done check_keys() const {
        constexpr std::array<std::string_view, 11> kKnown = {
            "name", "scripts", "languages", "claims", "leads", "line", "package", "licence", "regular", "bold", "note"};
        for (const auto& [key, value] : table_) {
            if (std::ranges::find(kKnown, key.str()) == kKnown.end()) {
                return wrong_key(family_.name, key.str(), "is not a key of a family");
            }
        }
        if (family_.name.empty()) return refuse("fonts.key", "a family has no \"name\"");
        return {};
    }

    Result<std::vector<std::string>> strings(std::string_view key) const {
        std::vector<std::string> found;
        const auto* node = table_.get(key);
        if (node == nullptr) return found;
        const auto* array = node->as_array();
        if (array == nullptr) return wrong_key(family_.name, key, "is not a list");
        for (const auto& item : *array) {
            auto text = item.value<std::string>();
            if (!text) return wrong_key(family_.name, key, "holds something that is not a string");
            found.push_back(*text);
        }
        return found;
    }

    Done read_line() {
        const auto* node = table_.get("line");
        if (node == nullptr) return {};
        const auto* line = node->as_table();
        if (line == nullptr) return wrong_key(family_.name, "line", "is not { ascent, descent }");
        auto ascent = (*line)["ascent"].value<int>();
        auto descent = (*line)["descent"].value<int>();
        if (!ascent || !descent) return wrong_key(family_.name, "line", "lacks ascent or descent");
        family_.line = LineExtent{*ascent, *descent};
        return {};
    }

    const toml::table& table_;
    const Path& folder_;
    FontFamily family_;
};

}  // namespace

Result<FontList> parse_font_list(std::string_view toml_text, const Path& folder) {
    toml::table document;
    try {
        document = toml::parse(toml_text);
    } catch (const toml::parse_error& error) {
        return refuse("fonts.syntax", fmt::format("line {}: {}", error.source().begin.line, error.description()));
    }
    const auto* families = document["family"].as_array();
    if (families == nullptr) return refuse("fonts.key", "there is no [[family]]");
    FontList list;
    for (const auto& node : *families) {
        const auto* table = node.as_table();
        if (table == nullptr) return refuse("fonts.key", "\"family\" holds something that is not a table");
        TRY(auto family, FamilyReader(*table, folder).read());
        list.families.push_back(std::move(family));
    }
    return list;
}

Result<FontList> read_font_list(Files& files, const Path& file) {
    TRY(auto bytes, files.read(file, kLargestList));
    if (!bytes) return refuse("fonts.missing", file.string() + " is not there");
    auto list = parse_font_list(*bytes, file.parent_path());
    if (!list) return std::unexpected(std::move(list).error().within(file.string()));
    return list;
}

}  // namespace baken::text
