#include "exchange/records/radio_words.hpp"

#include <array>

namespace baken::records {
namespace {

struct Pair {
    std::string_view dutch;
    std::string_view english;
};

constexpr RadioWords kDutch{
    .title = "NOODMELDING",
    .exercise = "OEFENING OEFENING OEFENING",
    .check_number = "Controlegetal",
    .kiosk_site = "Van noodsteunpunt",
    .major = "GROOT INCIDENT AFGEKONDIGD",
    .where = "Waar",
    .here_at = "hier, op het noodsteunpunt",
    .spelled = "Ik spel",
    .incident = "Wat",
    .hazards = "Gevaren",
    .access = "Toegang",
    .casualties = "Slachtoffers",
    .seriously_hurt = "Ernstig gewond",
    .needed = "Nodig",
    .present = "Al aanwezig",
    .reporter = "Melder",
    .unknown = "onbekend",
    .none = "geen gemeld",
    .read_back = "Lees het controlegetal terug",
    .over = "Over",
};
constexpr RadioWords kEnglish{
    .title = "EMERGENCY REPORT",
    .exercise = "EXERCISE EXERCISE EXERCISE",
    .check_number = "Check number",
    .kiosk_site = "From emergency support point",
    .major = "MAJOR INCIDENT DECLARED",
    .where = "Where",
    .here_at = "here, at the support point",
    .spelled = "I spell",
    .incident = "What",
    .hazards = "Dangers",
    .access = "Access",
    .casualties = "Casualties",
    .seriously_hurt = "Seriously hurt",
    .needed = "Needed",
    .present = "Already there",
    .reporter = "Reported by",
    .unknown = "unknown",
    .none = "none reported",
    .read_back = "Read back the check number",
    .over = "Over",
};

constexpr std::array kIncidents{Pair{"medisch", "medical"},
                                Pair{"brand", "fire"},
                                Pair{"water", "water"},
                                Pair{"instorting", "collapse"},
                                Pair{"gevaarlijke stof", "hazardous substance"},
                                Pair{"geweld", "violence"},
                                Pair{"vermist persoon", "missing person"},
                                Pair{"verkeer", "traffic"},
                                Pair{"nutsvoorziening", "utilities"},
                                Pair{"anders", "other"}};
constexpr std::array kServices{Pair{"ambulance", "ambulance"}, Pair{"brandweer", "fire service"},
                               Pair{"politie", "police"},      Pair{"gemeente", "municipality"},
                               Pair{"leger", "army"},          Pair{"anders", "other"}};
constexpr std::array kHazards{
    Pair{"brand", "fire"},      Pair{"water", "water"},         Pair{"elektriciteit", "electricity"},
    Pair{"gas", "gas"},         Pair{"instorting", "collapse"}, Pair{"gevaarlijke stof", "hazardous substance"},
    Pair{"geweld", "violence"}, Pair{"verkeer", "traffic"},     Pair{"anders", "other"}};

template <typename List, typename Choice>
std::string_view pick(const List& list, Choice choice, CardLanguage language) {
    const auto& pair = list.at(static_cast<std::size_t>(choice));
    return language == CardLanguage::Dutch ? pair.dutch : pair.english;
}

}  // namespace

const RadioWords& radio_words(CardLanguage language) {
    return language == CardLanguage::Dutch ? kDutch : kEnglish;
}

std::string_view radio_word(Incident incident, CardLanguage language) {
    return pick(kIncidents, incident, language);
}

std::string_view radio_word(Service service, CardLanguage language) {
    return pick(kServices, service, language);
}

std::string_view radio_word(Hazard hazard, CardLanguage language) {
    return pick(kHazards, hazard, language);
}

}  // namespace baken::records
