// The number by which an emergency report that was read out over a radio is found again when its record arrives: four
// digits and a check digit, derived from the record alone, so that kiosk and CP need not have spoken before.
#pragma once

#include <string>
#include <string_view>

#include "exchange/base/error.hpp"
#include "exchange/records/record.hpp"

namespace baken::records {

struct CheckNumber {
    int value = 0;  // 0 to 9999
    auto operator<=>(const CheckNumber&) const = default;
};

// Of a record's id and kiosk, so that it stays the same when words in the record are told differently.
[[nodiscard]] CheckNumber check_number_of(const Head& head);

// Five digits: "40713". Any one wrong digit and any two neighbours swapped are noticed (Damm's check digit).
[[nodiscard]] std::string format(CheckNumber number);

// As typed at the CP; spaces, points and hyphens are passed over. Errors: check-number.form, check-number.check.
[[nodiscard]] Result<CheckNumber> parse_check_number(std::string_view typed);

}  // namespace baken::records
