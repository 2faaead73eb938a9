#include "kiosk/staff/notice_blanks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace baken::staff {

using bulletins::Blank;
using bulletins::BlankKind;

namespace {

constexpr int kHalfHour = 30;
constexpr int kDay = 24 * 60;
constexpr std::string_view kOpeningDay = "day";  // a "night" begins on its own day

// Of the day, of a text such as "14:30".
int minutes_of(std::string_view time) {
    if (time.size() != 5) return 0;
    return (time[0] - '0') * 600 + (time[1] - '0') * 60 + (time[3] - '0') * 10 + (time[4] - '0');
}

std::string time_of(int minutes) {
    int in_day = ((minutes % kDay) + kDay) % kDay;
    return fmt::format("{:02}:{:02}", in_day / 60, in_day % 60);
}

std::string date_of(std::chrono::sys_days day) {
    std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

// The last one that is over, or is now.
std::string last_value(const StaffView& view, BlankKind kind) {
    if (kind == BlankKind::DateTime) return to_rfc3339(std::chrono::floor<std::chrono::hours>(view.matter.now));
    if (kind == BlankKind::Date) return date_of(std::chrono::sys_days{bulletins::local_day(view.matter.now)});
    return time_of(minutes_of(view.matter.strings.dates().time(view.matter.now)) / kHalfHour * kHalfHour);
}

}  // namespace

std::string first_value(const StaffView& view, const Blank& blank) {
    if (blank.past) return {};
    const auto& dates = view.matter.strings.dates();
    switch (blank.kind) {
        case BlankKind::Place:
            return view.site_name();
        case BlankKind::Time:
            return time_of((minutes_of(dates.time(view.matter.now)) / kHalfHour + 1) * kHalfHour);
        case BlankKind::Date: {
            // Late in the evening the next half hour begins tomorrow.
            auto moment = view.matter.now + std::chrono::minutes{blank.name == kOpeningDay ? kHalfHour : 0};
            return date_of(std::chrono::sys_days{bulletins::local_day(moment)});
        }
        case BlankKind::DateTime:
            return to_rfc3339(std::chrono::ceil<std::chrono::hours>(view.matter.now));
        // Nobody's age, and no cause of a danger, is on the screen because staff passed over it.
        case BlankKind::Amount:
        case BlankKind::Choice:
        case BlankKind::Street:
        case BlankKind::Text:
            break;
    }
    return {};
}

bool is_stepped(BlankKind kind) {
    using enum BlankKind;
    return kind == Time || kind == Date || kind == DateTime;
}

std::string stepped(const Blank& blank, const std::string& value, int by) {
    switch (blank.kind) {
        case BlankKind::Time:
            return time_of(minutes_of(value) + by * kHalfHour);
        case BlankKind::Date: {
            auto noon = parse_rfc3339(value + "T12:00:00Z");
            return noon ? date_of(std::chrono::floor<std::chrono::days>(*noon) + std::chrono::days{by}) : value;
        }
        case BlankKind::DateTime: {
            auto moment = parse_rfc3339(value);
            return moment ? to_rfc3339(*moment + std::chrono::hours{by}) : value;
        }
        default:
            return value;
    }
}

std::string pressed(const StaffView& view, const Blank& blank, const std::string& value, int by) {
    if (!blank.past) return stepped(blank, value, by);
    auto last = last_value(view, blank.kind);
    if (value.empty()) return last;
    // A time has no day: what is later on the clock than now was yesterday.
    if (blank.kind == BlankKind::Time) return by > 0 && value == last ? last : stepped(blank, value, by);
    return std::min(stepped(blank, value, by), last);
}

std::string shown_value(const StaffView& view, const Blank& blank, const std::string& value) {
    if (value.empty()) return view.say("notice-fill");
    const auto& dates = view.matter.strings.dates();
    if (blank.kind == BlankKind::Date) {
        auto noon = parse_rfc3339(value + "T12:00:00Z");
        return noon ? dates.short_day(*noon) : value;
    }
    auto moment = blank.kind == BlankKind::DateTime ? parse_rfc3339(value) : std::nullopt;
    return moment ? dates.moment(*moment, view.matter.now) : value;
}

}  // namespace baken::staff
