// The documents of The Update Framework as values: TUF specification 1.0, section 4.
//
// Reading checks form only: every field that is there has the right kind and range. Fields we do not know are allowed
// and stay part of what is signed. Whether a document is to be believed is asked elsewhere (signatures.hpp,
// updater.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/hashes.hpp"
#include "exchange/trust/json.hpp"
#include "exchange/trust/public_key.hpp"

namespace baken::trust {

using Version = std::int64_t;  // 1 and up

// Who may sign for a role, and how many of them must.
struct RoleRule {
    std::vector<std::string> key_ids;
    std::int64_t threshold = 1;
    bool operator==(const RoleRule&) const = default;
};

struct Signature {
    std::string key_id;
    std::string bytes;  // empty when the text was not hexadecimal: such a signature never counts
};

// What every document has.
struct Envelope {
    std::vector<Signature> signatures;
    std::string signed_bytes;  // canonical
    Json content;              // the "signed" member
    Version version = 0;
    Instant expires{};
};

struct Root : Envelope {
    bool consistent_snapshot = false;
    Keys keys;                                           // those of a kind we know
    std::map<std::string, RoleRule, std::less<>> roles;  // root, timestamp, snapshot and targets are there
};

struct MetaFile {
    Version version = 0;
    FileFacts facts;
};

struct Timestamp : Envelope {
    MetaFile snapshot;
};

struct Snapshot : Envelope {
    std::map<std::string, MetaFile, std::less<>> files;  // by role name, "targets" among them
};

struct Delegation {
    std::string name;
    RoleRule rule;
    bool terminating = false;
    std::vector<std::string> paths;          // patterns; or
    std::vector<std::string> hash_prefixes;  // the beginnings of the hexadecimal SHA-256 of a path
};

// TAP 15: 2^bits roles, each responsible for the paths whose SHA-256 begins with its number, and terminating.
struct HashBins {
    RoleRule rule;
    int bits = 0;
    std::string prefix;
};

struct Targets : Envelope {
    std::map<std::string, FileFacts, std::less<>> files;  // by target path
    Keys keys;
    std::vector<Delegation> delegations;
    std::optional<HashBins> bins;
};

// The four roles every repository has; a delegated role may not bear one of these names.
[[nodiscard]] bool is_top_level(std::string_view role);

// Errors: `tuf.<role>.format` (with the reason), `tuf.<role>.type` when it is a document of another role,
// `tuf.<role>.spec_version` when it is not of major version 1; `tuf.signature.duplicate` when a key id signs twice.
// A document of a delegated role is read with role "delegated" in these names.
[[nodiscard]] Result<Root> read_root(std::string_view bytes);
[[nodiscard]] Result<Timestamp> read_timestamp(std::string_view bytes);
[[nodiscard]] Result<Snapshot> read_snapshot(std::string_view bytes);
[[nodiscard]] Result<Targets> read_targets(std::string_view bytes, std::string_view role = "targets");

}  // namespace baken::trust
