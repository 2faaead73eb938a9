// Which language of an alert or page a visitor gets (RFC 4647 section 3.4, lookup).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/bulletins/alert.hpp"

namespace baken::bulletins {

// How the language was found. From Dutch on it is not a language the visitor asked for, and the screen says so.
enum class LanguageStep {
    Exact,         // as asked, apart from case and _ for -
    Truncated,     // asked for more than there is: nl-NL-x found as nl
    SameLanguage,  // another region or script of the same language
    Dutch,
    English,
    First,  // whatever the issuer put first
};
[[nodiscard]] std::string_view name_of(LanguageStep step);

struct LanguageChoice {
    std::string language;  // as the issuer wrote it; empty: the issuer's default, of which nothing is known
    LanguageStep step = LanguageStep::First;
    std::vector<std::size_t> blocks;  // which of `available`: all that have this language, in their order

    [[nodiscard]] bool fallback() const {
        return step == LanguageStep::Dutch || step == LanguageStep::English || step == LanguageStep::First;
    }
};

// `available` are the languages of the blocks as written, empty where the issuer named none; `wanted` the visitor's
// languages, best first. A block without language is never taken for any language, only reached as the first. With
// nothing available, `blocks` is empty.
[[nodiscard]] LanguageChoice choose_language(std::span<const std::string> available,
                                             std::span<const std::string> wanted);
[[nodiscard]] LanguageChoice choose_language(std::span<const std::string> available, std::string_view wanted);

// The same over the info blocks of an alert that have these positions; `blocks` holds positions in alert.infos.
[[nodiscard]] LanguageChoice choose_language(const Alert& alert, std::span<const std::size_t> infos,
                                             std::string_view wanted);

// Each language once, as first written, in order: what the visitor can also read it in.
[[nodiscard]] std::vector<std::string> languages_of(const Alert& alert, std::span<const std::size_t> infos);

// Small letters, - for _, and today's code for withdrawn ones (iw -> he), so that two spellings compare equal.
[[nodiscard]] std::string canonical_language(std::string_view tag);

// Has it the form of a language tag (letters, then groups of letters and digits joined by -)?
[[nodiscard]] bool is_language_tag(std::string_view text);

}  // namespace baken::bulletins
