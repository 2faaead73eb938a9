// The words on the screen: strings/<language>.toml, one text or ICU MessageFormat pattern per key ("home.help").
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/bulletins/dates.hpp"
#include "exchange/bulletins/finding.hpp"
#include "exchange/bulletins/message.hpp"

namespace baken::bulletins {

// What a strings file says about itself, before its first table.
struct StringsHead {
    std::string language;
    std::string name;      // the language's own name for itself, "العربية"
    std::string reviewed;  // "no", or by whom and when; empty when the file does not say
};

struct StringsFile {
    struct Pattern {
        std::string text;
        int line = 0;
    };
    StringsHead head;
    std::map<std::string, Pattern, std::less<>> patterns;  // by whole key
};

// The head alone: cheap enough to do for every language at start. Errors: toml.*.
[[nodiscard]] Result<StringsHead> parse_strings_head(std::string_view bytes);
// The whole file. Errors: toml.*; patterns are not compiled.
[[nodiscard]] Result<StringsFile> parse_strings(std::string_view bytes);

class Strings;

// All languages there are. Files are given as bytes and parsed when a language is first spoken. One thread at a time.
class StringLibrary {
public:
    StringLibrary();

    // A file of this language; keys of a later one win over keys of an earlier one. A file whose head is broken is
    // refused (toml.*) and changes nothing; a break further on comes out of findings() once the language was spoken.
    [[nodiscard]] Done add(const std::string& file, std::string bytes);

    // The languages in alphabetical order of their tags.
    [[nodiscard]] std::vector<StringsHead> languages() const;
    // The words in one language with the fallback chain of local_text.hpp behind it. Works for any tag, also with an
    // empty library; it may outlive the library.
    [[nodiscard]] Strings in(std::string_view language) const;
    // What was broken in files parsed so far.
    [[nodiscard]] std::vector<Finding> findings() const;

private:
    friend class Strings;
    struct Shelf;
    std::shared_ptr<Shelf> shelf_;
};

// The words in one language. A key this language lacks comes from the next in the chain and is remembered; a key nobody
// has comes out as the key itself: never blank, never a crash. One thread at a time.
class Strings {
public:
    ~Strings();
    Strings(Strings&&) noexcept;
    Strings& operator=(Strings&&) noexcept;

    [[nodiscard]] std::string text(std::string_view key) const { return format(key, {}); }
    // format("home.new", {{"count", 3}})
    [[nodiscard]] std::string format(std::string_view key, std::initializer_list<Argument> arguments) const;
    // Is the key there in this language or in the chain behind it?
    [[nodiscard]] bool has(std::string_view key) const;
    // In which language format() would answer; empty when no file has the key.
    [[nodiscard]] std::string_view language_of(std::string_view key) const;

    [[nodiscard]] const std::string& language() const;
    [[nodiscard]] const Dates& dates() const;
    // Keys asked for so far that this language's own file lacks, or whose pattern is broken, in alphabetical order.
    [[nodiscard]] std::vector<std::string> missing() const;

private:
    friend class StringLibrary;
    struct Voice;
    explicit Strings(std::unique_ptr<Voice> voice);
    std::unique_ptr<Voice> voice_;
};

}  // namespace baken::bulletins
