// What of somebody else's message is for this region, and the draft that it becomes. One message may warn of several
// things at once, each in several languages and with a block (info) for every language: yellow for the islands, and red
// for a town here. What reaches nobody here counts only where nothing in the message does.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "cp/office/desk_draft.hpp"
#include "exchange/bulletins/alert.hpp"

namespace baken::cp {

// "inside", "undetermined" or "outside": whether a kiosk of the region would show it. One that is inside is enough.
[[nodiscard]] std::string_view reach_of(const bulletins::Alert& alert, const Shelf& shelf);

// Is all of it that is for this region over by now? What does not say when it ends is not.
[[nodiscard]] bool has_ended(const bulletins::Alert& alert, const Shelf& shelf, Instant now);

// The gravest warning in it that may be for this region and lasts still. Where all is over, the gravest that there was.
// A grave one that may be here goes before a mild one that certainly is: who looks at it sees that it is not certain,
// and would otherwise see nothing of it.
struct ForUs {
    std::vector<std::size_t> blocks;            // all languages and areas of it, in their order, and nothing less grave
    std::string_view reaches = "undetermined";  // as reach_of() says of a message, of these blocks alone
    bool over = false;                          // has_ended()
};
[[nodiscard]] ForUs what_is_for_us(const bulletins::Alert& alert, const Shelf& shelf, Instant now);

// That warning in the desk's own form: its words by language, severity and the like, the municipalities it names, and
// how long it is still valid; an exercise unless it is Actual. What was cut or is missing is for whoever looks at it.
[[nodiscard]] Draft draft_of(const bulletins::Alert& alert, const Shelf& shelf, Instant now);

}  // namespace baken::cp
