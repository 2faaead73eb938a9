#include "exchange/bulletins/strings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "exchange/base/toml_reader.hpp"
#include "exchange/bulletins/language.hpp"
#include "exchange/bulletins/local_text.hpp"

namespace baken::bulletins {
namespace {

constexpr ByteLimit kMostStringsBytes{1024 * 1024};
constexpr int kDeepestTable = 6;

StringsHead read_head(TomlTable& table) {
    StringsHead head{table.text("language"), table.text("name"), table.text_or("reviewed", "")};
    if (!is_language_tag(head.language)) table.refuse_key("language", "is not a language tag");
    return head;
}

void read_patterns(TomlTable& table, const std::string& above, int depth, StringsFile& file) {
    for (const auto& key : table.keys()) {
        bool in_head = above.empty() && (key == "language" || key == "name" || key == "reviewed");
        if (in_head) continue;
        auto whole = above.empty() ? key : fmt::format("{}.{}", above, key);
        if (!table.is_table(key)) {
            file.patterns[whole] = {table.text_or(key, ""), table.line_of(key)};
        } else if (depth == kDeepestTable) {
            table.refuse_key(key, "is a table inside too many others");
        } else if (auto inner = table.table(key)) {
            read_patterns(*inner, whole, depth + 1, file);
        }
    }
}

// The bytes before the first line that begins a table.
std::string_view before_tables(std::string_view bytes) {
    if (bytes.starts_with('[')) return {};
    auto table = bytes.find("\n[");
    return bytes.substr(0, table == std::string_view::npos ? table : table + 1);
}

}  // namespace

Result<StringsHead> parse_strings_head(std::string_view bytes) {
    TRY(auto table, TomlTable::parse(before_tables(bytes), kMostStringsBytes));
    auto head = read_head(table);
    for (const auto& key : table.keys()) (void)table.maybe_text(key);
    TRY_DONE(table.finish());
    return head;
}

Result<StringsFile> parse_strings(std::string_view bytes) {
    TRY(auto table, TomlTable::parse(bytes, kMostStringsBytes));
    StringsFile file;
    file.head = read_head(table);
    read_patterns(table, "", 0, file);
    TRY_DONE(table.finish());
    return file;
}

struct StringLibrary::Shelf {
    struct Unread {
        std::string file;
        std::string bytes;
    };
    using Patterns = std::map<std::string, StringsFile::Pattern, std::less<>>;
    struct Language {
        StringsHead head;
        std::vector<Unread> unread;
        Patterns patterns;
    };
    std::map<std::string, Language, std::less<>> languages;
    std::vector<Finding> findings;

    const Patterns* patterns_of(const std::string& tag);
    void read(Language& language);
};

void StringLibrary::Shelf::read(Language& language) {
    for (const auto& unread : language.unread) {
        auto parsed = parse_strings(unread.bytes);
        if (!parsed) {
            findings.push_back(finding_of(unread.file, parsed.error()));
            continue;
        }
        for (auto& [key, pattern] : parsed->patterns) language.patterns.insert_or_assign(key, std::move(pattern));
    }
    language.unread.clear();
}

const StringLibrary::Shelf::Patterns* StringLibrary::Shelf::patterns_of(const std::string& tag) {
    auto found = languages.find(tag);
    if (found == languages.end()) return nullptr;
    read(found->second);
    return &found->second.patterns;
}

StringLibrary::StringLibrary() : shelf_(std::make_shared<Shelf>()) {}

Done StringLibrary::add(const std::string& file, std::string bytes) {
    TRY(auto head, parse_strings_head(bytes));
    auto& language = shelf_->languages[head.language];
    language.head = head;
    language.unread.push_back({file, std::move(bytes)});
    return {};
}

std::vector<StringsHead> StringLibrary::languages() const {
    std::vector<StringsHead> heads;
    for (const auto& [tag, language] : shelf_->languages) heads.push_back(language.head);
    return heads;
}

std::vector<Finding> StringLibrary::findings() const {
    return shelf_->findings;
}

struct Strings::Voice {
    struct Spoken {
        std::string language;
        Message message;
    };
    std::string language;
    std::vector<std::string> chain;
    std::shared_ptr<StringLibrary::Shelf> shelf;
    Dates dates;
    std::map<std::string, Spoken, std::less<>> spoken;
    std::map<std::string, Dates, std::less<>> other_dates;
    std::set<std::string, std::less<>> missing;

    const Spoken& speak(std::string_view key);
    Spoken find(std::string_view key);
    const Dates& dates_of(const std::string& tag);
};

// The first language of the chain whose file has the key and whose pattern compiles.
Strings::Voice::Spoken Strings::Voice::find(std::string_view key) {
    for (const auto& tag : chain) {
        const auto* patterns = shelf->patterns_of(tag);
        if (patterns == nullptr) continue;
        auto found = patterns->find(key);
        if (found == patterns->end()) continue;
        auto message = Message::compile(found->second.text, tag);
        if (message) return {tag, std::move(*message)};
    }
    // No braces can be in what is left, so this cannot fail.
    std::string bare(key);
    std::erase_if(bare, [](char c) { return c == '{' || c == '}'; });
    return {"", *Message::compile(bare, language)};
}

const Strings::Voice::Spoken& Strings::Voice::speak(std::string_view key) {
    auto known = spoken.find(key);
    if (known != spoken.end()) return known->second;
    auto found = find(key);
    if (found.language != language) missing.emplace(key);
    return spoken.emplace(std::string(key), std::move(found)).first->second;
}

const Dates& Strings::Voice::dates_of(const std::string& tag) {
    if (tag == language || tag.empty()) return dates;
    return other_dates.try_emplace(tag, tag).first->second;
}

Strings StringLibrary::in(std::string_view language) const {
    return Strings(std::make_unique<Strings::Voice>(
        Strings::Voice{std::string(language), fallback_chain(language), shelf_, Dates(language), {}, {}, {}}));
}

Strings::Strings(std::unique_ptr<Voice> voice) : voice_(std::move(voice)) {}
Strings::~Strings() = default;
Strings::Strings(Strings&&) noexcept = default;
Strings& Strings::operator=(Strings&&) noexcept = default;

std::string Strings::format(std::string_view key, std::initializer_list<Argument> arguments) const {
    const auto& spoken = voice_->speak(key);
    return spoken.message.format({arguments.begin(), arguments.size()}, voice_->dates_of(spoken.language));
}

bool Strings::has(std::string_view key) const {
    return !language_of(key).empty();
}

std::string_view Strings::language_of(std::string_view key) const {
    return voice_->speak(key).language;
}

const std::string& Strings::language() const {
    return voice_->language;
}

const Dates& Strings::dates() const {
    return voice_->dates;
}

std::vector<std::string> Strings::missing() const {
    return {voice_->missing.begin(), voice_->missing.end()};
}

}  // namespace baken::bulletins
