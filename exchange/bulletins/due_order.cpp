#include "exchange/bulletins/due_order.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace baken::bulletins {
namespace {

bool is_all_clear(const Info& info) {
    return std::find(info.response_types.begin(), info.response_types.end(), ResponseType::AllClear) !=
           info.response_types.end();
}

bool is_danger(const Info& info) {
    return info.severity == Severity::Extreme || info.urgency == Urgency::Immediate;
}
bool is_quiet(const Info& info) {
    return info.severity == Severity::Minor || info.urgency == Urgency::Past;
}

// Smaller is more serious. Indexed by the enum, whose first is Unknown.
constexpr std::array<int, 5> kSeverityRank = {2, 0, 1, 3, 4};
constexpr std::array<int, 5> kUrgencyRank = {2, 0, 1, 3, 4};
constexpr std::array<int, 5> kCertaintyRank = {2, 0, 1, 3, 4};

using Seriousness = std::tuple<int, int, int>;

Seriousness seriousness_of(const Info& info) {
    return {kSeverityRank.at(static_cast<std::size_t>(info.severity)),
            kUrgencyRank.at(static_cast<std::size_t>(info.urgency)),
            kCertaintyRank.at(static_cast<std::size_t>(info.certainty))};
}

}  // namespace

std::size_t most_serious(const Alert& alert, std::span<const std::size_t> infos) {
    return *std::min_element(infos.begin(), infos.end(), [&](std::size_t one, std::size_t other) {
        return seriousness_of(alert.infos[one]) < seriousness_of(alert.infos[other]);
    });
}

Kind kind_of(const Alert& alert, std::span<const std::size_t> infos) {
    auto all = [&](auto holds) {
        return std::all_of(infos.begin(), infos.end(), [&](std::size_t index) { return holds(alert.infos[index]); });
    };
    if (alert.msg_type == MsgType::Cancel || all(is_all_clear)) return Kind::AllClear;
    if (!all([](const Info& info) { return is_all_clear(info) || !is_danger(info); })) return Kind::Danger;
    return all(is_quiet) ? Kind::Information : Kind::Warning;
}

void put_in_order(std::vector<Shown>& shown, std::span<const Received> messages) {
    auto before = [&](const Shown& one, const Shown& other) {
        auto key = [&](const Shown& item) {
            const auto& alert = messages[item.alert].alert;
            return std::tuple(item.kind, item.exercise, seriousness_of(alert.infos[most_serious(alert, item.infos)]));
        };
        auto one_key = key(one);
        auto other_key = key(other);
        return one_key != other_key ? one_key < other_key : is_newer(messages, one.alert, other.alert);
    };
    std::sort(shown.begin(), shown.end(), before);
    for (std::size_t i = 0; i < shown.size(); ++i) shown[i].rank = i;
}

}  // namespace baken::bulletins
