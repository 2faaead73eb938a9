#include "exchange/trust/documents.hpp"

#include <fmt/format.h>

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/json_fields.hpp"

namespace baken::trust {
namespace {

constexpr std::string_view kSpecVersion = "1.0.31";

Json texts_json(const std::vector<std::string>& texts) {
    JsonArray items;
    for (const auto& text : texts) items.push_back(Json{text});
    return Json{std::move(items)};
}

void declare(JsonObject& keys, const RolePlan& plan) {
    for (const auto& key : plan.keys) keys.insert_or_assign(key.id, key.declaration);
}

Result<RolePlan> read_role_plan(const Root& root, std::string_view role) {
    const auto& rule = root.roles.find(role)->second;
    RolePlan plan{{}, rule.threshold};
    for (const auto& id : rule.key_ids) {
        const Json* declaration = root.content.find("keys")->find(id);
        if (declaration == nullptr) return refuse("key.format", fmt::format("the root does not declare {}", id));
        plan.keys.push_back({id, *declaration});
    }
    return plan;
}

}  // namespace

Json new_content(std::string_view type, Version version, Instant expires) {
    return Json{JsonObject{{"_type", text_json(type)},
                           {"spec_version", text_json(kSpecVersion)},
                           {"version", Json{version}},
                           {"expires", Json{to_rfc3339(expires)}}}};
}

JsonObject role_json(const RolePlan& plan) {
    std::vector<std::string> ids;
    for (const auto& key : plan.keys) ids.push_back(key.id);
    return {{"keyids", texts_json(ids)}, {"threshold", Json{plan.threshold}}};
}

Json root_content(const RootPlan& plan, Version version) {
    JsonObject keys;
    for (const auto* role : {&plan.root, &plan.timestamp, &plan.snapshot, &plan.targets}) declare(keys, *role);
    auto content = new_content("root", version, plan.expires);
    auto& members = std::get<JsonObject>(content.value);
    members["consistent_snapshot"] = Json{true};
    members["keys"] = Json{std::move(keys)};
    members["roles"] = Json{JsonObject{{"root", Json{role_json(plan.root)}},
                                       {"timestamp", Json{role_json(plan.timestamp)}},
                                       {"snapshot", Json{role_json(plan.snapshot)}},
                                       {"targets", Json{role_json(plan.targets)}}}};
    return content;
}

Result<RootPlan> plan_of(std::string_view bytes) {
    TRY(auto root, read_root(bytes));
    RootPlan plan;
    TRY(plan.root, read_role_plan(root, "root"));
    TRY(plan.timestamp, read_role_plan(root, "timestamp"));
    TRY(plan.snapshot, read_role_plan(root, "snapshot"));
    TRY(plan.targets, read_role_plan(root, "targets"));
    plan.expires = root.expires;
    return plan;
}

Json delegation_json(const DelegationPlan& plan) {
    auto members = role_json(plan.signers);
    members["name"] = Json{plan.name};
    members["paths"] = texts_json(plan.paths);
    members["terminating"] = Json{plan.terminating};
    return Json{std::move(members)};
}

Json file_facts_json(const FileFacts& facts) {
    JsonObject hashes;
    for (const auto& [algorithm, hash] : facts.hashes) hashes[algorithm] = Json{hash};
    JsonObject members{{"hashes", Json{std::move(hashes)}}};
    if (facts.length) members["length"] = Json{static_cast<std::int64_t>(*facts.length)};
    return Json{std::move(members)};
}

std::string draft(const Json& content) {
    return write_json(Json{JsonObject{{"signatures", Json{JsonArray{}}}, {"signed", content}}});
}

Result<std::string> sign(std::string_view draft, const SigningKey& key) {
    auto json = parse_json(draft);
    if (!json) return refuse("sign.format", json.error().text());
    JsonFields fields(*json, "sign.format");
    TRY_DONE(fields.object("signed"));
    TRY(const auto* before, fields.array("signatures"));
    auto id = key.declared().id;
    JsonArray signatures;
    for (const auto& signature : *before) {
        const Json* key_id = signature.find("keyid");
        if (key_id == nullptr || key_id->text() == nullptr) return fields.no("a signature without a key id");
        if (*key_id->text() != id) signatures.push_back(signature);
    }
    auto bytes = key.sign(canonical_json(*json->find("signed")));
    signatures.push_back(Json{JsonObject{{"keyid", Json{id}}, {"sig", Json{to_hex(bytes)}}}});
    std::get<JsonObject>(json->value)["signatures"] = Json{std::move(signatures)};
    return write_json(*json);
}

}  // namespace baken::trust
