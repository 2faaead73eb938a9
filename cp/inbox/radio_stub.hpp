// What is known of an emergency that was read out over the radio, and of its record when that comes: what of the two is
// compared, and how such a message stands among records.
#pragma once

#include "cp/inbox/inbox_store.hpp"
#include "exchange/records/merge.hpp"
#include "exchange/records/record.hpp"

namespace baken::cp {

// All that a stub is compared with; the rest of the record stays sealed.
[[nodiscard]] records::Record outline_of(const KeptRecord& record);
[[nodiscard]] records::Stub outline_of(const KeptStub& stub);

// As a person reads it from the record's radio card: with its check digit.
[[nodiscard]] int written_number(const KeptRecord& record);

// The message as one among records; it has no kiosk.
[[nodiscard]] KeptRecord as_record(const KeptStub& stub);

}  // namespace baken::cp
