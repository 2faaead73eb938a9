// Fields that hold a name by rule and not free text.
#pragma once

#include <string_view>

namespace baken::records {

struct TokenRule {
    std::string_view called;
    bool (*fits)(std::string_view text);
    std::string_view pattern;  // the same rule as a regular expression, for the schema
};

extern const TokenRule kRecordId;     // UUID version 7, lower case
extern const TokenRule kIdentifier;   // a site, a kiosk, a facility: small letters, digits and hyphens, at most 64
extern const TokenRule kLanguageTag;  // BCP 47, at most 35
extern const TokenRule kTicketText;   // see ticket.hpp

}  // namespace baken::records
