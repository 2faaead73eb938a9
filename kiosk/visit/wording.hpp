// How a message is put into words for a visitor: which language, which sentences, which times.
#pragma once

#include <string>
#include <vector>

#include "exchange/bulletins/language.hpp"
#include "kiosk/ui/metrics.hpp"
#include "kiosk/visit/models.hpp"

namespace baken::visit {

// A message as one language tells it.
struct Telling {
    std::string language;  // for the typesetter; "und" when the issuer named none
    bulletins::LanguageStep step = bulletins::LanguageStep::First;
    bool fallback = false;
    std::string headline;
    std::vector<std::string> description;  // lines
    std::vector<std::string> instruction;  // lines
    std::string area;
    std::string source;
    std::string contact;
    std::string image;  // bytes of an inline picture, or empty
};
[[nodiscard]] Telling tell(const bulletins::Alert& alert, const std::vector<std::size_t>& infos,
                           std::string_view wanted);

[[nodiscard]] screens::Gravity gravity_of(bulletins::Kind kind);
// "1920 × 1080 px, 345 × 194 mm", which runs from left to right in an Arabic line, too.
[[nodiscard]] std::string panel_words(const ui::Panel& panel);
// "14:05" today, with the day otherwise.
[[nodiscard]] std::string short_moment(const bulletins::Strings& strings, Instant moment, Instant now);
// Until when it counts, in a sentence.
[[nodiscard]] std::string validity(const bulletins::Strings& strings, const bulletins::Shown& shown, Instant now);
// The same for whoever reads it on another day: the whole date, and no word that goes by the day it is.
[[nodiscard]] std::string lasting_validity(const bulletins::Strings& strings, const bulletins::Shown& shown);
// That it was withdrawn or has expired, in a sentence with this moment in it.
[[nodiscard]] std::string ended(const bulletins::Strings& strings, const bulletins::Past& past,
                                const std::string& moment);
// Why it is shown although or as it is, for the public; empty when there is nothing to say.
[[nodiscard]] std::vector<std::string> remarks(const Matter& matter, const bulletins::Shown& shown,
                                               const Telling& telling);
// The name of a language in itself; the tag when nobody knows it.
[[nodiscard]] std::string language_name(const supply::Holdings& holdings, std::string_view tag);
// The whole message as plain text to take along, at most `most` bytes, cut at the end of a line. Before it stand the
// marks, as that it is an exercise, or over; after it whose it is and `when` it was sent and counts.
struct TakeAlong {
    std::string text;
    bool shortened = false;
};
[[nodiscard]] TakeAlong take_along(const Telling& telling, const std::string& when, std::size_t most,
                                   const std::vector<std::string>& marks = {});
// As it goes into a code. Nothing in it goes by what time it is now, because it is read later. `past` is what became of
// a message that is over; null for one that counts.
[[nodiscard]] TakeAlong take_along(const Matter& matter, const bulletins::Shown& shown, const bulletins::Past* past,
                                   const Telling& telling);

}  // namespace baken::visit
