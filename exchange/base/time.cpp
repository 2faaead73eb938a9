#include "exchange/base/time.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>

namespace baken {
namespace {

// Walks over the text field by field; `ok` stays false from the first character that does not fit.
struct Reader {
    std::string_view rest;
    bool ok = true;

    int digits(int count, int low, int high) {
        int value = 0;
        for (int i = 0; i < count; ++i) value = value * 10 + digit();
        ok = ok && value >= low && value <= high;
        return value;
    }
    int digit() {
        if (rest.empty() || std::isdigit(static_cast<unsigned char>(rest.front())) == 0) {
            ok = false;
            return 0;
        }
        int value = rest.front() - '0';
        rest.remove_prefix(1);
        return value;
    }
    char one_of(std::string_view allowed) {
        if (rest.empty() || allowed.find(rest.front()) == std::string_view::npos) {
            ok = false;
            return '\0';
        }
        char found = rest.front();
        rest.remove_prefix(1);
        return found;
    }
};

std::chrono::milliseconds read_fraction(Reader& reader) {
    if (reader.rest.empty() || reader.rest.front() != '.') return std::chrono::milliseconds{0};
    reader.rest.remove_prefix(1);
    int value = reader.digit() * 100;
    int weight = 10;
    while (reader.ok && !reader.rest.empty() && std::isdigit(static_cast<unsigned char>(reader.rest.front())) != 0) {
        value += reader.digit() * weight;
        weight /= 10;
    }
    return std::chrono::milliseconds{value};
}

std::chrono::minutes read_offset(Reader& reader) {
    char sign = reader.one_of("Zz+-");
    if (sign != '+' && sign != '-') return std::chrono::minutes{0};
    int hours = reader.digits(2, 0, 23);
    reader.one_of(":");
    int minutes = reader.digits(2, 0, 59);
    int total = hours * 60 + minutes;
    return std::chrono::minutes{sign == '-' ? -total : total};
}

}  // namespace

std::optional<Instant> parse_rfc3339(std::string_view text) {
    using namespace std::chrono;
    Reader reader{text};
    auto year_read = year{reader.digits(4, 1, 9999)};
    reader.one_of("-");
    auto month_read = month{static_cast<unsigned>(reader.digits(2, 1, 12))};
    reader.one_of("-");
    auto day_read = day{static_cast<unsigned>(reader.digits(2, 1, 31))};
    reader.one_of("Tt ");
    auto hour_read = hours{reader.digits(2, 0, 23)};
    reader.one_of(":");
    auto minute_read = minutes{reader.digits(2, 0, 59)};
    reader.one_of(":");
    auto second_read = seconds{reader.digits(2, 0, 60)};
    auto fraction = read_fraction(reader);
    auto offset = read_offset(reader);
    auto date = year_month_day{year_read, month_read, day_read};
    if (!reader.ok || !reader.rest.empty() || !date.ok()) return std::nullopt;
    return Instant{sys_days{date}} + hour_read + minute_read + second_read + fraction - offset;
}

std::string to_rfc3339(Instant moment) {
    using namespace std::chrono;
    auto day_part = floor<days>(moment);
    year_month_day date{day_part};
    hh_mm_ss clock{floor<seconds>(moment - day_part)};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

}  // namespace baken
