// The publisher's second half: what needs signing, and the order of writing.
#include <fmt/format.h>

#include <algorithm>

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/publisher.hpp"
#include "exchange/trust/signatures.hpp"

namespace baken::trust {
namespace {

bool is_past_half(Instant expires, Instant now, Duration period) {
    return expires - now < period / 2;
}

FileFacts facts_of(std::string_view bytes) {
    return {bytes.size(), {{"sha256", sha256_hex(bytes)}}};
}

// The same content as a version that is higher than its own and than this one.
Json next_version(Json content, Version passed, Instant expires) {
    auto& members = std::get<JsonObject>(content.value);
    members["version"] = Json{std::max(members["version"].integer().value_or(0), passed) + 1};
    members["expires"] = Json{to_rfc3339(expires)};
    return content;
}

Version version_of(const Json& content) {
    return content.find("version")->integer().value_or(0);
}

Json meta_json(Version version, std::string_view bytes) {
    auto json = file_facts_json(facts_of(bytes));
    std::get<JsonObject>(json.value)["version"] = Json{version};
    return json;
}

}  // namespace

Done Publisher::pass(Version seen) {
    constexpr Version kFurthest = 1'000'000;
    TRY(auto present, timestamp_.empty() ? Result<Timestamp>{} : read_timestamp(timestamp_));
    if (seen < present.version || seen - present.version > kFurthest) {
        return refuse("publish.version", fmt::format("the timestamp is version {}, and {} cannot be passed from there",
                                                     present.version, seen));
    }
    passed_ = seen;
    return {};
}

Result<Published> Publisher::publish(const std::vector<SigningKey>& keys, Instant now, Periods periods) {
    if (!root_) return refuse("publish.no_root", "the repository has no root", "make and sign the first root");
    auto before = std::tuple{roles_, snapshot_, timestamp_, to_write_};
    auto made = sign_roles(keys, now, periods);
    if (made) made = sign_snapshot(keys, now, periods);
    if (made) made = sign_timestamp(keys, now, periods);
    if (!made) {
        std::tie(roles_, snapshot_, timestamp_, to_write_) = std::move(before);
        return std::unexpected(std::move(made).error());
    }
    return write_all();
}

Result<Published> Publisher::publish_role(const std::string& role, const std::vector<SigningKey>& keys, Instant now,
                                          Periods periods) {
    auto delegator = root_ ? delegator_of(*root_, parsed_roles(), role) : std::nullopt;
    if (!delegator || !roles_.contains(role)) return refuse("publish.role", fmt::format("no role \"{}\"", role));
    TRY_DONE(sign_role(role, *delegator, keys, now + periods.targets));
    return write_all();
}

Result<Published> Publisher::write_all() {
    Published published;
    TRY_DONE(write_targets(published));
    for (const auto& output : roots_to_write_) TRY_DONE(write(output, published));
    for (const auto& output : to_write_) TRY_DONE(write(output, published));
    new_files_.clear();
    roots_to_write_.clear();
    to_write_.clear();
    return published;
}

Result<std::string> Publisher::sign_by_rule(const Json& content, const Keys& known, const RoleRule& rule,
                                            std::string_view role, const std::vector<SigningKey>& keys) const {
    auto document = draft(content);
    for (const auto& key : keys) {
        if (std::ranges::find(rule.key_ids, key.declared().id) == rule.key_ids.end()) continue;
        TRY(document, sign(document, key));
    }
    // Read back as any reader would.
    auto json = parse_json(document);
    if (!json) return std::unexpected(std::move(json).error());
    Envelope envelope{.signed_bytes = canonical_json(content), .version = version_of(content)};
    for (const auto& signature : *json->find("signatures")->array()) {
        envelope.signatures.push_back(
            {*signature.find("keyid")->text(), from_hex(*signature.find("sig")->text()).value_or("")});
    }
    auto enough = check_signatures(envelope, known, rule, role, "its rule");
    if (!enough) return refuse("publish.keys", enough.error().message, fmt::format("bring the keys of \"{}\"", role));
    return document;
}

// Delegated roles before "targets", so that what is written never names what is not there.
Done Publisher::sign_roles(const std::vector<SigningKey>& keys, Instant now, const Periods& periods) {
    auto parsed = parsed_roles();
    std::vector<std::string> names;
    for (const auto& [name, role] : roles_) {
        if (name != "targets") names.push_back(name);
    }
    names.emplace_back("targets");
    for (const auto& name : names) {
        auto delegator = delegator_of(*root_, parsed, name);
        // A role nobody delegates to any more stays as it was: readers who knew it expect it to stay listed.
        if (!delegator) continue;
        auto need = need_of(name, *delegator, now, periods.targets);
        if (need == Need::None) continue;
        auto done = sign_role(name, *delegator, keys, now + periods.targets);
        if (!done && need == Need::Must) return done;
    }
    return {};
}

Publisher::Need Publisher::need_of(const std::string& name, const Delegator& delegator, Instant now,
                                   Duration period) const {
    const auto& role = roles_.find(name)->second;
    if (role.changed || role.bytes.empty() || version_of(role.content) <= passed_) return Need::Must;
    auto present = read_targets(role.bytes, name == "targets" ? "targets" : "delegated");
    bool holds = present && check_signatures(*present, delegator.keys, delegator.rule, name, delegator.name);
    if (!holds) return Need::Must;
    return is_past_half(present->expires, now, period) ? Need::Wish : Need::None;
}

Done Publisher::sign_role(const std::string& name, const Delegator& delegator, const std::vector<SigningKey>& keys,
                          Instant expires) {
    auto& role = roles_.find(name)->second;
    auto content = next_version(role.content, passed_, expires);
    TRY(auto bytes, sign_by_rule(content, delegator.keys, delegator.rule, name, keys));
    to_write_.push_back({fmt::format("metadata/{}.{}.json", version_of(content), percent_quote(name)), bytes});
    role = {std::move(content), std::move(bytes), false};
    return {};
}

Done Publisher::sign_snapshot(const std::vector<SigningKey>& keys, Instant now, const Periods& periods) {
    JsonObject files;
    for (const auto& [name, role] : roles_) {
        if (!role.bytes.empty()) files[name + ".json"] = meta_json(version_of(role.content), role.bytes);
    }
    const auto& rule = root_->roles.find("snapshot")->second;
    auto present = snapshot_.empty() ? Result<Snapshot>{} : read_snapshot(snapshot_);
    bool begun = !snapshot_.empty() && present;
    bool same = begun && *present->content.find("meta") == Json{files} &&
                check_signatures(*present, root_->keys, rule, "snapshot", "the root");
    bool due = begun && is_past_half(present->expires, now, periods.snapshot);
    if (same && !due) return {};
    auto version = std::max(begun ? present->version : 0, passed_) + 1;
    auto content = new_content("snapshot", version, now + periods.snapshot);
    std::get<JsonObject>(content.value)["meta"] = Json{std::move(files)};
    auto bytes = sign_by_rule(content, root_->keys, rule, "snapshot", keys);
    if (!bytes) return same ? Done{} : std::unexpected(std::move(bytes).error());
    to_write_.push_back({fmt::format("metadata/{}.snapshot.json", version_of(content)), *bytes});
    snapshot_ = std::move(*bytes);
    return {};
}

Done Publisher::sign_timestamp(const std::vector<SigningKey>& keys, Instant now, const Periods& periods) {
    TRY(auto snapshot, read_snapshot(snapshot_));
    auto stated = JsonObject{{"snapshot.json", meta_json(snapshot.version, snapshot_)}};
    const auto& rule = root_->roles.find("timestamp")->second;
    auto present = timestamp_.empty() ? Result<Timestamp>{} : read_timestamp(timestamp_);
    bool begun = !timestamp_.empty() && present;
    bool same = begun && *present->content.find("meta") == Json{stated} &&
                check_signatures(*present, root_->keys, rule, "timestamp", "the root");
    bool due = begun && is_past_half(present->expires, now, periods.timestamp);
    if (same && !due) return {};
    auto version = std::max(begun ? present->version : 0, passed_) + 1;
    auto content = new_content("timestamp", version, now + periods.timestamp);
    auto& members = std::get<JsonObject>(content.value);
    members["meta"] = Json{std::move(stated)};
    // Not in the specification, which lets readers pass it over: a machine without a clock learns the time from it.
    members["issued"] = Json{to_rfc3339(now)};
    auto bytes = sign_by_rule(content, root_->keys, rule, "timestamp", keys);
    if (!bytes) return same ? Done{} : std::unexpected(std::move(bytes).error());
    to_write_.push_back({"metadata/timestamp.json", *bytes});
    timestamp_ = std::move(*bytes);
    return {};
}

// The file was hashed when it was set; what is written must still be that.
Done Publisher::write_targets(Published& published) {
    for (const auto& [name, source] : new_files_) {
        TRY(auto there, files_->read(folder_ / name, kLongestSource));
        auto hash = name.substr(name.rfind('/') + 1).substr(0, sha256_hex({}).size());
        if (there && sha256_hex(*there) == hash) continue;
        TRY(auto bytes, files_->read(source, kLongestSource));
        if (!bytes || sha256_hex(*bytes) != hash) {
            return refuse("publish.source_changed", source.string() + ": changed while it was published");
        }
        TRY_DONE(write({name, std::move(*bytes)}, published));
    }
    return {};
}

Done Publisher::write(const Output& output, Published& published) {
    auto path = folder_ / output.name;
    TRY_DONE(files_->make_folder(path.parent_path()));
    TRY_DONE(files_->replace(path, output.bytes));
    published.written.push_back(output.name);
    published.bytes += output.bytes.size();
    return {};
}

}  // namespace baken::trust
