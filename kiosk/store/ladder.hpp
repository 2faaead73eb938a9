// What a kiosk shows after a start: every object is hashed before its generation is believed, and the first generation
// that is whole is the one. Of a generation that the disk does not read, the rest is not asked for. Below the last rung
// stands what the image brought; that is the app's.
#pragma once

#include <optional>
#include <vector>

#include "kiosk/store/store.hpp"

namespace baken::store {

enum class Rung : std::uint8_t { Current, Previous, None };

struct Best {
    Rung rung = Rung::None;
    std::optional<Generation> generation;  // nothing on rung None
    std::vector<Error> why;                // why the better rungs did not hold; empty also when nothing ever came
};

// Never fails: what is wrong is told. Damaged objects are removed and the store marked, so that the next intake brings
// them again.
[[nodiscard]] Best open_best(Store& store);

}  // namespace baken::store
