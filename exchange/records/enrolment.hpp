// What a coordination point must know of a kiosk before it takes anything from it: the two public halves of its keys,
// as a code that people carry from the kiosk's screen to the register.
#pragma once

#include <string>
#include <string_view>

#include "exchange/base/error.hpp"

namespace baken::records {

struct Enrolment {
    std::string signing;  // Ed25519, 32 bytes: checks what the kiosk sends
    std::string sealing;  // X25519, 32 bytes: what is sealed to it only this kiosk can open
    bool operator==(const Enrolment&) const = default;
};

// The name under which a kiosk's records travel: the TUF id of its signing key, 64 hexadecimal digits.
[[nodiscard]] std::string kiosk_id_of(std::string_view signing_key);

// 132 hexadecimal digits in groups of four, the last of them a check over the others.
[[nodiscard]] std::string format(const Enrolment& enrolment);

// As typed or scanned: spaces, hyphens and line ends are passed over. Errors: enrolment.form, enrolment.check (a digit
// is wrong).
[[nodiscard]] Result<Enrolment> parse_enrolment(std::string_view typed);

}  // namespace baken::records
