#include "exchange/bulletins/language.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "exchange/base/text.hpp"

namespace baken::bulletins {
namespace {

// Withdrawn codes and ones that senders use by mistake (sp is nobody's code; Spanish alerts carry it).
constexpr auto kAliases = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"iw", "he"}, {"in", "id"}, {"ji", "yi"}, {"mo", "ro"}, {"no", "nb"}, {"sp", "es"}, {"tl", "fil"}});

std::string_view primary_of(std::string_view tag) {
    return tag.substr(0, tag.find('-'));
}

// Chinese is written in two scripts that a reader of one may not read in the other; regions imply which.
std::string_view script_of(std::string_view tag) {
    auto has = [&](std::string_view part) {
        auto parts = split(tag, '-');
        return std::find(parts.begin(), parts.end(), part) != parts.end();
    };
    if (primary_of(tag) == "zh") return has("hant") || has("tw") || has("hk") || has("mo") ? "hant" : "hans";
    for (auto part : split(tag, '-')) {
        if (part.size() == 4 && std::isalpha(static_cast<unsigned char>(part[0])) != 0) return part;
    }
    return {};
}

// RFC 4647 3.4: drop the last part, and a single letter that would then stand at the end.
std::string truncated(std::string tag) {
    auto cut = tag.rfind('-');
    if (cut == std::string::npos) return {};
    tag.resize(cut);
    if (tag.size() > 2 && tag[tag.size() - 2] == '-') tag.resize(tag.size() - 2);
    return tag;
}

struct Match {
    std::size_t block;
    LanguageStep step;
};

using Tags = std::vector<std::string>;

std::optional<std::size_t> position_of(const Tags& tags, std::string_view tag) {
    auto found = std::find(tags.begin(), tags.end(), tag);
    if (tag.empty() || found == tags.end()) return std::nullopt;
    return static_cast<std::size_t>(found - tags.begin());
}

std::optional<Match> same_language(const Tags& tags, const std::string& wanted) {
    std::optional<Match> found;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (tags[i].empty() || primary_of(tags[i]) != primary_of(wanted)) continue;
        if (script_of(tags[i]) == script_of(wanted)) return Match{i, LanguageStep::SameLanguage};
        if (!found) found = Match{i, LanguageStep::SameLanguage};
    }
    return found;
}

std::optional<Match> match_one(const Tags& tags, const std::string& wanted) {
    if (auto at = position_of(tags, wanted)) return Match{*at, LanguageStep::Exact};
    for (auto shorter = truncated(wanted); !shorter.empty(); shorter = truncated(shorter)) {
        auto at = position_of(tags, shorter);
        if (at && script_of(tags[*at]) == script_of(wanted)) return Match{*at, LanguageStep::Truncated};
    }
    return same_language(tags, wanted);
}

Match match_any(const Tags& tags, std::span<const std::string> wanted) {
    for (const auto& tag : wanted) {
        if (tag.empty()) continue;
        if (auto match = match_one(tags, canonical_language(tag))) return *match;
    }
    if (auto dutch = match_one(tags, "nl")) return {dutch->block, LanguageStep::Dutch};
    if (auto english = match_one(tags, "en")) return {english->block, LanguageStep::English};
    return {0, LanguageStep::First};
}

}  // namespace

std::string_view name_of(LanguageStep step) {
    constexpr std::array<std::string_view, 6> kNames = {"exact", "truncated", "same_language",
                                                        "dutch", "english",   "first"};
    return kNames.at(static_cast<std::size_t>(step));
}

std::string canonical_language(std::string_view tag) {
    auto canonical = to_lower_ascii(trim(tag));
    std::replace(canonical.begin(), canonical.end(), '_', '-');
    for (const auto& [old, now] : kAliases) {
        if (primary_of(canonical) == old) return std::string(now) + canonical.substr(old.size());
    }
    return canonical;
}

bool is_language_tag(std::string_view text) {
    auto parts = split(text, '-');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        bool form = std::all_of(parts[i].begin(), parts[i].end(), [&](unsigned char letter) {
            return letter < 0x80 && (std::isalpha(letter) != 0 || (i > 0 && std::isdigit(letter) != 0));
        });
        if (!form || parts[i].empty() || parts[i].size() > 8) return false;
    }
    return true;
}

LanguageChoice choose_language(std::span<const std::string> available, std::span<const std::string> wanted) {
    if (available.empty()) return {};
    Tags tags;
    for (const auto& tag : available) tags.push_back(canonical_language(tag));
    auto match = match_any(tags, wanted);
    LanguageChoice choice{available[match.block], match.step, {}};
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (tags[i] == tags[match.block]) choice.blocks.push_back(i);
    }
    return choice;
}

LanguageChoice choose_language(std::span<const std::string> available, std::string_view wanted) {
    const std::string one(wanted);
    return choose_language(available, std::span(&one, 1));
}

LanguageChoice choose_language(const Alert& alert, std::span<const std::size_t> infos, std::string_view wanted) {
    std::vector<std::string> available;
    for (auto index : infos) available.push_back(alert.infos.at(index).language);
    auto choice = choose_language(available, wanted);
    for (auto& block : choice.blocks) block = infos[block];
    return choice;
}

std::vector<std::string> languages_of(const Alert& alert, std::span<const std::size_t> infos) {
    std::vector<std::string> languages;
    for (auto index : infos) {
        const auto& language = alert.infos.at(index).language;
        bool known = std::any_of(languages.begin(), languages.end(), [&](const std::string& other) {
            return canonical_language(other) == canonical_language(language);
        });
        if (!known) languages.push_back(language);
    }
    return languages;
}

}  // namespace baken::bulletins
