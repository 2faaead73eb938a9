// Texts of our own files in several languages, and where to look when one is missing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/toml_reader.hpp"

namespace baken::bulletins {

// In which languages to look, best first: the tag itself, the tag with parts cut from its end (RFC 4647 section 3.4),
// then Dutch, then English. "nl-x-simple" gives {"nl-x-simple", "nl", "en"}.
[[nodiscard]] std::vector<std::string> fallback_chain(std::string_view language);

// Is the language written from right to left?
[[nodiscard]] bool is_right_to_left(std::string_view language);

// One text in several languages.
class LocalText {
public:
    struct Choice {
        std::string_view language;
        std::string_view text;
    };

    void set(std::string language, std::string text);
    // The text in the first language of the fallback chain that has one, else in any language, else nothing.
    // Valid as long as this object lives unchanged.
    [[nodiscard]] std::optional<Choice> in(std::string_view language) const;
    [[nodiscard]] bool has(std::string_view language) const;
    [[nodiscard]] bool empty() const { return texts_.empty(); }
    // Language and text, in the order in which they were set: for who writes the file again.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& texts() const { return texts_; }
    bool operator==(const LocalText&) const = default;

private:
    std::vector<std::pair<std::string, std::string>> texts_;
};

// Reads a table such as [title] nl = "..." en = "..."; a key that is no language tag is remembered as wrong. An absent
// table gives an empty text.
[[nodiscard]] LocalText read_local_text(TomlTable& above, std::string_view key);

}  // namespace baken::bulletins
