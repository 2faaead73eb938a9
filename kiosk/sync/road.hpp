// The seam to the world outside: a road on which the tree of files under `baken/` comes. Everything that comes is
// untrusted until intake has verified it; a road only bounds it.
#pragma once

#include <optional>
#include <string>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "kiosk/store/generation.hpp"

namespace baken::sync {

class Road {
public:
    virtual ~Road() = default;
    [[nodiscard]] virtual store::RoadKind kind() const = 0;

    // Before the first fetch of a round: is the road there, and is what lies at its end of a bearable shape?
    [[nodiscard]] virtual Done begin_round() { return {}; }

    // The whole file, or nothing when there is none of that name. Names are relative to baken/, with '/', and climb
    // nowhere: "repository/metadata/timestamp.json". More bytes than the limit is the error repository.too_large, and
    // the road stops reading there. Other errors are the road's own and mean: not reached, try again later.
    [[nodiscard]] virtual Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) = 0;
};

}  // namespace baken::sync
