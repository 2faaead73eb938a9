// The words a radio card is made of, in Dutch and English. Internal to this room.
#pragma once

#include <string_view>

#include "exchange/records/spelling.hpp"
#include "exchange/records/words.hpp"

namespace baken::records {

struct RadioWords {
    std::string_view title, exercise, check_number, kiosk_site, major, where, here_at, spelled, incident, hazards,
        access, casualties, seriously_hurt, needed, present, reporter, unknown, none, read_back, over;
};
[[nodiscard]] const RadioWords& radio_words(CardLanguage language);

[[nodiscard]] std::string_view radio_word(Incident incident, CardLanguage language);
[[nodiscard]] std::string_view radio_word(Service service, CardLanguage language);
[[nodiscard]] std::string_view radio_word(Hazard hazard, CardLanguage language);

}  // namespace baken::records
