#include "exchange/records/words.hpp"

#include <array>

namespace baken::records {

PriorityClass class_of(Kind kind) {
    switch (kind) {
        case Kind::EmergencyReport:
            return PriorityClass::Emergency;
        case Kind::HelpRequest:
            return PriorityClass::Help;
        case Kind::Signal:
            return PriorityClass::Signal;
        case Kind::Offer:
        case Kind::Initiative:
        case Kind::SignUp:
            return PriorityClass::Initiative;
        case Kind::SituationReport:
        case Kind::FollowUp:
            return PriorityClass::Status;
    }
    return PriorityClass::Status;
}

namespace {

template <typename... Word>
constexpr auto list(Word... words) {
    return std::array<std::string_view, sizeof...(words)>{words...};
}

constexpr auto kKinds = list("emergency-report", "help-request", "offer", "initiative", "signal", "situation-report",
                             "sign-up", "follow-up");
constexpr auto kClasses = list("emergency", "help", "signal", "initiative", "status");
constexpr auto kClocks = list("sure", "set-by-staff", "unsure");
constexpr auto kPriorities = list("now", "today", "can-wait");
constexpr auto kModes = list("real", "exercise");
constexpr auto kWheres = list("here", "address", "area");
constexpr auto kConsents = list("on-screen", "spoken-to-staff");
constexpr auto kShowings = list("private", "may-be-shown");
constexpr auto kMajor = list("not-declared", "declared");
constexpr auto kIncidents = list("medical", "fire", "water", "collapse", "hazardous-substance", "violence",
                                 "missing-person", "traffic", "utility", "other");
constexpr auto kServices = list("ambulance", "fire", "police", "municipality", "army", "other");
constexpr auto kHazards =
    list("fire", "water", "electricity", "gas", "collapse", "substance", "violence", "traffic", "other");
constexpr auto kNeeds = list("medical-care", "medicines", "drinking-water", "food", "warmth", "relatives",
                             "listening-ear", "transport", "other");
constexpr auto kForWhom = list("myself", "household", "neighbour", "someone-else");
constexpr auto kGifts = list("hands", "goods", "skill", "vehicle", "space", "languages", "other");
constexpr auto kSights = list("someone-alone", "blocked-road", "water", "unsafe", "rumour", "other");
constexpr auto kPowers = list("unknown", "grid", "generator", "battery", "none");
constexpr auto kStatuses = list("unknown", "available", "limited", "not-now");
constexpr auto kSteps = list("noted", "handled-here", "passed-on", "given-by-radio", "withdrawn", "closed", "approved");
constexpr auto kStates = list("received", "accepted", "on-the-way", "handled", "answered", "merged");

}  // namespace

Words words_of(Kind) {
    return kKinds;
}
Words words_of(PriorityClass) {
    return kClasses;
}
Words words_of(ClockConfidence) {
    return kClocks;
}
Words words_of(Priority) {
    return kPriorities;
}
Words words_of(Mode) {
    return kModes;
}
Words words_of(Where) {
    return kWheres;
}
Words words_of(Consent) {
    return kConsents;
}
Words words_of(Showing) {
    return kShowings;
}
Words words_of(MajorIncident) {
    return kMajor;
}
Words words_of(Incident) {
    return kIncidents;
}
Words words_of(Service) {
    return kServices;
}
Words words_of(Hazard) {
    return kHazards;
}
Words words_of(Need) {
    return kNeeds;
}
Words words_of(ForWhom) {
    return kForWhom;
}
Words words_of(Gift) {
    return kGifts;
}
Words words_of(Sight) {
    return kSights;
}
Words words_of(Power) {
    return kPowers;
}
Words words_of(Status) {
    return kStatuses;
}
Words words_of(Step) {
    return kSteps;
}
Words words_of(ReceiptState) {
    return kStates;
}

}  // namespace baken::records
