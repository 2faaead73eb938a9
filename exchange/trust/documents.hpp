// Making and signing TUF documents. A draft is a document with some of its signatures: it may be carried from key
// holder to key holder, each on a machine of their own, until enough have signed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/json.hpp"
#include "exchange/trust/keys.hpp"
#include "exchange/trust/metadata.hpp"

namespace baken::trust {

// Who signs for a role.
struct RolePlan {
    std::vector<DeclaredKey> keys;
    std::int64_t threshold = 1;
};

struct RootPlan {
    RolePlan root;
    RolePlan timestamp;
    RolePlan snapshot;
    RolePlan targets;
    Instant expires{};
};

// A role that answers for some paths.
struct DelegationPlan {
    std::string name;  // letters, digits, '-', '_' and '.', beginning with a letter
    RolePlan signers;
    std::vector<std::string> paths;  // patterns
    bool terminating = false;
};

// The "signed" part of a new document: type, specification version, version and expiry, nothing else.
[[nodiscard]] Json new_content(std::string_view type, Version version, Instant expires);
[[nodiscard]] Json root_content(const RootPlan& plan, Version version);
// The plan that a root carries out, to change and to make the next root of. Errors: those of read_root; key.format.
[[nodiscard]] Result<RootPlan> plan_of(std::string_view root);

// One role as metadata writes it, without name and paths.
[[nodiscard]] JsonObject role_json(const RolePlan& plan);
[[nodiscard]] Json delegation_json(const DelegationPlan& plan);
[[nodiscard]] Json file_facts_json(const FileFacts& facts);

// A document nobody signed yet.
[[nodiscard]] std::string draft(const Json& content);

// The draft with this key's signature added, or made anew. Errors: sign.format when it is no draft.
[[nodiscard]] Result<std::string> sign(std::string_view draft, const SigningKey& key);

}  // namespace baken::trust
