// A record of every kind, with every field filled in. All names and places are made up.
#pragma once

#include <vector>

#include "exchange/records/receipt.hpp"
#include "exchange/records/record.hpp"

namespace baken::testing {

[[nodiscard]] Instant at(const char* rfc3339);
[[nodiscard]] records::Record emergency();
[[nodiscard]] records::Record help_request();
// One of each kind, in the order of Kind.
[[nodiscard]] std::vector<records::Record> one_of_each();
[[nodiscard]] records::Receipt receipt();

}  // namespace baken::testing
