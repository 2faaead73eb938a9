// What residents and staff report: one head, and a body of one of eight kinds. Plain structs; record_json.hpp reads and
// writes them, and says what each field may hold. An empty text and an empty optional mean that nobody filled it in.
//
// `others` keeps the members that a newer program wrote and this one does not know, so that they survive being read and
// written here. They are bounded by the size of the record and never shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "exchange/base/time.hpp"
#include "exchange/records/words.hpp"
#include "exchange/trust/json.hpp"

namespace baken::records {

// The version of the words and rules; a record of another format is refused, its envelope kept.
constexpr int kFormat = 1;

// Moments are written to the second.
struct Head {
    std::string id;     // UUID version 7
    std::string kiosk;  // who made it; must be the one that signed the envelope
    std::string site;
    Instant created{};  // by the kiosk's clock
    ClockConfidence clock = ClockConfidence::Unsure;
    std::string language = "nl";  // of whoever wrote it, BCP 47
    Priority priority = Priority::Today;
    Mode mode = Mode::Real;
    std::string ticket;  // as ticket.hpp writes it; staff's own records have none
    trust::JsonObject others;
    bool operator==(const Head&) const = default;
};

// How to reach someone; each part may be empty.
struct Contact {
    std::string name;
    std::string phone;
    std::string otherwise;
    trust::JsonObject others;
    bool operator==(const Contact&) const = default;
};

// Integer millionths of a degree, WGS 84: signed records have no fractions.
struct Position {
    int latitude_e6 = 0;
    int longitude_e6 = 0;
    trust::JsonObject others;
    bool operator==(const Position&) const = default;
};

struct Place {
    Where where = Where::Here;
    std::string address;  // required unless it is here
    std::string detail;   // floor, side, landmark
    std::optional<Position> position;
    trust::JsonObject others;
    bool operator==(const Place&) const = default;
};

// In the order of METHANE; ETHANE when no major incident is declared.
struct EmergencyReport {
    MajorIncident major = MajorIncident::NotDeclared;
    Place place;
    Incident incident = Incident::Other;
    std::string what;
    std::vector<Hazard> hazards;
    std::string hazards_note;
    std::string access;  // the way in and out, where to meet
    std::optional<int> casualties;
    std::optional<int> seriously_hurt;
    std::string casualties_note;
    std::vector<Service> needed;
    std::vector<Service> present;
    std::string reporter;       // who reports: name and role
    std::string promoted_from;  // id of the resident's request this was made of
    trust::JsonObject others;
    bool operator==(const EmergencyReport&) const = default;
};

struct HelpRequest {
    Need need = Need::Other;
    ForWhom for_whom = ForWhom::Myself;
    int people = 1;
    Place place;
    std::optional<Contact> contact;
    std::string note;
    Consent consent = Consent::OnScreen;
    trust::JsonObject others;
    bool operator==(const HelpRequest&) const = default;
};

struct Offer {
    std::vector<Gift> gifts;
    std::string what;
    std::string when;
    std::optional<int> people;
    std::vector<std::string> languages;  // spoken
    std::optional<Place> place;
    std::optional<Contact> contact;
    Showing showing = Showing::Private;
    Consent consent = Consent::OnScreen;
    trust::JsonObject others;
    bool operator==(const Offer&) const = default;
};

struct Initiative {
    std::string title;
    std::string what;
    std::string when;
    Place place;
    std::optional<int> serves;  // how many people it can serve
    std::optional<int> needs;   // how many hands it still needs
    std::optional<Contact> contact;
    Showing showing = Showing::Private;
    Consent consent = Consent::OnScreen;
    trust::JsonObject others;
    bool operator==(const Initiative&) const = default;
};

struct Signal {
    Sight sight = Sight::Other;
    std::string what;
    std::string since;
    Place place;
    std::optional<int> people;
    std::optional<Contact> contact;
    trust::JsonObject others;
    bool operator==(const Signal&) const = default;
};

struct HourCount {
    Instant hour{};
    int visitors = 0;
    trust::JsonObject others;
    bool operator==(const HourCount&) const = default;
};

struct Stock {
    std::string item;  // a facility's kind, or a word of staff
    int amount = 0;
    std::string unit;
    std::optional<int> lasts_hours;
    trust::JsonObject others;
    bool operator==(const Stock&) const = default;
};

struct FacilityState {
    std::string facility;
    Status status = Status::Unknown;
    trust::JsonObject others;
    bool operator==(const FacilityState&) const = default;
};

struct SituationReport {
    std::vector<HourCount> visitors;
    std::vector<Stock> stocks;
    std::vector<FacilityState> facilities;
    std::vector<std::string> needs;
    std::optional<int> staff_present;
    Power power = Power::Unknown;
    std::optional<int> battery_percent;
    std::string note;
    trust::JsonObject others;
    bool operator==(const SituationReport&) const = default;
};

// Someone joins an initiative.
struct SignUp {
    std::string initiative;  // record id
    std::optional<Contact> contact;
    int people = 1;
    std::string note;
    Consent consent = Consent::OnScreen;
    trust::JsonObject others;
    bool operator==(const SignUp&) const = default;
};

// What staff did with a record at the site itself, so that the CP does not do it again.
struct FollowUp {
    std::string about;  // record id
    Step step = Step::Noted;
    std::optional<Instant> at;
    std::string to_whom;  // passed on, or given by radio, to
    std::string note;
    trust::JsonObject others;
    bool operator==(const FollowUp&) const = default;
};

// In the order of Kind.
using Body = std::variant<EmergencyReport, HelpRequest, Offer, Initiative, Signal, SituationReport, SignUp, FollowUp>;

struct Record {
    Head head;
    Body body;
    bool operator==(const Record&) const = default;
};

[[nodiscard]] inline Kind kind_of(const Record& record) {
    return static_cast<Kind>(record.body.index());
}
// A body of this kind with nothing filled in.
[[nodiscard]] Body empty_body(Kind kind);

}  // namespace baken::records
