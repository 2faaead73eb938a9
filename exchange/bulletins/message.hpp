// One pattern of ICU MessageFormat, filled in. Simple patterns never wake ICU.
//
// Beside what MessageFormat offers, `{x, time}` gives "14:08", `{x, date}` "zondag 22 november 2026" and
// `{x, date, short}` "za 21 nov", all as dates.hpp decides; a plain `{x}` for a moment gives short day and time.
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"
#include "exchange/bulletins/dates.hpp"

namespace baken::bulletins {

// What fills a place: {"count", 3}, {"street", "Dorpsstraat"}, {"until", instant}.
struct Argument {
    using Value = std::variant<std::int64_t, std::string, Instant>;

    template <std::integral Whole>
    Argument(std::string_view argument_name, Whole whole)
        : name(argument_name), value(static_cast<std::int64_t>(whole)) {}
    Argument(std::string_view argument_name, std::string text) : name(argument_name), value(std::move(text)) {}
    Argument(std::string_view argument_name, std::string_view text) : name(argument_name), value(std::string(text)) {}
    Argument(std::string_view argument_name, const char* text) : name(argument_name), value(std::string(text)) {}
    Argument(std::string_view argument_name, Instant moment) : name(argument_name), value(moment) {}

    std::string name;
    Value value;
};

class Message {
public:
    // Errors: message.syntax, naming what is wrong and where in the pattern.
    [[nodiscard]] static Result<Message> compile(std::string_view pattern, std::string_view language);
    ~Message();
    Message(Message&&) noexcept;
    Message& operator=(Message&&) noexcept;

    // Fills the pattern. An argument the pattern wants and nobody gives shows as its name in braces; one too many is
    // left out. Text that could turn the direction of the line is put in an isolate (U+2068 to U+2069).
    [[nodiscard]] std::string format(std::span<const Argument> arguments, const Dates& dates) const;

private:
    struct Compiled;
    explicit Message(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> compiled_;
};

// Which arguments a pattern takes and how, for comparing translations.
struct MessageShape {
    enum class Kind { Plain, Number, Date, Time, Plural, Ordinal, Select };
    struct Use {
        std::set<Kind> kinds;
        std::set<std::string> cases;  // of plural or select: "one", "other", "=0"
    };
    std::map<std::string, Use> arguments;

    [[nodiscard]] bool selects_by(const std::string& argument) const {
        auto found = arguments.find(argument);
        return found != arguments.end() && found->second.kinds.contains(Kind::Select);
    }
};

// Errors: message.syntax.
[[nodiscard]] Result<MessageShape> shape_of(std::string_view pattern);

// The plural cases a language tells apart for whole numbers ("one", "few", "many", "other"), from CLDR.
[[nodiscard]] std::set<std::string> plural_cases(std::string_view language);

}  // namespace baken::bulletins
