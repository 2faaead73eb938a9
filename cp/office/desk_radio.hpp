// What was read out over the radio, as the desk's page reads it: {"id", "site", "number", "at", "note", "record"},
// oldest first. "note" is what somebody typed while they listened; it is empty where the session carries no keys, and
// once it was wiped. "record" is empty until the report comes.
#pragma once

#include "cp/inbox/inbox_office.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {

// Errors: inbox.store.
[[nodiscard]] Result<trust::Json> radio_messages(InboxOffice& office);
// Those that were joined with this record. Its report need not say what they do: it may be older, or shorter.
[[nodiscard]] Result<trust::Json> radio_messages_of(InboxOffice& office, const KeptRecord& record);

}  // namespace baken::cp
