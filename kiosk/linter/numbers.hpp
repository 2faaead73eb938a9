// Telephone numbers and radio frequencies in running text, in the digits of any script.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace baken::linter {

// What in this line looks like a telephone number other than the national ones, or like a frequency, as written with
// Western digits. Amounts, times of day, years and dates do not.
[[nodiscard]] std::vector<std::string> local_numbers(std::string_view line);

}  // namespace baken::linter
