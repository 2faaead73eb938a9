#include "cp/region/assignment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "exchange/trust/responsibility.hpp"

namespace baken::cp {
namespace {

// How narrow the delegation's pattern for this path is: the longest that matches.
std::size_t narrowness(const trust::Delegation& delegation, std::string_view path) {
    std::size_t longest = 0;
    for (const auto& pattern : delegation.paths) {
        if (trust::matches_pattern(pattern, path)) longest = std::max(longest, pattern.size());
    }
    return longest;
}

}  // namespace

Result<FilesByRole> assign(const trust::Targets& targets, const CheckedContent& content) {
    FilesByRole assigned;
    for (const auto& [path, file] : content.files) {
        auto responsible = trust::responsible_for(targets, path);
        if (responsible.empty()) {
            return refuse("publish.nobody", fmt::format("{}: no role may sign \"{}\"", file.source.string(), path),
                          "look for a spelling mistake, or move the file out of the content");
        }
        auto narrowest = std::ranges::max_element(
            responsible, {}, [&path](const auto& delegation) { return narrowness(delegation, path); });
        assigned[narrowest->name].emplace(path, file);
    }
    return assigned;
}

}  // namespace baken::cp
