// Was a document signed by enough of those who may sign it?
#pragma once

#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/trust/metadata.hpp"

namespace baken::trust {

// Counts one vote for each distinct key among `keys` that `rule` lists and whose signature is right; signatures of
// other keys, of unknown kinds and wrong ones are passed over. Fewer votes than the threshold is the error
// tuf.signature.threshold; `what` names the document and `by` the delegator in its message.
[[nodiscard]] Done check_signatures(const Envelope& document, const Keys& keys, const RoleRule& rule,
                                    std::string_view what, std::string_view by);

}  // namespace baken::trust
