#include "cp/office/desk_left.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/office/desk_list.hpp"

namespace baken::cp {

std::vector<std::string> left_without(const Draft& draft, const bulletins::Alert& alert, const Shelf& shelf) {
    const auto* before = draft.aim == DraftAim::New ? nullptr : shelf.alert(draft.of);
    if (before == nullptr || draft.aim == DraftAim::Withdraw) return {};
    auto left = sites_of(*before, shelf);
    auto reached = sites_of(alert, shelf);
    std::erase_if(left, [&](const auto& id) { return std::ranges::find(reached, id) != reached.end(); });
    return left;
}

Done check_all_clear(const Draft& draft, const bulletins::Alert& alert, const Shelf& shelf) {
    if (draft.aim != DraftAim::AllClear) return {};
    auto left = left_without(draft, alert, shelf);
    if (left.empty()) return {};
    std::string names;
    for (const auto& id : left) names += (names.empty() ? "" : ", ") + id;
    return refuse("desk.left_out",
                  fmt::format("this takes the warning from {} and tells nobody there that it is over", names),
                  "first publish an update of the warning for the places where it goes on");
}

}  // namespace baken::cp
