// What the steps of a record, which are its receipts in their order, say together.
#pragma once

#include <vector>

#include "cp/inbox/inbox_store.hpp"

namespace baken::cp {

// The last one that says how it stands; null where none does. That it was merged says nothing of that.
[[nodiscard]] const KeptReceipt* last_step(const std::vector<KeptReceipt>& steps);

// Which last step of a record and of its radio message says how the two stand together: the one that is further, or
// later where they are equally far. What is read out after the record was closed is not seen to by that: it is open
// again. Either may be null.
[[nodiscard]] const KeptReceipt* further_step(const KeptReceipt* of_record, const KeptReceipt* of_stub);

// Would this state take back what somebody else said since, of which one who knows the steps up to `seen` knows
// nothing? What was begun is not begun again, and nothing is closed or opened unseen; an answer or help on its way go
// on top.
[[nodiscard]] bool takes_back(records::ReceiptState state, const std::vector<KeptReceipt>& steps, int seen);

}  // namespace baken::cp
