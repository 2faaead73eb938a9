#include "tests/records/samples.hpp"

#include <fmt/format.h>

namespace baken::testing {

using namespace baken::records;

namespace {

Head head(int number, Priority priority, const char* ticket) {
    return {.id = fmt::format("0193a5f0-7c00-7abc-8def-{:012x}", number),
            .kiosk = "nsp-baflo-1",
            .site = "nsp-baflo",
            .created = at("2026-11-23T13:08:00Z"),
            .clock = ClockConfidence::SetByStaff,
            .language = "nl",
            .priority = priority,
            .mode = Mode::Real,
            .ticket = ticket,
            .others = {}};
}

Place school() {
    return {.where = Where::Address,
            .address = "Schoolstraat 12, Baflo",
            .detail = "achterdeur, eerste verdieping",
            .position = Position{53'362'500, 6'513'900, {}},
            .others = {}};
}

Contact lena() {
    return {.name = "Léna Őry", .phone = "+31 6 12345678", .otherwise = "bij de buren op nummer 14", .others = {}};
}

Record offer() {
    return {head(3, Priority::CanWait, "KRT-429-U"), Offer{.gifts = {Gift::Vehicle, Gift::Languages},
                                                           .what = "Bestelbus met chauffeur.\nIk spreek ook Pools.",
                                                           .when = "elke ochtend",
                                                           .people = 2,
                                                           .languages = {"nl", "pl"},
                                                           .place = school(),
                                                           .contact = lena(),
                                                           .showing = Showing::Private,
                                                           .consent = Consent::SpokenToStaff,
                                                           .others = {}}};
}

Record initiative() {
    return {head(4, Priority::Today, "KRT-430-N"),
            Initiative{.title = "Soep op het dorpsplein",
                       .what = "Wij koken soep op hout. Neem een kom mee.",
                       .when = "vandaag om 17:00",
                       .place = {.where = Where::Area, .address = "dorpsplein", .detail = {}, .position = {}},
                       .serves = 80,
                       .needs = 6,
                       .contact = lena(),
                       .showing = Showing::MayBeShown,
                       .consent = Consent::OnScreen,
                       .others = {}}};
}

Record signal() {
    return {head(5, Priority::Today, "KRT-431-L"), Signal{.sight = Sight::BlockedRoad,
                                                          .what = "Boom over de weg 🌳",
                                                          .since = "sinds vanochtend",
                                                          .place = school(),
                                                          .people = 3,
                                                          .contact = lena(),
                                                          .others = {}}};
}

Record situation() {
    return {head(6, Priority::CanWait, ""),
            SituationReport{
                .visitors = {{at("2026-11-23T11:00:00Z"), 14, {}}, {at("2026-11-23T12:00:00Z"), 0, {}}},
                .stocks = {{.item = "drinkwater", .amount = 240, .unit = "liter", .lasts_hours = 18, .others = {}}},
                .facilities = {{"charging", Status::Limited, {}}},
                .needs = {"twee vrijwilligers voor de nacht"},
                .staff_present = 4,
                .power = Power::Generator,
                .battery_percent = 83,
                .note = "Rustig.",
                .others = {}}};
}

Record sign_up() {
    return {head(7, Priority::CanWait, "KRT-432-J"), SignUp{.initiative = head(4, Priority::Now, "").id,
                                                            .contact = lena(),
                                                            .people = 2,
                                                            .note = "Wij nemen brood mee.",
                                                            .consent = Consent::OnScreen,
                                                            .others = {}}};
}

Record follow_up() {
    return {head(8, Priority::CanWait, ""), FollowUp{.about = head(1, Priority::Now, "").id,
                                                     .step = Step::GivenByRadio,
                                                     .at = at("2026-11-23T13:20:00Z"),
                                                     .to_whom = "coördinatiepunt, de heer Pieters",
                                                     .note = "Getal teruggelezen.",
                                                     .others = {}}};
}

}  // namespace

Instant at(const char* rfc3339) {
    return *parse_rfc3339(rfc3339);
}

Record emergency() {
    return {head(1, Priority::Now, ""), EmergencyReport{.major = MajorIncident::NotDeclared,
                                                        .place = school(),
                                                        .incident = Incident::Medical,
                                                        .what = "man onwel, ademt zwaar",
                                                        .hazards = {Hazard::Gas, Hazard::Electricity},
                                                        .hazards_note = "aggregaat binnen",
                                                        .access = "via het schoolplein, poort is open",
                                                        .casualties = 3,
                                                        .seriously_hurt = 1,
                                                        .casualties_note = "twee kinderen, licht benauwd",
                                                        .needed = {Service::Ambulance, Service::Fire},
                                                        .present = {Service::Police},
                                                        .reporter = "Joke Veld, beheerder",
                                                        .promoted_from = head(2, Priority::Now, "").id,
                                                        .others = {}}};
}

Record help_request() {
    return {head(2, Priority::Today, "KRT-428-W"), HelpRequest{.need = Need::Medicines,
                                                               .for_whom = ForWhom::Neighbour,
                                                               .people = 1,
                                                               .place = school(),
                                                               .contact = lena(),
                                                               .note = "Insuline, het is bijna op.\nأحتاج إلى دواء",
                                                               .consent = Consent::OnScreen,
                                                               .others = {}}};
}

std::vector<Record> one_of_each() {
    return {emergency(), help_request(), offer(), initiative(), signal(), situation(), sign_up(), follow_up()};
}

Receipt receipt() {
    return {.record = help_request().head.id,
            .kiosk = "nsp-baflo-1",
            .n = 2,
            .state = ReceiptState::OnTheWay,
            .at = at("2026-11-23T13:31:00Z"),
            .answer = "De apotheker komt om 15:00 langs.",
            .merged_into = emergency().head.id,
            .others = {}};
}

}  // namespace baken::testing
