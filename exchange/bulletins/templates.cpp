#include "exchange/bulletins/templates.hpp"

#include <algorithm>
#include <array>

#include "exchange/base/toml_reader.hpp"
#include "exchange/bulletins/language.hpp"

namespace baken::bulletins {
namespace {

constexpr ByteLimit kMostTemplateBytes{128 * 1024};
constexpr std::size_t kMostFiles = 500;
constexpr std::int64_t kMostHours = 24 * 14;

using NamedKind = std::pair<std::string_view, BlankKind>;
constexpr std::array<NamedKind, 8> kKinds{{{"place", BlankKind::Place},
                                           {"street", BlankKind::Street},
                                           {"time", BlankKind::Time},
                                           {"date", BlankKind::Date},
                                           {"datetime", BlankKind::DateTime},
                                           {"amount", BlankKind::Amount},
                                           {"text", BlankKind::Text},
                                           {"choice", BlankKind::Choice}}};

// A word of CAP; one that the standard does not know is remembered as wrong.
template <typename Enum>
Enum cap_word(TomlTable& table, std::string_view key, std::string_view word) {
    auto value = read_word<Enum>(word);
    if (value == Enum::Unknown && word != "Unknown") table.refuse_key(key, "is not a word of CAP");
    return value;
}

bool is_time(BlankKind kind) {
    using enum BlankKind;
    return kind == Time || kind == Date || kind == DateTime;
}

Blank read_blank(TomlTable table) {
    Blank blank;
    blank.name = table.text("name");
    auto kind = blank_kind_of(table.text("kind"));
    if (!kind) table.refuse_key("kind", "is not a kind of blank");
    blank.kind = kind.value_or(BlankKind::Text);
    blank.choices = table.texts("choices");
    if (blank.choices.empty() == (blank.kind == BlankKind::Choice)) {
        table.refuse_key("choices", "are needed for a choice, and only there");
    }
    blank.required = table.flag_or("required", true);
    blank.past = table.flag_or("past", false);
    bool is_when_or_where = blank.kind == BlankKind::Place || is_time(blank.kind);
    if (blank.past && !is_when_or_where) table.refuse_key("past", "is for places and times only");
    blank.example = table.text("example");
    return blank;
}

TemplateWords::Pattern read_pattern(TomlTable& table, std::string_view key) {
    return {table.text(key), table.line_of(key)};
}

std::map<std::string, std::string> read_labels(TomlTable& above, std::string_view key) {
    std::map<std::string, std::string> labels;
    if (auto table = above.table(key)) {
        for (const auto& name : table->keys()) labels[name] = table->text_or(name, "");
    }
    return labels;
}

// Reads the folders of templates into `found`, file by file.
class Loader {
public:
    Loader(Files& files, std::vector<Finding>& findings) : files_(files), findings_(findings) {}

    void load(const Path& folder) {
        auto entries = files_.list(folder, kMostFiles);
        if (!entries) return refused(folder, entries.error());
        if (!*entries) return;
        for (const auto& entry : **entries) {
            if (entry.kind == FolderEntry::Kind::Folder) load_one(folder / entry.name, found_[entry.name]);
        }
    }

    std::vector<Template> take() {
        std::vector<Template> all;
        for (auto& [id, form] : found_) {
            form.form.id = id;
            if (form.has_facts) all.push_back(std::move(form.form));
        }
        return all;
    }

private:
    struct Half {
        Template form;
        bool has_facts = false;
    };

    void refused(const Path& path, const Error& error) { findings_.push_back(finding_of(path.string(), error)); }

    void load_one(const Path& folder, Half& half) {
        auto entries = files_.list(folder, kMostFiles);
        if (!entries) return refused(folder, entries.error());
        if (!*entries) return;
        for (const auto& entry : **entries) {
            if (entry.kind == FolderEntry::Kind::File && entry.name.ends_with(".toml")) read(folder / entry.name, half);
        }
    }

    void read(const Path& path, Half& half) {
        auto bytes = files_.read(path, kMostTemplateBytes);
        if (!bytes) return refused(path, bytes.error());
        if (!*bytes) return;
        auto language = path.stem().string();
        if (language == "template") {
            auto facts = parse_template_facts(**bytes);
            if (!facts) return refused(path, facts.error());
            half.form.facts = std::move(*facts);
            half.has_facts = true;
        } else {
            auto words = parse_template_words(**bytes);
            if (!words) return refused(path, words.error());
            half.form.words[language] = std::move(*words);
        }
    }

    Files& files_;
    std::vector<Finding>& findings_;
    std::map<std::string, Half> found_;
};

}  // namespace

std::optional<BlankKind> blank_kind_of(std::string_view name) {
    auto found = std::ranges::find(kKinds, name, &NamedKind::first);
    if (found == kKinds.end()) return std::nullopt;
    return found->second;
}

std::string_view name_of(BlankKind kind) {
    return std::ranges::find(kKinds, kind, &NamedKind::second)->first;
}

Result<TemplateFacts> parse_template_facts(std::string_view bytes) {
    TRY(auto table, TomlTable::parse(bytes, kMostTemplateBytes));
    TemplateFacts facts;
    facts.categories = {cap_word<Category>(table, "category", table.text("category"))};
    for (const auto& word : table.texts("response_types")) {
        facts.response_types.push_back(cap_word<ResponseType>(table, "response_types", word));
    }
    facts.urgency = cap_word<Urgency>(table, "urgency", table.text("urgency"));
    facts.severity = cap_word<Severity>(table, "severity", table.text("severity"));
    facts.certainty = cap_word<Certainty>(table, "certainty", table.text("certainty"));
    facts.hours = static_cast<int>(table.number_or("hours", 24, 1, kMostHours));
    facts.icon = table.text("icon");
    for (auto& blank : table.tables("blank")) facts.blanks.push_back(read_blank(blank));
    TRY_DONE(table.finish());
    return facts;
}

Result<TemplateWords> parse_template_words(std::string_view bytes) {
    TRY(auto table, TomlTable::parse(bytes, kMostTemplateBytes));
    TemplateWords words;
    words.reviewed = table.text_or("reviewed", "");
    words.event = read_pattern(table, "event");
    words.headline = read_pattern(table, "headline");
    words.description = read_pattern(table, "description");
    words.instruction = read_pattern(table, "instruction");
    words.labels = read_labels(table, "blanks");
    if (auto choices = table.table("choices")) {
        for (const auto& blank : choices->keys()) words.choices[blank] = read_labels(*choices, blank);
    }
    TRY_DONE(table.finish());
    return words;
}

std::vector<Template> load_templates(Files& files, std::span<const Path> roots, std::vector<Finding>& findings) {
    Loader loader(files, findings);
    for (const auto& root : roots) loader.load(root / "templates");
    return loader.take();
}

BlankValues example_values(const TemplateFacts& facts) {
    BlankValues values;
    for (const auto& blank : facts.blanks) values[blank.name] = blank.example;
    return values;
}

}  // namespace baken::bulletins
