// The closed lists of words that records choose from. Each enumeration has its written words in words.cpp, in the same
// order; a new word raises kFormat (record.hpp), because an older reader could not know what it means.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace baken::records {

enum class Kind : std::uint8_t {
    EmergencyReport,
    HelpRequest,
    Offer,
    Initiative,
    Signal,
    SituationReport,
    SignUp,
    FollowUp,
};

// In the order in which records leave the kiosk. All that the outside of an envelope tells of what is in it.
enum class PriorityClass : std::uint8_t { Emergency, Help, Signal, Initiative, Status };
[[nodiscard]] PriorityClass class_of(Kind kind);

// How sure the kiosk was of the time it wrote: by network or signed time, by a hand, or not at all.
enum class ClockConfidence : std::uint8_t { Sure, SetByStaff, Unsure };
enum class Priority : std::uint8_t { Now, Today, CanWait };
enum class Mode : std::uint8_t { Real, Exercise };

enum class Where : std::uint8_t { Here, Address, Area };
enum class Consent : std::uint8_t { OnScreen, SpokenToStaff };
enum class Showing : std::uint8_t { Private, MayBeShown };

enum class MajorIncident : std::uint8_t { NotDeclared, Declared };
enum class Incident : std::uint8_t {
    Medical,
    Fire,
    Water,
    Collapse,
    HazardousSubstance,
    Violence,
    MissingPerson,
    Traffic,
    Utility,
    Other
};
enum class Service : std::uint8_t { Ambulance, Fire, Police, Municipality, Army, Other };
enum class Hazard : std::uint8_t { Fire, Water, Electricity, Gas, Collapse, Substance, Violence, Traffic, Other };

enum class Need : std::uint8_t {
    MedicalCare,
    Medicines,
    DrinkingWater,
    Food,
    Warmth,
    Relatives,
    ListeningEar,
    Transport,
    Other
};
enum class ForWhom : std::uint8_t { Myself, Household, Neighbour, SomeoneElse };
enum class Gift : std::uint8_t { Hands, Goods, Skill, Vehicle, Space, Languages, Other };
enum class Sight : std::uint8_t { SomeoneAlone, BlockedRoad, Water, Unsafe, Rumour, Other };
enum class Power : std::uint8_t { Unknown, Grid, Generator, Battery, None };
enum class Status : std::uint8_t { Unknown, Available, Limited, NotNow };  // the words of a site's menu card
// Approved: an initiative may be shown at the site.
enum class Step : std::uint8_t { Noted, HandledHere, PassedOn, GivenByRadio, Withdrawn, Closed, Approved };

// How a record stands at the coordination point. Merged: it was joined with another, or with what came by radio.
enum class ReceiptState : std::uint8_t { Received, Accepted, OnTheWay, Handled, Answered, Merged };

using Words = std::span<const std::string_view>;

[[nodiscard]] Words words_of(Kind);
[[nodiscard]] Words words_of(PriorityClass);
[[nodiscard]] Words words_of(ClockConfidence);
[[nodiscard]] Words words_of(Priority);
[[nodiscard]] Words words_of(Mode);
[[nodiscard]] Words words_of(Where);
[[nodiscard]] Words words_of(Consent);
[[nodiscard]] Words words_of(Showing);
[[nodiscard]] Words words_of(MajorIncident);
[[nodiscard]] Words words_of(Incident);
[[nodiscard]] Words words_of(Service);
[[nodiscard]] Words words_of(Hazard);
[[nodiscard]] Words words_of(Need);
[[nodiscard]] Words words_of(ForWhom);
[[nodiscard]] Words words_of(Gift);
[[nodiscard]] Words words_of(Sight);
[[nodiscard]] Words words_of(Power);
[[nodiscard]] Words words_of(Status);
[[nodiscard]] Words words_of(Step);
[[nodiscard]] Words words_of(ReceiptState);

// The written word of a value: name_of(Kind::SignUp) is "sign-up".
template <typename Choice>
[[nodiscard]] std::string_view name_of(Choice choice)
    requires requires { words_of(choice); }
{
    return words_of(choice)[static_cast<std::size_t>(choice)];
}

}  // namespace baken::records
