#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/message.hpp"
#include "exchange/bulletins/templates.hpp"

namespace baken::bulletins {
namespace {

constexpr std::size_t kLongestValue = 300;

bool has_control_characters(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::unexpected<Error> unfit(const Blank& blank, const std::string& wanted) {
    return refuse("template.value", fmt::format("{} must be {}", blank.name, wanted));
}

// Noon of the day in universal time is the same day in Amsterdam.
std::optional<Instant> noon_of(std::string_view date) {
    return parse_rfc3339(std::string(date) + "T12:00:00Z");
}

bool is_time_of_day(std::string_view text) {
    return text.size() == 5 && parse_rfc3339("2026-01-01T" + std::string(text) + ":00Z").has_value();
}

Result<Argument> read_amount(const Blank& blank, const std::string& value) {
    std::int64_t number = 0;
    auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc{} || end != value.data() + value.size()) return unfit(blank, "a whole number");
    return Argument(blank.name, number);
}

Result<Argument> read_choice(const Blank& blank, const std::string& value) {
    bool known = std::ranges::find(blank.choices, value) != blank.choices.end();
    if (!known) return unfit(blank, fmt::format("one of {}", fmt::join(blank.choices, ", ")));
    return Argument(blank.name, value);
}

// One value as what the message receives, in the way of one language.
Result<Argument> read_value(const Blank& blank, const std::string& value, const Dates& dates) {
    if (value.size() > kLongestValue || !is_utf8(value) || has_control_characters(value)) {
        return unfit(blank, "one line of text");
    }
    switch (blank.kind) {
        case BlankKind::Amount:
            return read_amount(blank, value);
        case BlankKind::Choice:
            return read_choice(blank, value);
        case BlankKind::Time:
            if (!is_time_of_day(value)) return unfit(blank, "a time such as 14:30");
            break;
        case BlankKind::Date: {
            auto noon = noon_of(value);
            if (!noon) return unfit(blank, "a date such as 2026-11-22");
            return Argument(blank.name, dates.full(*noon));
        }
        case BlankKind::DateTime: {
            auto moment = parse_rfc3339(value);
            if (!moment) return unfit(blank, "a moment such as 2026-11-22T14:30:00+01:00");
            return Argument(blank.name, dates.full_moment(*moment));
        }
        case BlankKind::Place:
        case BlankKind::Street:
        case BlankKind::Text:
            break;
    }
    return Argument(blank.name, value);
}

Done check_names(const TemplateFacts& facts, const BlankValues& values) {
    for (const auto& [name, value] : values) {
        bool known = std::ranges::find(facts.blanks, name, &Blank::name) != facts.blanks.end();
        if (!known) return refuse("template.blank", name + " is no blank of this template");
    }
    for (const auto& blank : facts.blanks) {
        auto found = values.find(blank.name);
        bool empty = found == values.end() || trim(found->second).empty();
        if (empty && blank.required) return refuse("template.blank", blank.name + " is empty");
    }
    return {};
}

Result<std::vector<Argument>> read_values(const TemplateFacts& facts, const BlankValues& values, const Dates& dates) {
    std::vector<Argument> arguments;
    for (const auto& blank : facts.blanks) {
        auto found = values.find(blank.name);
        bool empty = found == values.end() || trim(found->second).empty();
        if (empty) {
            arguments.emplace_back(blank.name, "");
            continue;
        }
        TRY(auto argument, read_value(blank, std::string(trim(found->second)), dates));
        arguments.push_back(std::move(argument));
    }
    return arguments;
}

bool has_blank(const TemplateFacts& facts, std::string_view name, BlankKind kind) {
    return std::ranges::any_of(facts.blanks,
                               [&](const auto& blank) { return blank.name == name && blank.kind == kind; });
}

std::string filled_in(const TemplateFacts& facts, const BlankValues& values, const std::string& name, BlankKind kind) {
    auto found = values.find(name);
    bool there = found != values.end() && has_blank(facts, name, kind);
    return there ? std::string(trim(found->second)) : std::string{};
}

// Not before sunrise, which is the coldest hour.
constexpr std::chrono::hours kMorning{9};

// In the time of clocks on the wall, as if it were universal time.
std::optional<Instant> end_on_the_wall(const TemplateFacts& facts, const BlankValues& values) {
    constexpr std::chrono::days kNext{1};
    auto midnight = [](const std::string& date) { return parse_rfc3339(date + "T00:00:00Z"); };
    if (auto night = midnight(filled_in(facts, values, "night", BlankKind::Date))) return *night + kNext + kMorning;
    auto from = filled_in(facts, values, "from", BlankKind::Time);
    auto to = filled_in(facts, values, "to", BlankKind::Time);
    auto end = parse_rfc3339(filled_in(facts, values, "day", BlankKind::Date) + "T" + to + ":00Z");
    // What begins at 20:00 and ends at 02:00 ends on the day after.
    return end && to <= from ? *end + kNext : end;
}

CapTime end_of(const TemplateFacts& facts, const BlankValues& values, const CapTime& sent) {
    auto wall = end_on_the_wall(facts, values);
    auto told = wall ? std::optional(from_wall(*wall)) : std::nullopt;
    // An end that is past when it is sent was a slip of the hand, and hides nothing.
    return {told && *told > sent.at ? *told : sent.at + std::chrono::hours{facts.hours}, sent.offset_minutes};
}

Info make_info(const TemplateFacts& facts, const Letterhead& letterhead) {
    Info info;
    info.categories = facts.categories;
    info.response_types = facts.response_types;
    info.urgency = facts.urgency;
    info.severity = facts.severity;
    info.certainty = facts.certainty;
    info.effective = letterhead.sent;
    info.sender_name = letterhead.sender_name;
    info.areas = letterhead.areas;
    return info;
}

Done write_words(const TemplateWords& words, const std::string& language, std::span<const Argument> arguments,
                 const Dates& dates, Info& info) {
    auto put = [&](const TemplateWords::Pattern& pattern, std::string& into) -> Done {
        TRY(auto message, Message::compile(pattern.text, language));
        into = trim(message.format(arguments, dates));
        return {};
    };
    TRY_DONE(put(words.event, info.event));
    TRY_DONE(put(words.headline, info.headline));
    TRY_DONE(put(words.description, info.description));
    return put(words.instruction, info.instruction);
}

}  // namespace

bool ends_by_blanks(const TemplateFacts& facts) {
    bool day = has_blank(facts, "day", BlankKind::Date) && has_blank(facts, "to", BlankKind::Time);
    return day || has_blank(facts, "night", BlankKind::Date);
}

Result<Alert> fill(const Template& form, std::span<const std::string> languages, const BlankValues& values,
                   const Letterhead& letterhead) {
    TRY_DONE(check_names(form.facts, values));
    Alert alert;
    alert.version = CapVersion::V1_2;
    alert.identifier = letterhead.identifier;
    alert.sender = letterhead.sender;
    alert.sent = letterhead.sent;
    alert.status = letterhead.status;
    alert.msg_type = MsgType::Alert;
    alert.scope = Scope::Public;
    for (const auto& language : languages) {
        auto words = form.words.find(language);
        if (words == form.words.end()) return refuse("template.language", form.id + " has no words in " + language);
        Dates dates(language);
        TRY(auto arguments, read_values(form.facts, values, dates));
        auto info = make_info(form.facts, letterhead);
        info.expires = end_of(form.facts, values, letterhead.sent);
        info.language = language;
        TRY_DONE(write_words(words->second, language, arguments, dates, info));
        alert.infos.push_back(std::move(info));
    }
    return alert;
}

}  // namespace baken::bulletins
