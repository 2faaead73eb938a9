#include "tests/trust/world.hpp"

#include <fmt/format.h>

#include "exchange/trust/encoding.hpp"

namespace baken::testing {
using namespace trust;
namespace {

const Names kTopLevel{"root", "timestamp", "snapshot", "targets"};

Json empty_object() {
    return Json{JsonObject{}};
}

RolePlan plan_for(const Names& names, int threshold) {
    RolePlan plan{{}, threshold};
    for (const auto& name : names) plan.keys.push_back(key_named(name).declared());
    return plan;
}

JsonObject& members(Json& json) {
    return std::get<JsonObject>(json.value);
}

}  // namespace

const SigningKey& key_named(const std::string& name) {
    static std::map<std::string, SigningKey> keys;
    auto found = keys.find(name);
    if (found == keys.end()) found = keys.emplace(name, SigningKey::from_seed(sha256_hex(name).substr(0, 32))).first;
    return found->second;
}

Result<std::optional<std::string>> MemoryRepository::fetch(const std::string& name, ByteLimit limit) {
    asked.push_back(name);
    auto found = files.find(name);
    if (found == files.end()) return std::nullopt;
    if (found->second.size() > limit.bytes) return refuse("repository.too_large", name);
    return found->second;
}

Result<std::optional<std::string>> MemoryStore::load(std::string_view role) {
    auto found = documents.find(role);
    return found == documents.end() ? std::nullopt : std::optional(found->second);
}

Done MemoryStore::save(std::string_view role, std::string_view bytes) {
    if (broken) return refuse("files.full", "no space left");
    documents[std::string(role)] = bytes;
    saved.emplace_back(role);
    return {};
}

Done MemoryStore::remove(std::string_view role) {
    documents.erase(std::string(role));
    return {};
}

World::World() : now(*parse_rfc3339("2026-11-23T13:00:00Z")) {
    for (const auto& role : kTopLevel) contents_[role] = new_content(role, 0, now + std::chrono::days{30});
    set("root", "consistent_snapshot", Json{true});
    set("root", "keys", empty_object());
    set("root", "roles", empty_object());
    for (const auto& role : {"timestamp", "snapshot"}) set(role, "meta", empty_object());
    set("targets", "targets", empty_object());
    for (const auto& role : kTopLevel) appoint(role, {role});
    publish({"root"});
    publish_all();
    store.documents["root"] = served("root");
}

JsonObject& World::content(const std::string& role) {
    return members(contents_.at(role));
}

void World::appoint(const std::string& role, const Names& keys, int threshold) {
    auto plan = plan_for(keys, threshold);
    let_sign(role, keys);
    bool top_level = is_top_level(role);
    auto& delegator = top_level ? content("root") : members(content(delegator_.at(role))["delegations"]);
    for (const auto& key : plan.keys) members(delegator["keys"])[key.id] = key.declaration;
    if (top_level) {
        members(delegator["roles"])[role] = Json{role_json(plan)};
        return;
    }
    for (auto& delegation : std::get<JsonArray>(delegator["roles"].value)) {
        if (*delegation.find("name")->text() != role) continue;
        for (auto& [name, member] : role_json(plan)) members(delegation)[name] = member;
    }
}

void World::let_sign(const std::string& role, const Names& keys) {
    signers_[role] = keys;
}

void World::adopt_role(const std::string& role, const Names& keys) {
    contents_[role] = new_content("targets", 0, now + std::chrono::days{30});
    set(role, "targets", empty_object());
    signers_[role] = keys;
}

void World::delegate(const std::string& from, const std::string& to, const Names& paths, bool terminating,
                     const Names& keys) {
    auto signers = keys.empty() ? Names{to} : keys;
    if (!contents_.contains(to)) {
        adopt_role(to, signers);
        delegator_[to] = from;
    }
    auto& delegations = content(from)["delegations"];
    if (delegations.object() == nullptr) {
        delegations = Json{JsonObject{{"keys", empty_object()}, {"roles", Json{JsonArray{}}}}};
    }
    DelegationPlan plan{to, plan_for(signers, 1), paths, terminating};
    for (const auto& key : plan.signers.keys) members(members(delegations)["keys"])[key.id] = key.declaration;
    std::get<JsonArray>(members(delegations)["roles"].value).push_back(delegation_json(plan));
}

void World::add_target(const std::string& role, const std::string& path, const std::string& bytes) {
    auto hash = sha256_hex(bytes);
    members(content(role)["targets"])[path] = file_facts_json({bytes.size(), {{"sha256", hash}}});
    auto slash = path.rfind('/');
    auto at = slash == std::string::npos ? 0 : slash + 1;
    repository.files[fmt::format("targets/{}{}.{}", path.substr(0, at), hash, path.substr(at))] = bytes;
    repository.files["targets/" + path] = bytes;
}

std::string World::signed_document(const std::string& role) {
    auto document = draft(contents_.at(role));
    for (const auto& name : signers_.at(role)) document = *sign(document, key_named(name));
    return document;
}

std::string World::name_of(const std::string& role) {
    auto version = content(role)["version"].integer().value_or(0);
    bool versioned = role == "root" || (role != "timestamp" && content("root")["consistent_snapshot"] == Json{true});
    return versioned ? fmt::format("metadata/{}.{}.json", version, percent_quote(role))
                     : fmt::format("metadata/{}.json", percent_quote(role));
}

Json World::meta_of(const std::string& role) {
    JsonObject meta{{"version", content(role)["version"]}};
    if (state_hashes) {
        meta = *file_facts_json({served(role).size(), {{"sha256", sha256_hex(served(role))}}}).object();
        meta["version"] = content(role)["version"];
    }
    return Json{std::move(meta)};
}

void World::serve(const std::string& role) {
    repository.files[name_of(role)] = signed_document(role);
}

void World::publish(const Names& roles) {
    for (const auto& role : roles) {
        set_version(role, content(role)["version"].integer().value_or(0) + 1);
        serve(role);
        if (role == "snapshot") members(content("timestamp")["meta"])["snapshot.json"] = meta_of(role);
        bool lists_files = role != "root" && role != "timestamp" && role != "snapshot";
        if (lists_files) members(content("snapshot")["meta"])[role + ".json"] = meta_of(role);
    }
}

void World::publish_all() {
    Names roles;
    for (const auto& [role, unused] : contents_) {
        if (!is_top_level(role)) roles.push_back(role);
    }
    for (const auto& role : {"targets", "snapshot", "timestamp"}) roles.emplace_back(role);
    publish(roles);
}

void World::let_expire(const std::string& role) {
    set(role, "expires", Json{to_rfc3339(now - std::chrono::hours{1})});
}

std::string& World::served(const std::string& role) {
    return repository.files.at(name_of(role));
}

Result<Updater> World::begin(ExpiryPolicy policy) {
    repository.asked.clear();
    store.saved.clear();
    return Updater::begin(store, repository, now, policy, limits);
}

Done World::refresh(ExpiryPolicy policy) {
    TRY(auto updater, begin(policy));
    auto done = updater.refresh();
    remarks = updater.remarks();
    return done;
}

Result<std::optional<Target>> World::find(const std::string& path) {
    TRY(auto updater, begin());
    TRY_DONE(updater.refresh());
    return updater.find(path);
}

Result<std::string> World::download(const std::string& path) {
    TRY(auto updater, begin());
    TRY_DONE(updater.refresh());
    TRY(auto target, updater.find(path));
    if (!target) return refuse("test.not_found", path);
    return updater.fetch(*target);
}

std::int64_t World::believed(const std::string& role) const {
    auto found = store.documents.find(role);
    if (found == store.documents.end()) return 0;
    auto json = parse_json(found->second);
    return json ? json->find("signed")->find("version")->integer().value_or(0) : -1;
}

std::string World::asked() const {
    std::string all;
    for (const auto& name : repository.asked) {
        auto begin = name.find('/') + 1;
        auto end = name.ends_with(".json") ? name.size() - 5 : name.size();
        all += (all.empty() ? "" : " ") + name.substr(begin, end - begin);
    }
    return all;
}

}  // namespace baken::testing
