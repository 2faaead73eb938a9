#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "exchange/bulletins/templates.hpp"
#include "kiosk/linter/check.hpp"
#include "kiosk/linter/message_rules.hpp"
#include "kiosk/linter/rules.hpp"

namespace baken::linter {
namespace {

using bulletins::TemplateFacts;
using bulletins::TemplateWords;

constexpr ByteLimit kMostTemplateBytes{128 * 1024};

// One template's folder, which of its files could be read, and where they stand.
struct Form {
    Path folder;
    std::optional<TemplateFacts> facts;
    std::map<std::string, TemplateWords> words;
};

void read_file_of(Check& check, const Path& path, Level level, Form& form) {
    auto bytes = read_file(check.files, path, kMostTemplateBytes, check.findings);
    if (!bytes) return;
    auto refused = [&](const Error& error) { check.findings.push_back(bulletins::finding_of(path.string(), error)); };
    auto language = path.stem().string();
    if (language == "template") {
        auto facts = bulletins::parse_template_facts(*bytes);
        if (!facts) return refused(facts.error());
        check.icon(path, 0, facts->icon);
        form.facts = std::move(*facts);
        return;
    }
    check.raw_text(path, *bytes, language, level);
    auto words = bulletins::parse_template_words(*bytes);
    if (!words) return refused(words.error());
    check.reviewed(path, words->reviewed);
    form.words[language] = std::move(*words);
}

using Member = TemplateWords::Pattern TemplateWords::*;
constexpr std::array<std::pair<const char*, Member>, 4> kTexts{{{"event", &TemplateWords::event},
                                                                {"headline", &TemplateWords::headline},
                                                                {"description", &TemplateWords::description},
                                                                {"instruction", &TemplateWords::instruction}}};

void compare_texts(Check& check, const Form& form, const std::string& language, const TemplateWords& words) {
    auto dutch = form.words.find("nl");
    auto path = form.folder / (language + ".toml");
    for (const auto& [name, member] : kTexts) {
        const auto& pattern = words.*member;
        auto complaints = dutch == form.words.end()
                              ? judge_message(pattern.text, language)
                              : compare_message((dutch->second.*member).text, pattern.text, language);
        for (const auto& complaint : complaints) {
            check.add(path, pattern.line, complaint.check, fmt::format("{}: {}", name, complaint.message));
        }
    }
}

void check_labels(Check& check, const Path& path, const TemplateFacts& facts, const TemplateWords& words) {
    for (const auto& blank : facts.blanks) {
        if (!words.labels.contains(blank.name)) {
            check.add(path, 0, "template.label", "blanks." + blank.name + " has no question");
        }
        auto labels = words.choices.find(blank.name);
        for (const auto& choice : blank.choices) {
            bool labelled = labels != words.choices.end() && labels->second.contains(choice);
            if (!labelled)
                check.add(path, 0, "template.label", fmt::format("choices.{}.{} has no label", blank.name, choice));
        }
    }
    for (const auto& [name, label] : words.labels) {
        bool known = std::ranges::find(facts.blanks, name, &bulletins::Blank::name) != facts.blanks.end();
        if (!known) check.add(path, 0, "template.label", "blanks." + name + " is no blank of this template");
    }
}

// Filled with its examples a template must give a message; what is left in braces is no blank of it.
void try_examples(Check& check, const Form& form, const std::string& language) {
    bulletins::Template one{form.folder.filename().string(), *form.facts, form.words};
    bulletins::Letterhead head;
    auto alert = bulletins::fill(one, std::span(&language, 1), bulletins::example_values(*form.facts), head);
    auto path = form.folder / (language + ".toml");
    if (!alert) {
        // An example that does not fit is the same in every language; a pattern that is broken was told already.
        bool of_words = alert.error().check == "message.syntax";
        if (!of_words)
            check.add(form.folder / "template.toml", 0, alert.error().check, "example: " + alert.error().message);
        return;
    }
    const auto& info = alert->infos.front();
    for (const auto& text : {info.event, info.headline, info.description, info.instruction}) {
        auto brace = text.find('{');
        if (brace == std::string::npos) continue;
        auto name = text.substr(brace, text.find('}', brace) - brace + 1);
        check.add(path, 0, "template.blank", name + " is no blank of this template");
    }
}

void check_form(Check& check, const Form& form) {
    if (!form.facts) return check.add(form.folder, 0, "template.facts", "there is no sound template.toml");
    for (const auto& [language, words] : form.words) {
        compare_texts(check, form, language, words);
        check_labels(check, form.folder / (language + ".toml"), *form.facts, words);
        try_examples(check, form, language);
    }
    for (auto language : kLanguages) {
        if (language == kMayFallBack || form.words.contains(std::string(language))) continue;
        check.add(form.folder / (std::string(language) + ".toml"), 0, "template.missing",
                  "a template exists in every language");
    }
}

}  // namespace

void check_templates(Check& check) {
    for (const auto& root : check.tree.roots) {
        for (const auto& folder : folders_in(check.files, root.folder / "templates", check.findings)) {
            Form form{folder, std::nullopt, {}};
            for (const auto& path : files_in(check.files, folder, ".toml", check.findings)) {
                read_file_of(check, path, root.level, form);
            }
            check_form(check, form);
        }
    }
}

}  // namespace baken::linter
