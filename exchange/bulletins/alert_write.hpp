// From the model back to the bytes of a CAP 1.2 message, in the order the schema asks for.
#pragma once

#include <string>

#include "exchange/bulletins/alert.hpp"

namespace baken::bulletins {

// UTF-8 XML that parse_alert reads back to the same alert (but for the version, which is always 1.2, and for what it
// cleans: an alert made by hand may hold text with control characters). A value the schema asks for but the alert
// lacks is left out, and parse_alert then remarks on it: this never invents anything.
[[nodiscard]] std::string write_alert(const Alert& alert);

// "2026-11-22T14:08:00+01:00"; UTC is written "-00:00", as the standard asks.
[[nodiscard]] std::string write_cap_time(const CapTime& time);

}  // namespace baken::bulletins
