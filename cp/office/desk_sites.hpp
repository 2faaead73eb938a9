// The noodsteunpunten at the desk: connected or not, what each shows, and what was last heard of it.
#pragma once

#include <vector>

#include "cp/inbox/presence.hpp"
#include "cp/office/desk_bulletins.hpp"

namespace baken::cp {

class DeskSites {
public:
    // `presence` and `store` must outlive this.
    DeskSites(DeskTools tools, Presence& presence, DeskStore& store)
        : tools_(std::move(tools)), presence_(presence), store_(store) {}

    [[nodiscard]] std::vector<DeskDoor> doors();  // sites

private:
    Result<Response> list(DeskCall& call);

    DeskTools tools_;
    Presence& presence_;
    DeskStore& store_;
};

}  // namespace baken::cp
