// The updater's second half: delegated roles, the search for a target, and the target itself (section 5.6 and 5.7).
#include <fmt/format.h>

#include <algorithm>

#include "exchange/trust/responsibility.hpp"
#include "exchange/trust/signatures.hpp"
#include "exchange/trust/updater.hpp"

namespace baken::trust {
namespace {

std::string_view kind_of(std::string_view role) {
    return is_top_level(role) ? role : std::string_view("delegated");
}

const RoleRule& rule_for(const Targets& delegator, std::string_view role) {
    auto found = std::ranges::find(delegator.delegations, role, &Delegation::name);
    return found == delegator.delegations.end() ? delegator.bins->rule : found->rule;
}

// Every role that a targets document delegates to.
std::vector<Delegation> all_delegations(const Targets& targets) {
    auto all = targets.delegations;
    if (!targets.bins) return all;
    for (auto& name : bin_names(*targets.bins)) all.push_back({.name = std::move(name), .rule = targets.bins->rule});
    return all;
}

bool has_more_bins_than(const Targets& targets, std::size_t most) {
    return targets.bins && (std::uint64_t{1} << static_cast<unsigned>(targets.bins->bits)) > most;
}

std::unexpected<Error> refuse_limit(std::size_t most) {
    return refuse("tuf.delegation.limit", fmt::format("more than {} roles to visit", most));
}

}  // namespace

// A role is believed for one delegator at a time: another delegator may name other keys for the same role, so what one
// of them vouched for proves nothing to the next.
Result<const Targets*> Updater::targets_for(const Edge& edge) {
    if (auto known = targets_.find(edge); known != targets_.end()) return &known->second;
    if (!snapshot_->files.contains(edge.role)) {
        return refuse(fmt::format("tuf.{}.missing", kind_of(edge.role)),
                      fmt::format("the snapshot does not list \"{}\"", edge.role));
    }
    TRY(auto stored, stored_targets_for(edge));
    if (stored) return &targets_.emplace(edge, std::move(*stored)).first->second;
    TRY(auto fetched, fetch_targets_for(edge));
    return &targets_.emplace(edge, std::move(fetched)).first->second;
}

// The kept document when it passes every check that a fetched one must pass. From the store alone the first failing
// check is the answer; otherwise the repository is asked next.
Result<std::optional<Targets>> Updater::stored_targets_for(const Edge& edge) {
    auto bytes = store_->load(edge.role);
    if (from_store_ && !bytes) return std::unexpected(std::move(bytes).error());
    if (!bytes || !*bytes) {
        if (!from_store_) return std::nullopt;
        return refuse(fmt::format("tuf.{}.missing", kind_of(edge.role)),
                      fmt::format("the believed \"{}\" is not kept here", edge.role));
    }
    auto stored = read_targets_for(edge, **bytes);
    if (!stored && from_store_) return std::unexpected(std::move(stored).error());
    if (!stored) return std::nullopt;
    return std::move(*stored);
}

Result<Targets> Updater::fetch_targets_for(const Edge& edge) {
    const auto& stated = snapshot_->files.find(edge.role)->second;
    auto most = std::min(stated.facts.length.value_or(limits_.targets_bytes), limits_.targets_bytes);
    TRY(auto bytes, fetch_metadata(edge.role, stated.version, most));
    TRY(auto targets, read_targets_for(edge, bytes));
    TRY_DONE(store_->save(edge.role, bytes));
    return targets;
}

// 5.6.2 to 5.6.5.
Result<Targets> Updater::read_targets_for(const Edge& edge, const std::string& bytes) {
    auto kind = kind_of(edge.role);
    const auto& stated = snapshot_->files.find(edge.role)->second;
    TRY_DONE(check_file(bytes, stated.facts, fmt::format("tuf.{}", kind)));
    TRY(auto targets, read_targets(bytes, kind));
    TRY_DONE(edge.delegator == nullptr ? check_role(targets, edge.role) : check_delegated(edge, targets));
    if (targets.version != stated.version) {
        return refuse(fmt::format("tuf.{}.version", kind),
                      fmt::format("{} version {}, the snapshot names {}", edge.role, targets.version, stated.version));
    }
    TRY_DONE(check_expiry(targets, kind, edge.role));
    return targets;
}

Done Updater::check_delegated(const Edge& edge, const Targets& targets) const {
    return check_signatures(targets, edge.delegator->keys, rule_for(*edge.delegator, edge.role), edge.role,
                            fmt::format("{} version {}", edge.delegator_name, edge.delegator->version));
}

// Pre-order, depth first; a role once visited is not visited again, so a circle ends. What a terminating delegation
// does not answer is not asked elsewhere.
Result<std::optional<Target>> Updater::find(std::string_view path) {
    std::vector<Edge> to_visit{Edge{}};
    std::set<std::string> visited;
    while (!to_visit.empty()) {
        auto edge = std::move(to_visit.back());
        to_visit.pop_back();
        if (visited.contains(edge.role)) continue;
        if (visited.size() > limits_.visited_roles) return refuse_limit(limits_.visited_roles);
        TRY(const auto* targets, targets_for(edge));
        visited.insert(edge.role);
        if (auto found = targets->files.find(path); found != targets->files.end()) {
            return Target{std::string(path), found->second, edge.role};
        }
        std::vector<Edge> next;
        for (auto& delegation : responsible_for(*targets, path)) {
            next.push_back({targets, edge.role, std::move(delegation.name)});
            if (!delegation.terminating) continue;
            to_visit.clear();
            break;
        }
        to_visit.insert(to_visit.end(), next.rbegin(), next.rend());
    }
    return std::nullopt;
}

// Every path that any reachable role speaks of, rightly or not.
Result<std::set<std::string>> Updater::signed_paths() {
    std::vector<Edge> to_visit{Edge{}};
    std::set<std::string> visited;
    std::set<std::string> paths;
    while (!to_visit.empty()) {
        auto edge = std::move(to_visit.back());
        to_visit.pop_back();
        if (visited.contains(edge.role)) continue;
        if (visited.size() > limits_.listed_roles) return refuse_limit(limits_.listed_roles);
        TRY(const auto* targets, targets_for(edge));
        visited.insert(edge.role);
        for (const auto& [path, facts] : targets->files) paths.insert(path);
        if (has_more_bins_than(*targets, limits_.listed_roles)) return refuse_limit(limits_.listed_roles);
        for (auto& delegation : all_delegations(*targets)) {
            to_visit.push_back({targets, edge.role, std::move(delegation.name)});
        }
    }
    return paths;
}

Result<std::map<std::string, Target>> Updater::all_targets() {
    TRY(auto paths, signed_paths());
    std::map<std::string, Target> found;
    for (const auto& path : paths) {
        TRY(auto target, find(path));
        if (target) found.emplace(path, std::move(*target));
    }
    return found;
}

Result<std::string> Updater::file_name(const Target& target) const {
    if (!is_plain_path(target.path)) {
        return refuse("tuf.target.path", fmt::format("the path of \"{}\" is not a plain one", target.path));
    }
    if (!root_.consistent_snapshot) return "targets/" + target.path;
    const auto& hashes = target.facts.hashes;
    auto known =
        std::ranges::find_if(hashes, [](const auto& hash) { return hash.first == "sha256" || hash.first == "sha512"; });
    if (known == hashes.end()) {
        return refuse("tuf.target.hash", "stated only in hash algorithms that are not known here");
    }
    auto slash = target.path.rfind('/');
    auto at = slash == std::string::npos ? 0 : slash + 1;
    // The hash becomes part of a name, so it may not bring a folder with it.
    auto name = fmt::format("targets/{}{}.{}", target.path.substr(0, at), known->second, target.path.substr(at));
    if (!is_plain_path(name) || known->second.find('/') != std::string::npos) {
        return refuse("tuf.target.path", fmt::format("the hash of \"{}\" is none", target.path));
    }
    return name;
}

Result<std::string> Updater::fetch(const Target& target) {
    TRY(auto name, file_name(target));
    auto bytes = repository_->fetch(name, ByteLimit{target.facts.length.value_or(0)});
    if (!bytes && bytes.error().check == "repository.too_large") {
        return refuse("tuf.target.length", fmt::format("{}: {}", target.path, bytes.error().message));
    }
    if (!bytes) return std::unexpected(std::move(bytes).error());
    if (!*bytes) return refuse("tuf.target.missing", "the repository has no " + name);
    auto right = check_file(**bytes, target.facts, "tuf.target");
    if (!right) return std::unexpected(std::move(right).error().within(target.path));
    return std::move(**bytes);
}

}  // namespace baken::trust
