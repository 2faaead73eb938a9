#include "exchange/records/token_rule.hpp"

#include <algorithm>

#include "exchange/base/ids.hpp"
#include "exchange/base/text.hpp"
#include "exchange/records/ticket.hpp"

namespace baken::records {
namespace {

bool is_small(char letter) {
    return letter >= 'a' && letter <= 'z';
}
bool is_letter_or_digit(char letter) {
    return is_small(letter) || is_digit(letter) || (letter >= 'A' && letter <= 'Z');
}

bool is_language(std::string_view text) {
    auto parts = split(text, '-');
    auto first = parts.front();
    if (text.size() > 35 || first.size() < 2 || first.size() > 3 || !std::ranges::all_of(first, is_small)) return false;
    return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
        return !part.empty() && part.size() <= 8 && std::ranges::all_of(part, is_letter_or_digit);
    });
}

bool is_written_ticket(std::string_view text) {
    auto ticket = parse_ticket(text);
    return ticket && format(*ticket) == text;
}

}  // namespace

const TokenRule kRecordId{"a UUID version 7", is_uuid7,
                          "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"};
const TokenRule kIdentifier{"a name of small letters, digits and hyphens", is_identifier, "^[a-z0-9][a-z0-9-]{0,63}$"};
const TokenRule kLanguageTag{"a language tag", is_language, "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"};
const TokenRule kTicketText{"a ticket with a right check letter", is_written_ticket,
                            "^[ACDEFHJKLMNPRTUVWXY]{3}-[1-9][0-9]{0,4}-[ACDEFHJKLMNPRTUVWXY]$"};

}  // namespace baken::records
