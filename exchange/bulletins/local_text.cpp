#include "exchange/bulletins/local_text.hpp"

#include <algorithm>
#include <array>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/language.hpp"

namespace baken::bulletins {
namespace {

// Cuts the last part, and a single letter that would then stand at the end, as "nl-x" would.
std::string_view cut_tag(std::string_view tag) {
    auto hyphen = tag.rfind('-');
    if (hyphen == std::string_view::npos) return {};
    tag = tag.substr(0, hyphen);
    if (hyphen >= 2 && tag[hyphen - 2] == '-') tag = tag.substr(0, hyphen - 2);
    return tag;
}

void add_once(std::vector<std::string>& chain, std::string_view tag) {
    if (std::ranges::find(chain, tag) == chain.end()) chain.emplace_back(tag);
}

}  // namespace

std::vector<std::string> fallback_chain(std::string_view language) {
    std::vector<std::string> chain;
    for (auto tag = language; !tag.empty(); tag = cut_tag(tag)) add_once(chain, tag);
    add_once(chain, "nl");
    add_once(chain, "en");
    return chain;
}

bool is_right_to_left(std::string_view language) {
    constexpr std::array<std::string_view, 9> kRightToLeft{"ar", "fa", "ur", "he", "ps", "ckb", "yi", "dv", "ug"};
    auto first = to_lower_ascii(language.substr(0, language.find('-')));
    return std::ranges::find(kRightToLeft, first) != kRightToLeft.end();
}

void LocalText::set(std::string language, std::string text) {
    auto same = [&](const auto& entry) { return entry.first == language; };
    auto found = std::ranges::find_if(texts_, same);
    if (found != texts_.end()) {
        found->second = std::move(text);
    } else {
        texts_.emplace_back(std::move(language), std::move(text));
    }
}

std::optional<LocalText::Choice> LocalText::in(std::string_view language) const {
    for (const auto& wanted : fallback_chain(language)) {
        for (const auto& [tag, text] : texts_) {
            if (tag == wanted) return Choice{tag, text};
        }
    }
    if (texts_.empty()) return std::nullopt;
    return Choice{texts_.front().first, texts_.front().second};
}

bool LocalText::has(std::string_view language) const {
    return std::ranges::any_of(texts_, [&](const auto& entry) { return entry.first == language; });
}

LocalText read_local_text(TomlTable& above, std::string_view key) {
    LocalText text;
    auto table = above.table(key);
    if (!table) return text;
    for (const auto& language : table->keys()) {
        auto value = table->text_or(language, "");
        if (!is_language_tag(language)) table->refuse_key(language, "is not a language tag");
        text.set(language, value);
    }
    return text;
}

}  // namespace baken::bulletins
