#include "cp/hub/byte_range.hpp"

#include <algorithm>

#include "cp/hub/request_target.hpp"
#include "exchange/base/text.hpp"

namespace baken::cp {
namespace {

RangeAnswer part(std::uint64_t begin, std::uint64_t last, std::uint64_t size) {
    if (begin >= size) return {RangeVerdict::Unsatisfiable, {}};
    return {RangeVerdict::Part, {begin, std::min(last, size - 1) - begin + 1}};
}

// The last so many bytes.
RangeAnswer suffix(std::int64_t count, std::uint64_t size) {
    if (count == 0 || size == 0) return {RangeVerdict::Unsatisfiable, {}};
    auto length = std::min(static_cast<std::uint64_t>(count), size);
    return {RangeVerdict::Part, {size - length, length}};
}

}  // namespace

RangeAnswer parse_range(std::string_view header, std::uint64_t size) {
    constexpr std::string_view kUnit = "bytes=";
    if (to_lower_ascii(header.substr(0, kUnit.size())) != kUnit) return {};
    auto range = trim(header.substr(kUnit.size()));
    auto dash = range.find('-');
    if (dash == std::string_view::npos) return {};
    auto first = parse_number(range.substr(0, dash));
    auto last = parse_number(range.substr(dash + 1));
    if (dash == 0) return last ? suffix(*last, size) : RangeAnswer{};
    if (!first || (!last && dash + 1 != range.size())) return {};
    if (last && *last < *first) return {};
    auto begin = static_cast<std::uint64_t>(*first);
    return part(begin, last ? static_cast<std::uint64_t>(*last) : size, size);
}

bool names_tag(std::string_view header, std::string_view tag) {
    if (trim(header) == "*") return true;
    return std::ranges::any_of(split(header, ','), [tag](std::string_view one) {
        one = trim(one);
        if (one.starts_with("W/")) one.remove_prefix(2);
        return one == tag;
    });
}

}  // namespace baken::cp
