#include "exchange/bulletins/dates.hpp"

#include <fmt/format.h>
#include <unicode/dtfmtsym.h>
#include <unicode/measfmt.h>
#include <unicode/measunit.h>
#include <unicode/numfmt.h>
#include <unicode/reldatefmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <optional>

namespace baken::bulletins {
namespace {

// How a language writes a whole date and a short day, in ICU's pattern letters. They follow CLDR, with one form for
// Bulgarian, whose short form there has a numeric month, and none of the forms that read like a decimal number.
struct Patterns {
    std::string_view language;
    const char* full;
    const char* day;
    const char* day_and_year;
};
constexpr std::array<Patterns, 14> kPatterns{{
    {"nl", "EEEE d MMMM y", "EEE d MMM", "EEE d MMM y"},
    {"en", "EEEE d MMMM y", "EEE d MMM", "EEE d MMM y"},
    {"de", "EEEE, d. MMMM y", "EEE, d. MMM", "EEE, d. MMM y"},
    {"fr", "EEEE d MMMM y", "EEE d MMM", "EEE d MMM y"},
    {"es", "EEEE, d 'de' MMMM 'de' y", "EEE, d MMM", "EEE, d MMM y"},
    {"pl", "EEEE, d MMMM y", "EEE, d MMM", "EEE, d MMM y"},
    {"ro", "EEEE, d MMMM y", "EEE, d MMM", "EEE, d MMM y"},
    {"bg", "EEEE, d MMMM y 'г'.", "EEE, d MMMM", "EEE, d MMMM y 'г'."},
    {"tr", "d MMMM y EEEE", "d MMM EEE", "d MMM y EEE"},
    {"ar", "EEEE، d MMMM y", "EEE، d MMM", "EEE، d MMM y"},
    {"fa", "EEEE d MMMM y", "EEE d MMM", "EEE d MMM y"},
    {"uk", "EEEE, d MMMM y 'р'.", "EEE, d MMM", "EEE, d MMM y 'р'."},
    {"zh", "y年M月d日EEEE", "M月d日EEE", "y年M月d日EEE"},
    {"ti", "EEEE፣ d MMMM y", "EEE፣ d MMM", "EEE፣ d MMM y"},
}};

std::string_view primary(std::string_view language) {
    return language.substr(0, language.find('-'));
}

const Patterns& patterns_of(std::string_view language) {
    auto found = std::ranges::find(kPatterns, primary(language), &Patterns::language);
    return found == kPatterns.end() ? kPatterns[1] : *found;
}

std::unique_ptr<icu::TimeZone> amsterdam() {
    return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone("Europe/Amsterdam"));
}

UDate to_udate(Instant moment) {
    return static_cast<UDate>(moment.time_since_epoch().count());
}

// The wall clock in Amsterdam, as if it were UTC.
Instant to_wall(Instant moment, const icu::TimeZone& zone) {
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    zone.getOffset(to_udate(moment), 0, raw, summer, status);
    return moment + Duration{U_SUCCESS(status) ? raw + summer : 0};
}

std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

struct Amount {
    std::int64_t count;
    URelativeDateTimeUnit relative_unit;
};

// The largest unit of which there is at least one; three days and more count in days, less in hours.
Amount amount_of(Duration span) {
    using namespace std::chrono;
    if (span < hours{1}) return {floor<minutes>(span).count(), UDAT_REL_UNIT_MINUTE};
    if (span < hours{48}) return {floor<hours>(span).count(), UDAT_REL_UNIT_HOUR};
    return {floor<days>(span).count(), UDAT_REL_UNIT_DAY};
}

}  // namespace

struct Dates::Formatters {
    explicit Formatters(std::string_view tag)
        : language(tag), locale(icu_locale_name(tag).c_str()), patterns(patterns_of(tag)) {}

    std::string language;
    icu::Locale locale;
    const Patterns& patterns;
    std::unique_ptr<icu::TimeZone> zone = amsterdam();
    std::map<const char*, std::unique_ptr<icu::SimpleDateFormat>> by_pattern;
    std::unique_ptr<icu::RelativeDateTimeFormatter> relative;
    std::unique_ptr<icu::NumberFormat> number;

    std::string format(const char* pattern, Instant moment);
    std::string relative_day(UDateDirection direction);
    icu::RelativeDateTimeFormatter& relative_formatter();
    std::string measure(std::int64_t count, icu::MeasureUnit* unit, std::int64_t more, icu::MeasureUnit* smaller);
};

std::string Dates::Formatters::format(const char* pattern, Instant moment) {
    auto& formatter = by_pattern[pattern];
    UErrorCode status = U_ZERO_ERROR;
    if (!formatter) {
        formatter = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString::fromUTF8(pattern), locale, status);
        formatter->setTimeZone(*zone);
    }
    icu::UnicodeString text;
    return utf8(formatter->format(to_udate(moment), text));
}

icu::RelativeDateTimeFormatter& Dates::Formatters::relative_formatter() {
    UErrorCode status = U_ZERO_ERROR;
    if (!relative) relative = std::make_unique<icu::RelativeDateTimeFormatter>(locale, status);
    return *relative;
}

std::string Dates::Formatters::relative_day(UDateDirection direction) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString text;
    return utf8(relative_formatter().format(direction, UDAT_ABSOLUTE_DAY, text, status));
}

std::string Dates::Formatters::measure(std::int64_t count, icu::MeasureUnit* unit, std::int64_t more,
                                       icu::MeasureUnit* smaller) {
    UErrorCode status = U_ZERO_ERROR;
    icu::MeasureFormat formatter(locale, UMEASFMT_WIDTH_WIDE, status);
    // Each Measure takes ownership of its unit.
    std::vector<icu::Measure> parts{icu::Measure(icu::Formattable(count), unit, status)};
    if (smaller != nullptr) parts.emplace_back(icu::Formattable(more), smaller, status);
    icu::UnicodeString text;
    icu::FieldPosition unused;
    formatter.formatMeasures(parts.data(), static_cast<int>(parts.size()), text, unused, status);
    return utf8(text);
}

Dates::Dates(std::string_view language) : formatters_(std::make_unique<Formatters>(language)) {}
Dates::~Dates() = default;
Dates::Dates(Dates&&) noexcept = default;
Dates& Dates::operator=(Dates&&) noexcept = default;

std::string Dates::full(Instant moment) const {
    return formatters_->format(formatters_->patterns.full, moment);
}

std::string Dates::full_moment(Instant moment) const {
    auto first = primary(formatters_->language);
    std::string_view between = ", ";
    if (first == "ar" || first == "fa") between = "، ";
    if (first == "ti") between = "፣ ";
    if (first == "zh") between = " ";
    return fmt::format("{}{}{}", full(moment), between, time(moment));
}

std::string Dates::short_day(Instant moment) const {
    return formatters_->format(formatters_->patterns.day, moment);
}

std::string Dates::time(Instant moment) const {
    auto wall = to_wall(moment, *formatters_->zone);
    auto of_day = wall - std::chrono::floor<std::chrono::days>(wall);
    auto minutes = std::chrono::floor<std::chrono::minutes>(of_day).count();
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string Dates::moment(Instant moment, Instant now) const {
    using namespace std::chrono;
    auto day = floor<days>(to_wall(moment, *formatters_->zone));
    auto today = floor<days>(to_wall(now, *formatters_->zone));
    auto away = (day - today).count();
    std::string named;
    if (away == 0) named = formatters_->relative_day(UDAT_DIRECTION_THIS);
    if (away == -1) named = formatters_->relative_day(UDAT_DIRECTION_LAST);
    if (away == 1) named = formatters_->relative_day(UDAT_DIRECTION_NEXT);
    bool same_year = year_month_day{day}.year() == year_month_day{today}.year();
    const auto& patterns = formatters_->patterns;
    if (named.empty()) named = formatters_->format(same_year ? patterns.day : patterns.day_and_year, moment);
    return named + " " + time(moment);
}

std::string Dates::relative(Instant moment, Instant now) const {
    auto ahead = moment - now;
    auto& formatter = formatters_->relative_formatter();
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString text;
    if (abs(ahead) < std::chrono::seconds{30}) {
        return utf8(formatter.format(UDAT_DIRECTION_PLAIN, UDAT_ABSOLUTE_NOW, text, status));
    }
    auto amount = amount_of(std::max<Duration>(abs(ahead), std::chrono::minutes{1}));
    auto signed_count = static_cast<double>(ahead < Duration{0} ? -amount.count : amount.count);
    // CLDR 42 says "in 2 days" in Tigrinya for days that are past; its words for hours and minutes are right.
    if (primary(formatters_->language) == "ti" && amount.relative_unit == UDAT_REL_UNIT_DAY && ahead < Duration{0}) {
        return fmt::format("ቅድሚ {} መዓልቲ", amount.count);
    }
    return utf8(formatter.formatNumeric(signed_count, amount.relative_unit, text, status));
}

namespace {

// CLDR 42 has no Tigrinya words for these units and falls back to abbreviations.
std::string tigrinya_length(std::int64_t whole_days, std::int64_t whole_hours, std::int64_t whole_minutes) {
    if (whole_days > 0) return fmt::format("{} መዓልቲ", whole_days);
    if (whole_hours == 0) return fmt::format("{} ደቒቕ", whole_minutes);
    if (whole_minutes == 0) return fmt::format("{} ሰዓት", whole_hours);
    return fmt::format("{} ሰዓትን {} ደቒቕን", whole_hours, whole_minutes);
}

}  // namespace

std::string Dates::length(Duration duration) const {
    using namespace std::chrono;
    auto whole = floor<minutes>(abs(duration)).count();
    std::int64_t in_days = whole >= 48 * 60 ? whole / (24 * 60) : 0;
    std::int64_t in_hours = whole / 60;
    std::int64_t in_minutes = whole % 60;
    if (primary(formatters_->language) == "ti") return tigrinya_length(in_days, in_hours, in_minutes);
    UErrorCode status = U_ZERO_ERROR;
    if (in_days > 0) return formatters_->measure(in_days, icu::MeasureUnit::createDay(status), 0, nullptr);
    auto* minute = icu::MeasureUnit::createMinute(status);
    if (in_hours == 0) return formatters_->measure(in_minutes, minute, 0, nullptr);
    auto* hour = icu::MeasureUnit::createHour(status);
    if (in_minutes > 0) return formatters_->measure(in_hours, hour, in_minutes, minute);
    delete minute;
    return formatters_->measure(in_hours, hour, 0, nullptr);
}

std::string Dates::number(std::int64_t value) const {
    UErrorCode status = U_ZERO_ERROR;
    if (!formatters_->number) {
        formatters_->number.reset(icu::NumberFormat::createInstance(formatters_->locale, status));
    }
    icu::UnicodeString text;
    return utf8(formatters_->number->format(value, text));
}

std::chrono::year_month_day local_day(Instant moment) {
    return std::chrono::floor<std::chrono::days>(to_wall(moment, *amsterdam()));
}

Instant from_wall(Instant wall) {
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    constexpr UBool kLocal = 1;
    amsterdam()->getOffset(to_udate(wall), kLocal, raw, summer, status);
    return wall - Duration{U_SUCCESS(status) ? raw + summer : 0};
}

std::string icu_locale_name(std::string_view language) {
    auto first = std::string(primary(language));
    // British English: day before month, and 24 hours where ICU itself writes a time.
    if (first == "en") first = "en_GB";
    return first + "@calendar=gregorian;numbers=latn";
}

}  // namespace baken::bulletins
