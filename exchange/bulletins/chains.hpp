// What replaces what: Update and Cancel messages and the messages they refer to (CAP 1.2 section 3.2.1, msgType and
// references), in all the shapes that issuers really send.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "exchange/bulletins/alert.hpp"

namespace baken::bulletins {

// The road a message came by. House: it was written on this machine.
enum class Road { Network, Stick, Image, House };

struct Received {
    Alert alert;
    Instant at{};  // when it came to this machine
    Road road = Road::Network;
};

enum class Fate {
    Live,
    Superseded,
    Cancelled,
    Duplicate,  // the same message came before
    Conflict,   // another message with the same identity came before; that one is kept
};

struct Link {
    Fate fate = Fate::Live;
    std::optional<std::size_t> by;      // the message that did it; absent when only a tombstone tells
    std::optional<std::size_t> branch;  // live messages with the same number continue the same story side by side
};

// A message that is dead although it never came, or came and was cleared away: it must stay hidden when it comes late.
struct Tombstone {
    Identity dead;
    Fate fate = Fate::Superseded;
    bool operator==(const Tombstone&) const = default;
};

struct ChainRules {
    // Others than the sender itself whose Updates and Cancels count for everybody's messages.
    std::vector<std::string> trusted_senders;
    // From earlier, whose Update or Cancel is no longer among the messages.
    std::vector<Tombstone> tombstones;
    // For each message whether it may replace others now (it is in effect, not held back); empty: all may.
    std::vector<bool> in_force;
};

struct Chains {
    std::vector<Link> links;            // one for each message
    std::vector<Tombstone> tombstones;  // references to messages that are not there, and those of the rules
};

// Replacing goes through any number of steps; references to itself and around in a circle are ignored (in a circle the
// newest stays); only the same sender, or a trusted one, replaces. An exercise does not replace the real thing, and
// what the public may not see does not replace what it may.
[[nodiscard]] Chains resolve_chains(std::span<const Received> messages, const ChainRules& rules);

// Is `one` newer than `other`? By sent, then by when it came, then by place.
[[nodiscard]] bool is_newer(std::span<const Received> messages, std::size_t one, std::size_t other);

}  // namespace baken::bulletins
