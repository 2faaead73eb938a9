// The noodsteunpunten at the desk: connected or not, what each shows, and what was last heard of it.
#pragma once

#include <vector>

#include "cp/hub/desk_bulletins.hpp"
#include "cp/hub/presence.hpp"

namespace baken::hub {

class DeskSites {
public:
    // `presence` must outlive this.
    DeskSites(DeskTools tools, const Presence& presence) : tools_(std::move(tools)), presence_(presence) {}

    [[nodiscard]] std::vector<DeskDoor> doors();  // sites

private:
    Result<Response> list(DeskCall& call);

    DeskTools tools_;
    const Presence& presence_;
};

}  // namespace baken::hub
