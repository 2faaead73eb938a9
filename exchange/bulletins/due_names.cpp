#include <array>

#include "exchange/bulletins/due.hpp"

namespace baken::bulletins {

std::string_view name_of(Kind kind) {
    constexpr std::array<std::string_view, 4> kNames = {"danger", "warning", "all_clear", "information"};
    return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(Why why) {
    constexpr std::array<std::string_view, 8> kNames = {
        "new", "updated", "stale", "area_not_determined", "branch", "expires_unknown", "clock_doubtful", "unclear"};
    return kNames.at(static_cast<std::size_t>(why));
}

std::string_view name_of(HiddenWhy why) {
    constexpr std::array<std::string_view, 19> kNames = {
        "expired",       "cancelled",      "superseded",       "branch",        "not_yet_effective", "status_test",
        "status_system", "status_draft",   "scope_restricted", "scope_private", "other_area",        "acknowledgement",
        "error_message", "sent_in_future", "duplicate",        "conflict",      "cancel_notice",     "no_info",
        "limit"};
    return kNames.at(static_cast<std::size_t>(why));
}

}  // namespace baken::bulletins
