#include "exchange/trust/metadata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "exchange/base/text.hpp"
#include "exchange/trust/encoding.hpp"
#include "exchange/trust/json_fields.hpp"

namespace baken::trust {
namespace {

constexpr std::array<std::string_view, 4> kTopLevel{"root", "timestamp", "snapshot", "targets"};
constexpr std::string_view kSuffix = ".json";

std::string check_of(std::string_view role, std::string_view what) {
    return fmt::format("tuf.{}.{}", role, what);
}

// "1.0.31", and the "1.0" of older writers.
bool is_major_one(std::string_view version) {
    auto parts = split(version, '.');
    if (parts.size() < 2 || parts.size() > 3 || parts[0] != "1") return false;
    return std::ranges::all_of(parts, [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    });
}

Result<Instant> read_expiry(const JsonFields& fields) {
    TRY(auto text, fields.text("expires"));
    constexpr std::size_t kLength = std::string_view("2026-11-23T13:08:00Z").size();
    auto moment = parse_rfc3339(text);
    if (!moment || text.size() != kLength || text.back() != 'Z' || text[10] != 'T') {
        return fields.no(fmt::format("\"expires\" is no moment: {}", text));
    }
    return *moment;
}

Result<std::vector<Signature>> read_signatures(const JsonFields& fields) {
    TRY(const auto* items, fields.array("signatures"));
    std::vector<Signature> signatures;
    std::set<std::string> seen;
    for (const auto& item : *items) {
        auto entry = fields.inside(item);
        TRY(auto key_id, entry.text("keyid"));
        TRY(auto hex, entry.text("sig"));
        if (!seen.insert(key_id).second) {
            return refuse("tuf.signature.duplicate", fmt::format("the key {} signs twice", key_id));
        }
        signatures.push_back({std::move(key_id), from_hex(hex).value_or("")});
    }
    return signatures;
}

Result<Envelope> read_envelope(std::string_view bytes, std::string_view role) {
    auto json = parse_json(bytes);
    if (!json) return refuse(check_of(role, "format"), json.error().text());
    JsonFields whole(*json, check_of(role, "format"));
    Envelope envelope;
    TRY(envelope.signatures, read_signatures(whole));
    TRY_DONE(whole.object("signed"));
    envelope.content = *json->find("signed");
    JsonFields fields = whole.inside(envelope.content);
    TRY(auto type, fields.text("_type"));
    auto expected_type = role == "delegated" ? std::string_view("targets") : role;
    if (type != expected_type) {
        return refuse(check_of(role, "type"), fmt::format("this is a document of type \"{}\"", type));
    }
    TRY(auto spec_version, fields.text("spec_version"));
    if (!is_major_one(spec_version)) {
        return refuse(check_of(role, "spec_version"), fmt::format("written for TUF {}", spec_version));
    }
    TRY(envelope.version, fields.number("version", 1));
    TRY(envelope.expires, read_expiry(fields));
    envelope.signed_bytes = canonical_json(envelope.content);
    return envelope;
}

// A key of a kind we do not know is left out: it cannot vote, and that is all.
Result<Keys> read_keys(const JsonFields& fields) {
    TRY(const auto* members, fields.object("keys"));
    Keys keys;
    for (const auto& [id, member] : *members) {
        auto entry = fields.inside(member);
        TRY(auto type, entry.text("keytype"));
        TRY(auto scheme, entry.text("scheme"));
        TRY_DONE(entry.object("keyval"));
        auto value = entry.inside(*member.find("keyval")).text("public");
        if (!value) continue;
        if (auto key = PublicKey::read(type, scheme, *value)) keys.emplace(id, std::move(*key));
    }
    return keys;
}

Result<RoleRule> read_rule(const JsonFields& fields) {
    RoleRule rule;
    TRY(rule.key_ids, fields.texts("keyids"));
    TRY(rule.threshold, fields.number("threshold", 1));
    std::set<std::string> distinct(rule.key_ids.begin(), rule.key_ids.end());
    if (distinct.size() != rule.key_ids.size()) return fields.no("a role lists a key id twice");
    return rule;
}

Result<std::map<std::string, std::string>> read_hashes(const JsonFields& fields) {
    TRY(const auto* members, fields.object("hashes"));
    std::map<std::string, std::string> hashes;
    for (const auto& [algorithm, hash] : *members) {
        if (hash.text() == nullptr) return fields.no("a hash is no text");
        hashes[algorithm] = *hash.text();
    }
    if (hashes.empty()) return fields.no("an empty list of hashes");
    return hashes;
}

Result<MetaFile> read_meta_file(const JsonFields& fields) {
    MetaFile file;
    TRY(file.version, fields.number("version", 1));
    if (fields.has("length")) {
        TRY(auto length, fields.number("length", 1));
        file.facts.length = static_cast<std::uint64_t>(length);
    }
    if (fields.has("hashes")) {
        TRY(file.facts.hashes, read_hashes(fields));
    }
    return file;
}

Result<FileFacts> read_target(const JsonFields& fields) {
    FileFacts facts;
    TRY(auto length, fields.number("length", 0));
    facts.length = static_cast<std::uint64_t>(length);
    TRY(facts.hashes, read_hashes(fields));
    return facts;
}

Result<Delegation> read_delegation(const JsonFields& fields) {
    Delegation delegation;
    TRY(delegation.name, fields.text("name"));
    if (delegation.name.empty() || is_top_level(delegation.name)) {
        return fields.no(fmt::format("a delegated role may not be named \"{}\"", delegation.name));
    }
    TRY(delegation.rule, read_rule(fields));
    TRY(delegation.terminating, fields.boolean("terminating"));
    if (fields.has("paths") == fields.has("path_hash_prefixes")) {
        return fields.no(fmt::format("\"{}\" needs either paths or path_hash_prefixes", delegation.name));
    }
    if (fields.has("paths")) {
        TRY(delegation.paths, fields.texts("paths"));
    } else {
        TRY(delegation.hash_prefixes, fields.texts("path_hash_prefixes"));
    }
    return delegation;
}

Result<std::vector<Delegation>> read_delegations(const JsonFields& fields) {
    TRY(const auto* items, fields.array("roles"));
    std::vector<Delegation> delegations;
    std::set<std::string> names;
    for (const auto& item : *items) {
        TRY(auto delegation, read_delegation(fields.inside(item)));
        if (!names.insert(delegation.name).second) {
            return fields.no(fmt::format("\"{}\" is delegated to twice", delegation.name));
        }
        delegations.push_back(std::move(delegation));
    }
    return delegations;
}

Result<HashBins> read_bins(const JsonFields& fields) {
    HashBins bins;
    TRY(bins.rule, read_rule(fields));
    TRY(auto bits, fields.number("bit_length", 1));
    if (bits > 32) return fields.no("more than 32 bits of hash bins");
    bins.bits = static_cast<int>(bits);
    TRY(bins.prefix, fields.text("name_prefix"));
    return bins;
}

Done read_delegations_into(Targets& targets, const Json& json, const JsonFields& fields) {
    TRY(targets.keys, read_keys(fields));
    if (fields.has("roles") == fields.has("succinct_roles")) {
        return fields.no("delegations need either roles or succinct_roles");
    }
    if (fields.has("roles")) {
        TRY(targets.delegations, read_delegations(fields));
    } else {
        TRY(targets.bins, read_bins(fields.inside(*json.find("succinct_roles"))));
    }
    return {};
}

template <typename Document>
Result<Document> start(std::string_view bytes, std::string_view role) {
    TRY(auto envelope, read_envelope(bytes, role));
    Document document;
    static_cast<Envelope&>(document) = std::move(envelope);
    return document;
}

}  // namespace

bool is_top_level(std::string_view role) {
    return std::ranges::find(kTopLevel, role) != kTopLevel.end();
}

Result<Root> read_root(std::string_view bytes) {
    TRY(auto root, start<Root>(bytes, "root"));
    JsonFields fields(root.content, "tuf.root.format");
    if (fields.has("consistent_snapshot")) {
        TRY(root.consistent_snapshot, fields.boolean("consistent_snapshot"));
    }
    TRY(root.keys, read_keys(fields));
    TRY(const auto* roles, fields.object("roles"));
    for (const auto& [name, member] : *roles) {
        TRY(root.roles[name], read_rule(fields.inside(member)));
    }
    for (auto role : kTopLevel) {
        if (!root.roles.contains(role)) return fields.no(fmt::format("no role \"{}\"", role));
    }
    return root;
}

Result<Timestamp> read_timestamp(std::string_view bytes) {
    TRY(auto timestamp, start<Timestamp>(bytes, "timestamp"));
    JsonFields fields(timestamp.content, "tuf.timestamp.format");
    TRY(const auto* files, fields.object("meta"));
    auto found = files->find("snapshot.json");
    if (found == files->end()) return fields.no("no snapshot.json");
    TRY(timestamp.snapshot, read_meta_file(fields.inside(found->second)));
    return timestamp;
}

Result<Snapshot> read_snapshot(std::string_view bytes) {
    TRY(auto snapshot, start<Snapshot>(bytes, "snapshot"));
    JsonFields fields(snapshot.content, "tuf.snapshot.format");
    TRY(const auto* files, fields.object("meta"));
    for (const auto& [name, member] : *files) {
        if (!name.ends_with(kSuffix)) return fields.no(fmt::format("\"{}\" is no metadata file", name));
        auto role = name.substr(0, name.size() - kSuffix.size());
        TRY(snapshot.files[role], read_meta_file(fields.inside(member)));
    }
    return snapshot;
}

Result<Targets> read_targets(std::string_view bytes, std::string_view role) {
    TRY(auto targets, start<Targets>(bytes, role));
    JsonFields fields(targets.content, check_of(role, "format"));
    TRY(const auto* files, fields.object("targets"));
    for (const auto& [path, member] : *files) {
        TRY(targets.files[path], read_target(fields.inside(member)));
    }
    if (const Json* delegations = targets.content.find("delegations")) {
        TRY_DONE(read_delegations_into(targets, *delegations, fields.inside(*delegations)));
    }
    return targets;
}

}  // namespace baken::trust
