// An emergency report in the order and the words in which it is read aloud over a radio, when no other road is open.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/records/record.hpp"
#include "exchange/records/spelling.hpp"

namespace baken::records {

// No line of a card is longer, in letters: it is read standing, from a screen or from paper.
constexpr std::size_t kCardWidth = 48;

struct RadioCard {
    std::string check_number;        // as check_number.hpp writes it; the CP reads it back
    std::vector<std::string> lines;  // continued lines begin with two spaces
};

// First that it is an emergency (and, in an exercise, that it is one), the check number and the site; then, as METHANE
// orders it: location, what, dangers, access, victims, services; who reports; and the check number once more. Numbers
// are said digit by digit; the address and the reporter's name are said and then spelled. `site_name` is how the site
// is called. The record must pass check() and be an emergency report; any other gives a card without lines.
[[nodiscard]] RadioCard radio_card(const Record& record, std::string_view site_name, CardLanguage language);

}  // namespace baken::records
