// The rules of a kind of record as JSON Schema (2020-12), for whoever reads records with other programs.
#pragma once

#include "exchange/records/words.hpp"
#include "exchange/trust/json.hpp"

namespace baken::records {

[[nodiscard]] trust::Json schema_of(Kind kind);

}  // namespace baken::records
