// Dates, times of day and durations as people of a language write them.
//
// Decisions, the same in every language: the clock on the wall in Amsterdam; 24 hours ("14:08"); the Gregorian calendar
// (in Farsi too: it must agree with posters and telephones here); Western digits (in Arabic and Farsi too: they must
// agree with the digits in CAP texts, house numbers and telephone numbers, and almost every reader here knows them).
// Nothing here isolates text for right-to-left lines; the typesetter does that.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "exchange/base/time.hpp"

namespace baken::bulletins {

// One language's way. Formatters are made at first use, so a Dates costs nothing until asked. One thread at a time.
class Dates {
public:
    explicit Dates(std::string_view language);
    ~Dates();
    Dates(Dates&&) noexcept;
    Dates& operator=(Dates&&) noexcept;

    [[nodiscard]] std::string full(Instant moment) const;         // "zondag 22 november 2026"
    [[nodiscard]] std::string full_moment(Instant moment) const;  // "zondag 22 november 2026, 14:08"
    [[nodiscard]] std::string short_day(Instant moment) const;    // "za 21 nov"
    [[nodiscard]] std::string time(Instant moment) const;         // "14:08"
    // Day and time as near as they are: "vandaag 13:52", "gisteren 13:52", "morgen 09:00", "za 21 nov 13:52"; with the
    // year when it is another one.
    [[nodiscard]] std::string moment(Instant moment, Instant now) const;
    // "over 2 uur", "5 minuten geleden", "nu" within half a minute; whole minutes, hours or days, rounded down.
    [[nodiscard]] std::string relative(Instant moment, Instant now) const;
    // "10 minuten", "2 uur en 10 minuten", "3 dagen"; below a minute "0 minuten". Negative counts as its opposite.
    [[nodiscard]] std::string length(Duration duration) const;
    // A whole number, grouped: "11.800".
    [[nodiscard]] std::string number(std::int64_t value) const;

private:
    struct Formatters;
    std::unique_ptr<Formatters> formatters_;
};

// The day it is in Amsterdam.
[[nodiscard]] std::chrono::year_month_day local_day(Instant moment);
// The moment at which the clocks in Amsterdam show what `wall` shows in universal time. Of an hour that they show twice
// the second, and one that they pass over counts as if they had not yet.
[[nodiscard]] Instant from_wall(Instant wall);

// The locale ICU knows a language by, with our calendar and digits.
[[nodiscard]] std::string icu_locale_name(std::string_view language);

}  // namespace baken::bulletins
