#include "exchange/trust/publisher.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/responsibility.hpp"
#include "exchange/trust/signatures.hpp"

namespace baken::trust {
namespace {

constexpr ByteLimit kLongestMetadata{8'000'000};

bool is_usable_name(std::string_view name) {
    auto is_letter = [](char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); };
    auto is_other = [](char byte) { return (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '.'; };
    return !name.empty() && name.size() <= 64 && is_letter(name.front()) && !is_top_level(name) &&
           std::ranges::all_of(name, [&](char byte) { return is_letter(byte) || is_other(byte); });
}

// The delegations of a role's content, made when there are none.
JsonObject& delegations_of(JsonObject& content) {
    auto& delegations = content["delegations"];
    if (delegations.object() == nullptr) {
        delegations = Json{JsonObject{{"keys", Json{JsonObject{}}}, {"roles", Json{JsonArray{}}}}};
    }
    return std::get<JsonObject>(delegations.value);
}

bool is_role_named(const Json& delegation, std::string_view name) {
    const Json* found = delegation.find("name");
    return found != nullptr && found->text() != nullptr && *found->text() == name;
}

// Declares the keys that some delegation names, and forgets those that none names any more.
void settle_keys(JsonObject& delegations, const RolePlan& signers) {
    auto& keys = std::get<JsonObject>(delegations["keys"].value);
    for (const auto& key : signers.keys) keys.insert_or_assign(key.id, key.declaration);
    std::erase_if(keys, [&delegations](const auto& key) {
        const auto& roles = *delegations["roles"].array();
        return std::ranges::none_of(roles, [&key](const Json& role) {
            const auto* ids = role.find("keyids")->array();
            return std::ranges::find(*ids, Json{key.first}) != ids->end();
        });
    });
}

// Does the search for the path, as an updater makes it, come by the role?
bool can_reach(const std::map<std::string, Targets>& roles, std::string_view role, std::string_view path) {
    std::vector<std::string> to_visit{"targets"};
    std::vector<std::string> visited;
    while (!to_visit.empty()) {
        auto name = std::move(to_visit.back());
        to_visit.pop_back();
        if (name == role) return true;
        auto found = roles.find(name);
        if (found == roles.end() || std::ranges::find(visited, name) != visited.end()) continue;
        visited.push_back(name);
        for (auto& delegation : responsible_for(found->second, path)) to_visit.push_back(std::move(delegation.name));
    }
    return false;
}

std::string hashed_name(const std::string& path, const std::string& hash) {
    auto slash = path.rfind('/');
    auto at = slash == std::string::npos ? 0 : slash + 1;
    return fmt::format("targets/{}{}.{}", path.substr(0, at), hash, path.substr(at));
}

}  // namespace

Result<Publisher> Publisher::open(Files& files, Path folder) {
    Publisher publisher(files, std::move(folder));
    TRY_DONE(publisher.read_all());
    return publisher;
}

Result<std::string> Publisher::read(const std::string& name) {
    TRY(auto bytes, files_->read(folder_ / "metadata" / name, kLongestMetadata));
    if (!bytes) return refuse("publish.damaged", "the repository lost its file " + name);
    return std::move(*bytes);
}

Done Publisher::read_roots() {
    for (Version next = 1;; ++next) {
        auto name = fmt::format("metadata/{}.root.json", next);
        TRY(auto bytes, files_->read(folder_ / name, kLongestMetadata));
        if (!bytes) return {};
        TRY(root_, read_root(*bytes));
        root_bytes_ = std::move(*bytes);
    }
}

Done Publisher::read_all() {
    TRY_DONE(read_roots());
    TRY(auto timestamp, files_->read(folder_ / "metadata/timestamp.json", kLongestMetadata));
    if (!root_ || !timestamp) return {};
    timestamp_ = std::move(*timestamp);
    TRY(auto parsed, read_timestamp(timestamp_));
    TRY(snapshot_, read(fmt::format("{}.snapshot.json", parsed.snapshot.version)));
    return read_targets_roles();
}

Done Publisher::read_targets_roles() {
    TRY(auto snapshot, read_snapshot(snapshot_));
    for (const auto& [name, file] : snapshot.files) {
        TRY(auto bytes, read(fmt::format("{}.{}.json", file.version, percent_quote(name))));
        TRY(auto targets, read_targets(bytes, name == "targets" ? "targets" : "delegated"));
        roles_[name] = {std::move(targets.content), std::move(bytes), false};
    }
    return {};
}

std::optional<std::string> Publisher::document(std::string_view role) const {
    if (role == "root") return root_ ? std::optional(root_bytes_) : std::nullopt;
    auto found = roles_.find(role);
    auto bytes = role == "timestamp" ? timestamp_ : role == "snapshot" ? snapshot_ : std::string{};
    if (found != roles_.end()) bytes = found->second.bytes;
    return bytes.empty() ? std::nullopt : std::optional(std::move(bytes));
}

Done Publisher::add_root(std::string_view bytes) {
    TRY(auto next, read_root(bytes));
    Version expected = root_ ? root_->version + 1 : 1;
    if (next.version != expected) {
        return refuse("publish.root_version", fmt::format("root version {} where {} belongs", next.version, expected));
    }
    const Root& present = root_ ? *root_ : next;
    auto by = fmt::format("root version {}", present.version);
    TRY_DONE(check_signatures(next, present.keys, present.roles.find("root")->second, "root", by));
    TRY_DONE(check_signatures(next, next.keys, next.roles.find("root")->second, "root", "the new root"));
    roots_to_write_.push_back({fmt::format("metadata/{}.root.json", next.version), std::string(bytes)});
    root_bytes_ = bytes;
    root_ = std::move(next);
    if (!roles_.contains("targets")) TRY_DONE(content_of("targets"));
    return {};
}

// A role's content to change; "targets" is made when it is first asked for.
Result<JsonObject*> Publisher::content_of(std::string_view role) {
    auto found = roles_.find(role);
    if (found == roles_.end() && role != "targets") {
        return refuse("publish.role", fmt::format("there is no role \"{}\"", role));
    }
    if (found == roles_.end()) {
        auto content = new_content("targets", 0, Instant{});
        std::get<JsonObject>(content.value)["targets"] = Json{JsonObject{}};
        found = roles_.emplace("targets", Role{.content = std::move(content)}).first;
    }
    return &std::get<JsonObject>(found->second.content.value);
}

Done Publisher::delegate(std::string_view delegator, const DelegationPlan& plan) {
    if (!is_usable_name(plan.name)) {
        return refuse("publish.role", fmt::format("a role cannot be named \"{}\"", plan.name));
    }
    TRY(auto* content, content_of(delegator));
    auto before = *content;
    auto& delegations = delegations_of(*content);
    if (!delegations.contains("roles")) return refuse("publish.role", "this role delegates to hash bins");
    auto& roles = std::get<JsonArray>(delegations["roles"].value);
    auto place = std::ranges::find_if(roles, [&](const Json& role) { return is_role_named(role, plan.name); });
    if (place == roles.end()) place = roles.insert(roles.end(), Json{});
    *place = delegation_json(plan);
    settle_keys(delegations, plan.signers);
    auto& role = roles_.find(delegator)->second;
    role.changed = role.changed || before != *content;
    if (!roles_.contains(plan.name)) {
        auto empty = new_content("targets", 0, Instant{});
        std::get<JsonObject>(empty.value)["targets"] = Json{JsonObject{}};
        roles_.emplace(plan.name, Role{.content = std::move(empty)});
    }
    return {};
}

Done Publisher::revoke(std::string_view delegator, std::string_view name) {
    TRY(auto* content, content_of(delegator));
    auto& delegations = delegations_of(*content);
    if (!delegations.contains("roles")) return refuse("publish.role", "this role delegates to hash bins");
    auto& roles = std::get<JsonArray>(delegations["roles"].value);
    if (std::erase_if(roles, [&](const Json& role) { return is_role_named(role, name); }) == 0) {
        return refuse("publish.role", fmt::format("\"{}\" does not delegate to \"{}\"", delegator, name));
    }
    settle_keys(delegations, {});
    roles_.find(delegator)->second.changed = true;
    return {};
}

std::map<std::string, Targets> Publisher::parsed_roles() const {
    std::map<std::string, Targets> parsed;
    for (const auto& [name, role] : roles_) {
        auto content = role.content;
        auto& members = std::get<JsonObject>(content.value);
        // A role that was never signed has version 0, which no reader takes.
        if (members["version"].integer() == 0) members["version"] = Json{std::int64_t{1}};
        if (auto targets = read_targets(draft(content))) parsed.emplace(name, std::move(*targets));
    }
    return parsed;
}

std::optional<Publisher::Delegator> Publisher::delegator_of(const Root& root,
                                                            const std::map<std::string, Targets>& roles,
                                                            std::string_view role) {
    if (role == "targets") return Delegator{"root", root.keys, root.roles.find("targets")->second};
    for (const auto& [name, targets] : roles) {
        auto found = std::ranges::find(targets.delegations, role, &Delegation::name);
        if (found != targets.delegations.end()) return Delegator{name, targets.keys, found->rule};
        if (!targets.bins || targets.bins->bits > 14) continue;
        auto bins = bin_names(*targets.bins);
        if (std::ranges::find(bins, role) != bins.end()) return Delegator{name, targets.keys, targets.bins->rule};
    }
    return std::nullopt;
}

Done Publisher::set_targets(std::string_view role, const TargetSources& sources) {
    TRY(auto* content, content_of(role));
    auto roles = parsed_roles();
    JsonObject targets;
    for (const auto& [path, source] : sources) {
        if (!is_plain_path(path) || !can_reach(roles, role, path)) {
            return refuse("publish.path", fmt::format("no reader would look for \"{}\" at \"{}\"", path, role),
                          "delegate a pattern that matches the path");
        }
        TRY(auto bytes, files_->read(source, kLongestSource));
        if (!bytes) return refuse("publish.source_changed", source.string() + ": is gone");
        FileFacts facts{bytes->size(), {{"sha256", sha256_hex(*bytes)}}};
        new_files_[hashed_name(path, facts.hashes["sha256"])] = source;
        targets[path] = file_facts_json(facts);
    }
    auto& found = roles_.find(role)->second;
    found.changed = found.changed || *(*content)["targets"].object() != targets;
    (*content)["targets"] = Json{std::move(targets)};
    return {};
}

Done Publisher::adopt(std::string_view name, std::string_view document) {
    auto found = roles_.find(name);
    auto roles = parsed_roles();
    auto delegator = root_ ? delegator_of(*root_, roles, name) : std::nullopt;
    if (found == roles_.end() || !delegator) return refuse("publish.role", fmt::format("no role \"{}\"", name));
    TRY(auto next, read_targets(document, name == "targets" ? "targets" : "delegated"));
    TRY_DONE(check_signatures(next, delegator->keys, delegator->rule, name, delegator->name));
    if (next.version <= found->second.content.find("version")->integer().value_or(0)) {
        return refuse("publish.version", fmt::format("\"{}\" version {} is not newer", name, next.version));
    }
    for (const auto& [path, facts] : next.files) {
        auto hash = facts.hashes.find("sha256");
        if (hash == facts.hashes.end() || !is_plain_path(path)) return refuse("publish.path", path);
        TRY(auto bytes, files_->read(folder_ / hashed_name(path, hash->second), kLongestSource));
        if (!bytes || !check_file(*bytes, facts, "publish")) {
            return refuse("publish.missing_file", fmt::format("the content of \"{}\" is not in the folder", path));
        }
    }
    found->second = {std::move(next.content), std::string(document), false};
    to_write_.push_back({fmt::format("metadata/{}.{}.json", next.version, name), std::string(document)});
    return {};
}

}  // namespace baken::trust
