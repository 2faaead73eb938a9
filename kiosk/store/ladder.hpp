// What a kiosk shows after a start: every object is hashed before its generation is believed, and the first generation
// that is whole is the one. Where neither is, what is left of one is shown: two generations share nearly all objects,
// and one page that rots must not cost every warning. Below the last rung stands what the image brought; that is the
// app's.
#pragma once

#include <optional>
#include <vector>

#include "exchange/base/clock.hpp"
#include "kiosk/store/store.hpp"

namespace baken::store {

// Torn: neither generation is whole.
enum class Rung : std::uint8_t { Current, Previous, Torn, None };

struct Best {
    Rung rung = Rung::None;
    // Nothing on rung None. On rung Torn without the names that are lost: of the current one when at least half of it
    // is left, else of the one of which more is left.
    std::optional<Generation> generation;
    // When this was the newest word: of the current generation when it was last heard that nothing is newer, of the
    // previous one when it arrived. Nothing where less than half is left: what is missing may be what matters.
    std::optional<Arrival> heard;
    std::vector<Error> why;  // why the better rungs did not hold; empty also when nothing ever came
};

// Never fails: what is wrong is told, once for each generation. Damaged objects are removed and the store marked, so
// that the next intake brings them again. A disk that takes long to say that it does not read is asked for a few
// objects only, and the others count as lost.
[[nodiscard]] Best open_best(Store& store, const Clock& clock);

}  // namespace baken::store
