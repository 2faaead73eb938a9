#include "exchange/bulletins/message.hpp"

#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/plurrule.h>

#include <algorithm>
#include <optional>

#include "exchange/bulletins/isolate.hpp"
#include "exchange/bulletins/local_text.hpp"

namespace baken::bulletins {
namespace {

constexpr std::size_t kLongestPattern = 16 * 1024;

icu::UnicodeString to_utf16(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

// A stretch of plain text, or the place of an argument.
struct Piece {
    enum class Kind { Literal, Place } kind;
    std::string text;
};

bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Cuts a pattern that has nothing but text and "{name}"; nothing when it has more, and ICU is needed.
std::optional<std::vector<Piece>> cut_simple(std::string_view pattern) {
    std::vector<Piece> pieces;
    while (!pattern.empty()) {
        auto open = pattern.find('{');
        auto text = pattern.substr(0, open);
        if (text.find('\'') != std::string_view::npos) return std::nullopt;
        if (!text.empty()) pieces.push_back({Piece::Kind::Literal, std::string(text)});
        if (open == std::string_view::npos) break;
        auto close = pattern.find('}', open);
        if (close == std::string_view::npos) return std::nullopt;
        auto name = pattern.substr(open + 1, close - open - 1);
        bool is_name = !name.empty() && std::ranges::all_of(name, is_name_char) && !(name[0] >= '0' && name[0] <= '9');
        if (!is_name) return std::nullopt;
        pieces.push_back({Piece::Kind::Place, std::string(name)});
        pattern.remove_prefix(close + 1);
    }
    return pieces;
}

// Without braces only the doubled apostrophe means something to MessageFormat.
std::string undouble_apostrophes(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        plain += text[i];
        if (text[i] == '\'' && i + 1 < text.size() && text[i + 1] == '\'') ++i;
    }
    return plain;
}

// How a moment is written in one place, and the name of the text argument that stands there for it.
struct MomentPlace {
    enum class Form { Time, ShortDay, Full } form;
    std::string argument;
    std::string replacement;
};

std::string write_moment(const MomentPlace& place, Instant moment, const Dates& dates) {
    switch (place.form) {
        case MomentPlace::Form::Time:
            return dates.time(moment);
        case MomentPlace::Form::ShortDay:
            return dates.short_day(moment);
        case MomentPlace::Form::Full:
            return dates.full(moment);
    }
    return {};
}

const Argument* find(std::span<const Argument> arguments, const std::string& name) {
    auto found = std::ranges::find(arguments, name, &Argument::name);
    return found == arguments.end() ? nullptr : &*found;
}

std::string part_text(const icu::MessagePattern& pattern, int index) {
    return to_utf8(pattern.getSubstring(pattern.getPart(index)));
}

MessageShape::Kind kind_of_simple(const std::string& type) {
    if (type == "date") return MessageShape::Kind::Date;
    if (type == "time") return MessageShape::Kind::Time;
    return MessageShape::Kind::Number;
}

MessageShape::Kind kind_of(const icu::MessagePattern& pattern, int start) {
    switch (pattern.getPart(start).getArgType()) {
        case UMSGPAT_ARG_TYPE_NONE:
            return MessageShape::Kind::Plain;
        case UMSGPAT_ARG_TYPE_PLURAL:
            return MessageShape::Kind::Plural;
        case UMSGPAT_ARG_TYPE_SELECTORDINAL:
            return MessageShape::Kind::Ordinal;
        case UMSGPAT_ARG_TYPE_SELECT:
            return MessageShape::Kind::Select;
        default:
            return kind_of_simple(part_text(pattern, start + 2));
    }
}

void add_cases(const icu::MessagePattern& pattern, int start, std::set<std::string>& cases) {
    int limit = pattern.getLimitPartIndex(start);
    for (int i = start + 2; i < limit; ++i) {
        auto type = pattern.getPartType(i);
        if (type == UMSGPAT_PART_TYPE_ARG_SELECTOR) cases.insert(part_text(pattern, i));
        if (type == UMSGPAT_PART_TYPE_MSG_START) i = pattern.getLimitPartIndex(i);
    }
}

MessageShape read_shape(const icu::MessagePattern& pattern) {
    MessageShape shape;
    for (int i = 0; i < pattern.countParts(); ++i) {
        if (pattern.getPartType(i) != UMSGPAT_PART_TYPE_ARG_START) continue;
        auto& use = shape.arguments[part_text(pattern, i + 1)];
        auto kind = kind_of(pattern, i);
        use.kinds.insert(kind);
        bool has_cases = kind == MessageShape::Kind::Plural || kind == MessageShape::Kind::Select ||
                         kind == MessageShape::Kind::Ordinal;
        if (has_cases) add_cases(pattern, i, use.cases);
    }
    return shape;
}

Done parse_pattern(std::string_view text, icu::MessagePattern& pattern) {
    if (text.size() > kLongestPattern) return refuse("message.syntax", "the text is too long");
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    pattern.parse(to_utf16(text), &where, status);
    if (U_SUCCESS(status)) return {};
    return refuse("message.syntax", fmt::format("the braces do not fit near \"{}\" ({})",
                                                to_utf8(icu::UnicodeString(where.preContext)) +
                                                    to_utf8(icu::UnicodeString(where.postContext)),
                                                u_errorName(status)));
}

MomentPlace moment_place(const icu::MessagePattern& pattern, int start) {
    MomentPlace place{MomentPlace::Form::Full, part_text(pattern, start + 1), {}};
    bool is_time = part_text(pattern, start + 2) == "time";
    bool has_style = pattern.getPartType(start + 3) == UMSGPAT_PART_TYPE_ARG_STYLE;
    auto style = has_style ? part_text(pattern, start + 3) : std::string();
    if (style.find("short") != std::string::npos) place.form = MomentPlace::Form::ShortDay;
    if (is_time) place.form = MomentPlace::Form::Time;
    place.replacement = fmt::format("{}__{}", place.argument, static_cast<int>(place.form));
    return place;
}

// The pattern with every date and time turned into a plain place, from the end so that indexes stay true.
std::vector<MomentPlace> take_moments_out(const icu::MessagePattern& pattern, icu::UnicodeString& text) {
    std::vector<MomentPlace> places;
    for (int i = pattern.countParts() - 1; i >= 0; --i) {
        if (pattern.getPartType(i) != UMSGPAT_PART_TYPE_ARG_START) continue;
        auto kind = kind_of(pattern, i);
        if (kind != MessageShape::Kind::Date && kind != MessageShape::Kind::Time) continue;
        auto place = moment_place(pattern, i);
        int from = pattern.getPatternIndex(i);
        int to = pattern.getPart(pattern.getLimitPartIndex(i)).getLimit();
        text.replaceBetween(from, to, to_utf16("{" + place.replacement + "}"));
        places.push_back(std::move(place));
    }
    return places;
}

}  // namespace

struct Message::Compiled {
    std::string source;
    LineDirection line = LineDirection::LeftToRight;
    std::vector<Piece> pieces;  // used when `formatter` is empty
    std::unique_ptr<icu::MessageFormat> formatter;
    std::vector<MomentPlace> moments;
    MessageShape shape;

    std::string plain(const Argument& argument, const Dates& dates) const;
    std::string join_pieces(std::span<const Argument> arguments, const Dates& dates) const;
    icu::Formattable to_formattable(const Argument& argument, const Dates& dates) const;
    std::string ask_icu(std::span<const Argument> arguments, const Dates& dates) const;
};

std::string Message::Compiled::plain(const Argument& argument, const Dates& dates) const {
    if (const auto* text = std::get_if<std::string>(&argument.value)) {
        return shape.selects_by(argument.name) ? *text : isolate(*text, line);
    }
    if (const auto* moment = std::get_if<Instant>(&argument.value)) {
        return dates.short_day(*moment) + " " + dates.time(*moment);
    }
    auto number = std::get<std::int64_t>(argument.value);
    // Below a thousand no language groups digits, and ICU can sleep on.
    return number > -1000 && number < 1000 ? std::to_string(number) : dates.number(number);
}

std::string Message::Compiled::join_pieces(std::span<const Argument> arguments, const Dates& dates) const {
    std::string text;
    for (const auto& piece : pieces) {
        const auto* argument = piece.kind == Piece::Kind::Place ? find(arguments, piece.text) : nullptr;
        if (argument != nullptr) {
            text += plain(*argument, dates);
        } else {
            text += piece.kind == Piece::Kind::Place ? "{" + piece.text + "}" : piece.text;
        }
    }
    return text;
}

icu::Formattable Message::Compiled::to_formattable(const Argument& argument, const Dates& dates) const {
    if (const auto* number = std::get_if<std::int64_t>(&argument.value)) return icu::Formattable(*number);
    return icu::Formattable(to_utf16(plain(argument, dates)));
}

std::string Message::Compiled::ask_icu(std::span<const Argument> arguments, const Dates& dates) const {
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (const auto& argument : arguments) {
        names.push_back(to_utf16(argument.name));
        values.push_back(to_formattable(argument, dates));
    }
    for (const auto& place : moments) {
        const auto* argument = find(arguments, place.argument);
        const auto* moment = argument == nullptr ? nullptr : std::get_if<Instant>(&argument->value);
        auto text = moment != nullptr ? write_moment(place, *moment, dates) : "{" + place.argument + "}";
        names.push_back(to_utf16(place.replacement));
        values.emplace_back(to_utf16(text));
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString text;
    formatter->format(names.data(), values.data(), static_cast<int>(names.size()), text, status);
    return U_SUCCESS(status) ? to_utf8(text) : source;
}

Message::Message(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Message::~Message() = default;
Message::Message(Message&&) noexcept = default;
Message& Message::operator=(Message&&) noexcept = default;

Result<Message> Message::compile(std::string_view pattern, std::string_view language) {
    auto compiled = std::make_unique<Compiled>();
    compiled->source = std::string(pattern);
    compiled->line = is_right_to_left(language) ? LineDirection::RightToLeft : LineDirection::LeftToRight;
    if (pattern.find('{') == std::string_view::npos) {
        compiled->pieces = {{Piece::Kind::Literal, undouble_apostrophes(pattern)}};
        return Message(std::move(compiled));
    }
    if (auto pieces = cut_simple(pattern)) {
        compiled->pieces = std::move(*pieces);
        return Message(std::move(compiled));
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::MessagePattern parsed(status);
    TRY_DONE(parse_pattern(pattern, parsed));
    compiled->shape = read_shape(parsed);
    auto text = to_utf16(pattern);
    compiled->moments = take_moments_out(parsed, text);
    auto locale = icu::Locale(icu_locale_name(language).c_str());
    compiled->formatter = std::make_unique<icu::MessageFormat>(text, locale, status);
    if (U_FAILURE(status)) return refuse("message.syntax", u_errorName(status));
    return Message(std::move(compiled));
}

std::string Message::format(std::span<const Argument> arguments, const Dates& dates) const {
    return compiled_->formatter ? compiled_->ask_icu(arguments, dates) : compiled_->join_pieces(arguments, dates);
}

Result<MessageShape> shape_of(std::string_view pattern) {
    UErrorCode status = U_ZERO_ERROR;
    icu::MessagePattern parsed(status);
    TRY_DONE(parse_pattern(pattern, parsed));
    return read_shape(parsed);
}

std::set<std::string> plural_cases(std::string_view language) {
    // A million has a form of its own in French and Spanish that no screen here needs, so counting stops well below.
    constexpr int kCountTo = 1000;
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::PluralRules> rules(
        icu::PluralRules::forLocale(icu::Locale(icu_locale_name(language).c_str()), status));
    std::set<std::string> cases{"other"};
    for (int n = 0; rules && n <= kCountTo; ++n) cases.insert(to_utf8(rules->select(n)));
    return cases;
}

}  // namespace baken::bulletins
