// Messages with blanks: templates/<id>/template.toml and one <language>.toml beside it per language. Filling the blanks
// once gives a whole CAP alert with one info block for every language.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/bulletins/alert.hpp"
#include "exchange/bulletins/finding.hpp"

namespace baken::bulletins {

enum class BlankKind : std::uint8_t { Place, Street, Time, Date, DateTime, Amount, Text, Choice };

[[nodiscard]] std::optional<BlankKind> blank_kind_of(std::string_view name);  // "place", "datetime"
[[nodiscard]] std::string_view name_of(BlankKind kind);

struct Blank {
    std::string name;
    BlankKind kind = BlankKind::Text;
    std::vector<std::string> choices;  // the keys of a Choice
    bool required = true;
    bool past = false;    // it tells of what was: nobody but who fills it in knows where, and it is at no time to come
    std::string example;  // a value that fits
};

// What template.toml says, the same in every language.
struct TemplateFacts {
    std::vector<Category> categories;
    std::vector<ResponseType> response_types;
    Urgency urgency = Urgency::Unknown;
    Severity severity = Severity::Unknown;
    Certainty certainty = Certainty::Unknown;
    int hours = 24;  // how long the message is valid, from when it is sent, unless its blanks tell the end
    std::string icon;
    std::vector<Blank> blanks;
};

// One language of a template. The four texts are ICU MessageFormat over the blanks.
struct TemplateWords {
    struct Pattern {
        std::string text;
        int line = 0;
    };
    std::string reviewed;  // as in strings.hpp
    Pattern event, headline, description, instruction;
    std::map<std::string, std::string> labels;                          // the question for each blank
    std::map<std::string, std::map<std::string, std::string>> choices;  // blank, key, label
};

struct Template {
    std::string id;
    TemplateFacts facts;
    std::map<std::string, TemplateWords> words;  // by language
};

// Errors: toml.*.
[[nodiscard]] Result<TemplateFacts> parse_template_facts(std::string_view bytes);
[[nodiscard]] Result<TemplateWords> parse_template_words(std::string_view bytes);

// All templates of the roots, by id; a later root wins file by file. What is broken is a finding and left out.
[[nodiscard]] std::vector<Template> load_templates(Files& files, std::span<const Path> roots,
                                                   std::vector<Finding>& findings);

// The blanks as a form gives them: names and texts as they are, "14:30" for a time, "2026-11-22" for a date, RFC 3339
// for a datetime, digits for an amount, the key for a choice.
using BlankValues = std::map<std::string, std::string>;

// What the alert says beside the template.
struct Letterhead {
    std::string identifier;
    std::string sender;
    std::string sender_name;
    CapTime sent;
    Status status = Status::Actual;
    std::vector<Area> areas;  // of every info block
};

// Does a message end when its blanks say: at `to` of the `day`, or in the morning after the `night`?
[[nodiscard]] bool ends_by_blanks(const TemplateFacts& facts);

// A new public Alert with an info block for each language, in this order; for an Update or Cancel the caller changes
// msg_type and references. It expires when its blanks say so; without such blanks, and when that is past already,
// `hours` after it is sent. Errors: template.blank (a needed blank is empty, or there is no such blank),
// template.value (a value does not fit its blank), template.language (no words in it), message.syntax.
[[nodiscard]] Result<Alert> fill(const Template& form, std::span<const std::string> languages,
                                 const BlankValues& values, const Letterhead& letterhead);

// The values of all examples, for previews and checks.
[[nodiscard]] BlankValues example_values(const TemplateFacts& facts);

}  // namespace baken::bulletins
