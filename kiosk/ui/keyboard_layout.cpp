#include <algorithm>

#include "exchange/base/text.hpp"
#include "exchange/base/toml_reader.hpp"
#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/letters.hpp"

namespace baken::ui {
namespace {

constexpr ByteLimit kMostBytes{64 * 1024};
constexpr std::size_t kMostKeys = 12;

KeyRow keys_of(std::string_view row) {
    KeyRow keys;
    for (auto key : split(row, ' ')) {
        if (!key.empty()) keys.emplace_back(key);
    }
    return keys;
}

std::vector<KeyRow> rows_of(TomlTable& table, std::string_view name) {
    std::vector<KeyRow> rows;
    for (const auto& row : table.texts(name)) rows.push_back(keys_of(row));
    return rows;
}

std::vector<KeyRow> capitals_of(const KeyboardLayout& layout) {
    auto rows = layout.letters;
    for (auto& row : rows) {
        for (auto& key : row) {
            auto large = capital(key, layout.language);
            // The German sharp s has no capital that people know.
            if (letters_of(large).size() == letters_of(key).size()) key = large;
        }
    }
    return rows == layout.letters ? std::vector<KeyRow>{} : rows;
}

bool well_made(const KeyboardLayout& layout) {
    auto fits = [](const KeyRow& row) { return !row.empty() && row.size() <= kMostKeys; };
    return !layout.letters.empty() && std::ranges::all_of(layout.letters, fits) &&
           std::ranges::all_of(layout.capitals, fits) && std::ranges::all_of(layout.symbols, fits);
}

}  // namespace

Result<KeyboardLayout> parse_keyboard(const std::string& id, std::string_view bytes) {
    TRY(auto table, TomlTable::parse(bytes, kMostBytes));
    KeyboardLayout layout;
    layout.id = id;
    layout.label = table.text("label");
    layout.language = table.text("language");
    layout.letters = rows_of(table, "letters");
    layout.capitals = rows_of(table, "capitals");
    layout.symbols = rows_of(table, "symbols");
    layout.pinyin = table.flag_or("pinyin", false);
    layout.spaces = table.flag_or("spaces", true);
    if (auto variants = table.table("variants")) {
        for (const auto& letter : variants->keys()) layout.variants[letter] = keys_of(variants->text(letter));
    }
    TRY_DONE(table.finish());
    if (layout.capitals.empty() && !layout.pinyin) {
        layout.capitals = capitals_of(layout);
        layout.has_case = !layout.capitals.empty();
    }
    if (!well_made(layout))
        return refuse("keyboard.rows", id + ": rows have one to twelve keys, and letters there must be");
    return layout;
}

std::shared_ptr<const KeyboardLayout> Keyboards::named(std::string_view id) const {
    auto found = layouts.find(id);
    return found == layouts.end() ? nullptr : found->second;
}

std::shared_ptr<const KeyboardLayout> Keyboards::of_language(std::string_view tag) const {
    auto own = named(tag.substr(0, tag.find('-')));
    if (own && own->pinyin && !pinyin) own = nullptr;
    return own ? own : named("nl");
}

}  // namespace baken::ui
