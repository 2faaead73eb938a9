#include "exchange/trust/responsibility.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/base/text.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::trust {
namespace {

constexpr std::size_t kLongestPath = 1024;

// A '[' that begins a set: how long the set is in the pattern, and whether the byte is in it. Length 0: no set.
struct SetMatch {
    std::size_t length = 0;
    bool matches = false;
};

SetMatch match_set(std::string_view pattern, char letter) {
    bool negated = pattern.size() > 1 && pattern[1] == '!';
    std::size_t begin = negated ? 2 : 1;
    // A ']' right at the beginning is a member of the set.
    auto end = pattern.find(']', begin + 1);
    if (end == std::string_view::npos) return {};
    bool inside = false;
    for (std::size_t at = begin; at < end; ++at) {
        if (at + 2 < end && pattern[at + 1] == '-') {
            inside = inside || (pattern[at] <= letter && letter <= pattern[at + 2]);
            at += 2;
        } else {
            inside = inside || pattern[at] == letter;
        }
    }
    return {end + 1, inside != negated};
}

// How many bytes of the pattern match this one byte; 0 when it does not match. '*' is not asked here.
std::size_t match_one(std::string_view pattern, char letter) {
    if (pattern.empty()) return 0;
    if (pattern[0] == '[') {
        auto set = match_set(pattern, letter);
        if (set.length > 0) return set.matches ? set.length : 0;
    }
    return pattern[0] == '?' || pattern[0] == letter ? 1 : 0;
}

// One component. Only the last star ever needs a second try, so this is a loop and not a recursion.
bool matches_component(std::string_view pattern, std::string_view text) {
    std::size_t at_pattern = 0;
    std::size_t at_text = 0;
    std::size_t after_star = std::string_view::npos;
    std::size_t star_text = 0;
    while (at_text < text.size()) {
        if (at_pattern < pattern.size() && pattern[at_pattern] == '*') {
            after_star = ++at_pattern;
            star_text = at_text;
        } else if (auto taken = match_one(pattern.substr(at_pattern), text[at_text]); taken > 0) {
            at_pattern += taken;
            ++at_text;
        } else if (after_star != std::string_view::npos) {
            at_pattern = after_star;
            at_text = ++star_text;
        } else {
            return false;
        }
    }
    while (at_pattern < pattern.size() && pattern[at_pattern] == '*') ++at_pattern;
    return at_pattern == pattern.size();
}

std::string bin_name_of(const HashBins& bins, std::uint32_t number) {
    auto last = bins.bits == 32 ? 0xFFFFFFFFU : (1U << static_cast<unsigned>(bins.bits)) - 1U;
    auto width = fmt::format("{:x}", last).size();
    return fmt::format("{}-{:0{}x}", bins.prefix, number, width);
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view path) {
    auto patterns = split(pattern, '/');
    auto components = split(path, '/');
    return std::ranges::equal(patterns, components, matches_component);
}

bool is_responsible(const Delegation& delegation, std::string_view path) {
    if (std::ranges::any_of(delegation.paths, [path](const auto& pattern) { return matches_pattern(pattern, path); })) {
        return true;
    }
    if (delegation.hash_prefixes.empty()) return false;
    auto hash = sha256_hex(path);
    return std::ranges::any_of(delegation.hash_prefixes,
                               [&hash](const auto& prefix) { return hash.starts_with(prefix); });
}

std::string bin_name(const HashBins& bins, std::string_view path) {
    auto first_32_bits = static_cast<std::uint32_t>(std::stoul(sha256_hex(path).substr(0, 8), nullptr, 16));
    return bin_name_of(bins, first_32_bits >> static_cast<unsigned>(32 - bins.bits));
}

std::vector<std::string> bin_names(const HashBins& bins) {
    std::vector<std::string> names;
    auto count = std::uint64_t{1} << static_cast<unsigned>(bins.bits);
    for (std::uint64_t number = 0; number < count; ++number) {
        names.push_back(bin_name_of(bins, static_cast<std::uint32_t>(number)));
    }
    return names;
}

std::vector<Delegation> responsible_for(const Targets& targets, std::string_view path) {
    std::vector<Delegation> responsible;
    for (const auto& delegation : targets.delegations) {
        if (is_responsible(delegation, path)) responsible.push_back(delegation);
    }
    if (targets.bins) {
        responsible.push_back({.name = bin_name(*targets.bins, path), .rule = targets.bins->rule, .terminating = true});
    }
    return responsible;
}

bool is_plain_path(std::string_view path) {
    if (path.empty() || path.size() > kLongestPath) return false;
    auto is_odd = [](unsigned char byte) { return byte < 0x20 || byte == 0x7F || byte == '\\'; };
    if (std::ranges::any_of(path, is_odd)) return false;
    return std::ranges::none_of(split(path, '/'),
                                [](std::string_view part) { return part.empty() || part == "." || part == ".."; });
}

}  // namespace baken::trust
