#include "exchange/trust/signatures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace baken::trust {

Done check_signatures(const Envelope& document, const Keys& keys, const RoleRule& rule, std::string_view what,
                      std::string_view by) {
    std::set<std::string> voters;
    for (const auto& signature : document.signatures) {
        auto key = keys.find(signature.key_id);
        bool may_sign = key != keys.end() && std::ranges::find(rule.key_ids, signature.key_id) != rule.key_ids.end();
        if (!may_sign || voters.contains(key->second.material())) continue;
        if (key->second.verifies(document.signed_bytes, signature.bytes)) voters.insert(key->second.material());
    }
    if (std::cmp_greater_equal(voters.size(), rule.threshold)) return {};
    return refuse("tuf.signature.threshold", fmt::format("{} version {} has {} of the {} signatures that {} asks for",
                                                         what, document.version, voters.size(), rule.threshold, by));
}

}  // namespace baken::trust
