#include "cp/office/cap_draft.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/area.hpp"
#include "exchange/bulletins/content.hpp"
#include "exchange/bulletins/language.hpp"

namespace baken::cp {
namespace {

using bulletins::AreaVerdict;
using bulletins::Info;
using bulletins::Severity;

constexpr int kMostHours = 14 * 24;
constexpr std::size_t kMostHeadline = 300;
constexpr std::size_t kMostWords = 8'000;

struct Block {
    std::size_t at = 0;
    const Info* info = nullptr;
    AreaVerdict verdict = AreaVerdict::Undetermined;
};

AreaVerdict verdict_of(const Info& info, const std::vector<bulletins::SiteArea>& sites) {
    if (sites.empty()) return AreaVerdict::Undetermined;
    auto nearest = AreaVerdict::Outside;
    for (const auto& site : sites) {
        nearest = std::min(nearest, bulletins::match_areas(info.areas, site).verdict);
        if (nearest == AreaVerdict::Inside) break;
    }
    return nearest;
}

// Whether a block reaches a site here is asked once: a list has thousands of blocks, and a region many sites.
std::vector<Block> all_blocks(const bulletins::Alert& alert, const Shelf& shelf) {
    std::vector<bulletins::SiteArea> sites;
    for (const auto& site : shelf.sites) sites.push_back(bulletins::area_of(site));
    std::vector<Block> blocks;
    for (std::size_t at = 0; at < alert.infos.size(); ++at) {
        blocks.push_back({at, &alert.infos[at], verdict_of(alert.infos[at], sites)});
    }
    return blocks;
}

// Those that may reach a site here; all of them where none does.
std::vector<Block> blocks_for(const bulletins::Alert& alert, const Shelf& shelf) {
    auto blocks = all_blocks(alert, shelf);
    auto is_elsewhere = [](const Block& block) { return block.verdict == AreaVerdict::Outside; };
    if (!std::ranges::all_of(blocks, is_elsewhere)) std::erase_if(blocks, is_elsewhere);
    return blocks;
}

auto is_over_at(Instant now) {
    return [now](const Block& block) { return block.info->expires && block.info->expires->at <= now; };
}

// The most severe, then what is inside before what may be; the standard's words go from Extreme to Minor.
auto rank(const Block& block) {
    auto severity = block.info->severity;
    return std::pair{severity == Severity::Unknown ? static_cast<int>(Severity::Minor) + 1 : static_cast<int>(severity),
                     block.verdict};
}

std::string language_of(const Info& info) {
    auto language = bulletins::canonical_language(info.language);
    return language.substr(0, language.find('-'));
}

std::vector<Block> gravest_of(const std::vector<Block>& blocks) {
    std::vector<Block> found;
    auto first = std::ranges::min_element(blocks, {}, rank);
    if (first == blocks.end()) return found;
    // Two things of one severity are two warnings; in another language an event has another name.
    std::map<std::string, std::string> events{{language_of(*first->info), first->info->event}};
    for (const auto& block : blocks) {
        if (block.info->severity != first->info->severity) continue;
        auto known = events.try_emplace(language_of(*block.info), block.info->event).first;
        if (known->second == block.info->event) found.push_back(block);
    }
    return found;
}

std::string_view nearest_of(const std::vector<Block>& blocks) {
    auto nearest = blocks.empty() ? AreaVerdict::Undetermined : AreaVerdict::Outside;
    for (const auto& block : blocks) nearest = std::min(nearest, block.verdict);
    if (nearest == AreaVerdict::Inside) return "inside";
    return nearest == AreaVerdict::Undetermined ? "undetermined" : "outside";
}

// Cut where a letter begins.
std::string shorten(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    text.resize(most);
    return text;
}

template <typename Enum>
std::string word_of(Enum value) {
    return value == Enum::Unknown ? std::string() : std::string(name_of(value));
}

int hours_left(const Info& info, Instant now) {
    if (!info.expires || info.expires->at <= now) return 0;
    auto hours = std::chrono::ceil<std::chrono::hours>(info.expires->at - now).count();
    return static_cast<int>(std::min<std::int64_t>(hours, kMostHours));
}

void add_municipalities(const Info& info, const Shelf& shelf, std::vector<std::string>& codes) {
    for (const auto& site : shelf.sites) {
        const auto& code = site.municipality.code;
        if (code.empty() || std::ranges::find(codes, code) != codes.end()) continue;
        bool named = std::ranges::any_of(info.areas, [&](const bulletins::Area& area) {
            return std::ranges::find(area.geocodes, code, &bulletins::NamedValue::value) != area.geocodes.end();
        });
        if (named) codes.push_back(code);
    }
}

void add_words(const Info& info, Draft& draft) {
    auto language = language_of(info);
    if (!bulletins::is_language_tag(language)) return;
    draft.words.try_emplace(
        language, DraftWords{shorten(bulletins::title_of(info), kMostHeadline), shorten(info.description, kMostWords),
                             shorten(info.instruction, kMostWords)});
}

}  // namespace

std::string_view reach_of(const bulletins::Alert& alert, const Shelf& shelf) {
    return nearest_of(all_blocks(alert, shelf));
}

bool has_ended(const bulletins::Alert& alert, const Shelf& shelf, Instant now) {
    return what_is_for_us(alert, shelf, now).over;
}

ForUs what_is_for_us(const bulletins::Alert& alert, const Shelf& shelf, Instant now) {
    auto blocks = blocks_for(alert, shelf);
    bool over = !blocks.empty() && std::ranges::all_of(blocks, is_over_at(now));
    if (!over) std::erase_if(blocks, is_over_at(now));
    auto gravest = gravest_of(blocks);
    ForUs found{.blocks = {}, .reaches = nearest_of(gravest), .over = over};
    for (const auto& block : gravest) found.blocks.push_back(block.at);
    return found;
}

Draft draft_of(const bulletins::Alert& alert, const Shelf& shelf, Instant now) {
    Draft draft;
    draft.exercise = alert.status != bulletins::Status::Actual;
    auto blocks = what_is_for_us(alert, shelf, now).blocks;
    for (auto at : blocks) {
        const auto& info = alert.infos[at];
        add_municipalities(info, shelf, draft.municipalities);
        add_words(info, draft);
        draft.hours = std::max(draft.hours, hours_left(info, now));
    }
    if (blocks.empty()) return draft;
    const auto& first = alert.infos[blocks.front()];
    draft.severity = word_of(first.severity);
    draft.urgency = word_of(first.urgency);
    draft.certainty = word_of(first.certainty);
    if (!first.categories.empty()) draft.category = word_of(first.categories.front());
    return draft;
}

}  // namespace baken::cp
