// Records as JSON: format 1, described in docs/records/. Compact, members in byte order, what is not filled in left
// out, so that one record has one written form.
#pragma once

#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/records/record.hpp"

namespace baken::records {

constexpr std::size_t kMostRecordBytes = 32'768;

// Does every field keep its rule? The message starts with the field's path ("body.place.address: ..."), so that a form
// can find it. Errors: record.missing, record.empty, record.length, record.control, record.utf8, record.choice,
// record.range, record.count, record.time, record.name (an id, site, ticket or language tag not written by its rule).
[[nodiscard]] Done check(const Record& record);

// Errors: those of check; record.size.
[[nodiscard]] Result<std::string> to_json(const Record& record);

// Members that are not known are kept in `others`. Errors: record.size; record.syntax (not JSON, or JSON that says one
// thing twice); record.format (of another version); record.kind; record.type; those of check.
[[nodiscard]] Result<Record> from_json(std::string_view bytes);

}  // namespace baken::records
