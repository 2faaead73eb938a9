#include "exchange/bulletins/chains.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace baken::bulletins {
namespace {

using Index = std::size_t;

// An unknown status or scope is shown as the public, real thing, and so it counts as that here.
Status class_of(Status status) {
    return status == Status::Unknown ? Status::Actual : status;
}
bool is_public(const Alert& alert) {
    return alert.scope == Scope::Public || alert.scope == Scope::Unknown;
}

bool replaces(const Alert& alert) {
    return alert.msg_type == MsgType::Update || alert.msg_type == MsgType::Cancel;
}

Fate fate_by(const Alert& alert) {
    return alert.msg_type == MsgType::Cancel ? Fate::Cancelled : Fate::Superseded;
}

// Senders name the moment of the earlier message loosely; a day apart it is another message.
bool may_be_same(const std::optional<Instant>& one, const std::optional<Instant>& other) {
    if (!one || !other) return true;
    return std::chrono::abs(*one - *other) < std::chrono::hours{24};
}

bool is_exactly(const std::optional<Instant>& one, const std::optional<Instant>& other) {
    if (!one || !other) return !one && !other;
    return std::chrono::floor<std::chrono::seconds>(*one) == std::chrono::floor<std::chrono::seconds>(*other);
}

struct Edge {
    Index from;  // replaces
    Index to;
};

class Resolver {
public:
    Resolver(std::span<const Received> messages, const ChainRules& rules)
        : messages_(messages), rules_(rules), chains_{std::vector<Link>(messages.size()), rules.tombstones} {}

    Chains resolve() {
        find_copies();
        for (Index i = 0; i < messages_.size(); ++i) {
            if (acts(i)) find_predecessors(i);
        }
        break_circles();
        apply_edges();
        apply_tombstones();
        find_branches();
        return std::move(chains_);
    }

private:
    [[nodiscard]] const Alert& alert(Index i) const { return messages_[i].alert; }

    [[nodiscard]] bool acts(Index i) const {
        bool in_force = rules_.in_force.empty() || rules_.in_force[i];
        return replaces(alert(i)) && in_force && chains_.links[i].fate == Fate::Live;
    }

    // The first of several with one identity is kept, and only that one is found by references.
    void find_copies() {
        std::vector<Index> order(messages_.size());
        std::iota(order.begin(), order.end(), Index{0});
        std::sort(order.begin(), order.end(),
                  [&](Index a, Index b) { return std::tuple(messages_[a].at, a) < std::tuple(messages_[b].at, b); });
        for (auto i : order) {
            if (alert(i).identifier.empty()) continue;
            auto& same_name = by_name_[{alert(i).sender, alert(i).identifier}];
            auto first = std::find_if(same_name.begin(), same_name.end(), [&](Index other) {
                return is_exactly(alert(other).identity().sent, alert(i).identity().sent);
            });
            if (first == same_name.end()) {
                same_name.push_back(i);
            } else {
                chains_.links[i] = {alert(*first) == alert(i) ? Fate::Duplicate : Fate::Conflict, *first, {}};
            }
        }
    }

    [[nodiscard]] bool may_replace(const Alert& newer, const std::string& sender) const {
        const auto& trusted = rules_.trusted_senders;
        return newer.sender == sender || std::find(trusted.begin(), trusted.end(), newer.sender) != trusted.end();
    }

    [[nodiscard]] bool same_world(const Alert& newer, const Alert& older) const {
        bool status = class_of(newer.status) == Status::Actual || newer.status == older.status;
        return status && (is_public(newer) || !is_public(older));
    }

    // The message a reference means: the one with the very moment, else the only one close to it.
    [[nodiscard]] std::optional<Index> find(const Identity& reference) const {
        auto found = by_name_.find({reference.sender, reference.identifier});
        if (found == by_name_.end()) return std::nullopt;
        std::optional<Index> close;
        for (auto i : found->second) {
            auto sent = alert(i).identity().sent;
            if (is_exactly(sent, reference.sent)) return i;
            if (may_be_same(sent, reference.sent)) close = i;
        }
        return close;
    }

    void find_predecessors(Index i) {
        for (auto reference : alert(i).references) {
            if (reference.sender.empty()) reference.sender = alert(i).sender;
            bool itself = reference.sender == alert(i).sender && reference.identifier == alert(i).identifier;
            if (itself || !may_replace(alert(i), reference.sender)) continue;
            if (auto older = find(reference)) {
                if (same_world(alert(i), alert(*older))) edges_.push_back({i, *older});
            } else if (class_of(alert(i).status) == Status::Actual && is_public(alert(i))) {
                chains_.tombstones.push_back({reference, fate_by(alert(i))});
                unknown_[i].push_back(reference);
            }
        }
    }

    // What is left after taking away, again and again, messages without edges in or without edges out lies on circles
    // or between them. There only edges from newer to older stay.
    void break_circles() {
        std::vector<bool> gone(messages_.size());
        for (bool changed = true; changed;) {
            std::vector<int> into(messages_.size());
            std::vector<int> out_of(messages_.size());
            for (const auto& edge : edges_) {
                if (gone[edge.from] || gone[edge.to]) continue;
                ++out_of[edge.from];
                ++into[edge.to];
            }
            changed = false;
            for (Index i = 0; i < gone.size(); ++i) {
                if (gone[i] || (into[i] > 0 && out_of[i] > 0)) continue;
                gone[i] = changed = true;
            }
        }
        std::erase_if(edges_, [&](const Edge& edge) {
            return !gone[edge.from] && !gone[edge.to] && !is_newer(messages_, edge.from, edge.to);
        });
    }

    void apply_edges() {
        for (const auto& edge : edges_) {
            auto& link = chains_.links[edge.to];
            if (link.by && !is_newer(messages_, edge.from, *link.by)) continue;
            link = {fate_by(alert(edge.from)), edge.from, {}};
        }
    }

    void apply_tombstones() {
        for (const auto& stone : rules_.tombstones) {
            auto dead = find(stone.dead);
            if (dead && chains_.links[*dead].fate == Fate::Live) chains_.links[*dead].fate = stone.fate;
        }
    }

    // Every message that `i` stands on, known or not, by name.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> ancestry(Index i) const {
        std::vector<std::pair<std::string, std::string>> names;
        std::vector<Index> open{i};
        std::vector<bool> seen(messages_.size());
        while (!open.empty()) {
            auto at = open.back();
            open.pop_back();
            if (auto found = unknown_.find(at); found != unknown_.end()) {
                for (const auto& reference : found->second) names.emplace_back(reference.sender, reference.identifier);
            }
            auto [first, last] = std::equal_range(edges_.begin(), edges_.end(), Edge{at, 0},
                                                  [](const Edge& a, const Edge& b) { return a.from < b.from; });
            for (; first != last; ++first) {
                names.emplace_back(alert(first->to).sender, alert(first->to).identifier);
                if (!seen[first->to]) open.push_back(first->to);
                seen[first->to] = true;
            }
        }
        return names;
    }

    // Live messages that share an ancestor get the number of the first of them. Edges are in order of `from`.
    void find_branches() {
        std::map<std::pair<std::string, std::string>, Index> first_on;
        std::vector<Index> root(messages_.size());
        std::iota(root.begin(), root.end(), Index{0});
        auto top = [&](Index i) {
            while (root[i] != i) i = root[i] = root[root[i]];
            return i;
        };
        for (Index i = 0; i < messages_.size(); ++i) {
            if (chains_.links[i].fate != Fate::Live) continue;
            for (auto& name : ancestry(i)) root[top(i)] = top(first_on.emplace(std::move(name), i).first->second);
        }
        std::map<Index, std::vector<Index>> groups;
        for (Index i = 0; i < messages_.size(); ++i) {
            if (chains_.links[i].fate == Fate::Live) groups[top(i)].push_back(i);
        }
        for (const auto& [number, group] : groups) {
            if (group.size() < 2) continue;
            for (auto i : group) chains_.links[i].branch = number;
        }
    }

    std::span<const Received> messages_;
    const ChainRules& rules_;
    Chains chains_;
    std::map<std::pair<std::string, std::string>, std::vector<Index>> by_name_;
    std::vector<Edge> edges_;
    std::map<Index, std::vector<Identity>> unknown_;
};

}  // namespace

bool is_newer(std::span<const Received> messages, std::size_t one, std::size_t other) {
    auto key = [&](std::size_t i) {
        const auto& message = messages[i];
        return std::tuple(message.alert.sent ? message.alert.sent->at : message.at, message.at, i);
    };
    return key(one) > key(other);
}

Chains resolve_chains(std::span<const Received> messages, const ChainRules& rules) {
    return Resolver(messages, rules).resolve();
}

}  // namespace baken::bulletins
