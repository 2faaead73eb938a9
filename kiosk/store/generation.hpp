// A generation: everything one publication shows, as names and the objects behind them.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "exchange/base/time.hpp"

namespace baken::store {

// A file by its content. Two files with the same content are one object.
struct Object {
    std::string sha256;  // 64 hexadecimal digits, lower case
    std::uint64_t bytes = 0;
    auto operator<=>(const Object&) const = default;
};

using FileMap = std::map<std::string, Object>;  // by target path: "bulletins/x.xml"

enum class RoadKind : std::uint8_t { Network, Stick };

// How something came, and when by this machine's clock.
struct Arrival {
    RoadKind road = RoadKind::Network;
    Instant at{};
    bool operator==(const Arrival&) const = default;
};

struct Generation {
    std::int64_t id = 0;       // this machine's own count, never used twice
    std::int64_t version = 0;  // of the signed timestamp that vouches for it
    Arrival arrival;
    FileMap files;
};

}  // namespace baken::store
