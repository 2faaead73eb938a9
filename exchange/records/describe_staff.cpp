// What staff fill in.
#include "exchange/records/describe.hpp"

namespace baken::records {
namespace {

constexpr NumberRule kCount{0, 99'999};
constexpr NumberRule kAmount{0, 9'999'999};
constexpr NumberRule kHours{0, 9'999};
constexpr NumberRule kPercent{0, 100};
constexpr std::size_t kMostHours = 96;
constexpr std::size_t kMostItems = 48;
constexpr std::size_t kMostNeeds = 16;
constexpr TextRule kUnitText{20};

}  // namespace

void describe(Fields& fields, EmergencyReport& report) {
    fields.choice({"major", "M: has a major incident been declared"}, report.major);
    fields.group({"place", "E: exact location"}, report.place);
    fields.choice({"incident", "T: type of incident"}, report.incident);
    fields.text({"what", "T: what is going on"}, report.what, kLineText, Presence::Required);
    fields.choices({"hazards", "H: dangers, present and to be feared"}, report.hazards);
    fields.text({"hazards_note", "H: the dangers in words"}, report.hazards_note, kLineText, Presence::Optional);
    fields.text({"access", "A: the way in and out, where to meet"}, report.access, kLineText, Presence::Optional);
    fields.number({"casualties", "N: how many victims; absent when unknown"}, report.casualties, kCount,
                  Presence::Optional);
    fields.number({"seriously_hurt", "N: how many of them badly"}, report.seriously_hurt, kCount, Presence::Optional);
    fields.text({"casualties_note", "N: the victims in words"}, report.casualties_note, kLineText, Presence::Optional);
    fields.choices({"needed", "E: emergency services needed"}, report.needed);
    fields.choices({"present", "E: emergency services already there"}, report.present);
    fields.text({"reporter", "who reports: name and role"}, report.reporter, kNameText, Presence::Required);
    fields.token({"promoted_from", "id of the resident's request this was made of"}, report.promoted_from, kRecordId,
                 Presence::Optional);
    fields.others(report.others);
}

void describe(Fields& fields, HourCount& count) {
    fields.moment({"hour", "the moment the hour began"}, count.hour);
    fields.number({"visitors", "how many came in"}, count.visitors, kCount);
    fields.others(count.others);
}

void describe(Fields& fields, Stock& stock) {
    fields.text({"item", "what it is"}, stock.item, kNameText, Presence::Required);
    fields.number({"amount", "how much there is"}, stock.amount, kAmount);
    fields.text({"unit", "litres, meals, pieces"}, stock.unit, kUnitText, Presence::Optional);
    fields.number({"lasts_hours", "how long it will last"}, stock.lasts_hours, kHours, Presence::Optional);
    fields.others(stock.others);
}

void describe(Fields& fields, FacilityState& state) {
    fields.token({"facility", "its kind on the menu card"}, state.facility, kIdentifier, Presence::Required);
    fields.choice({"status", "how it is now"}, state.status);
    fields.others(state.others);
}

void describe(Fields& fields, SituationReport& report) {
    fields.list({"visitors", "visitors by hour"}, report.visitors, kMostHours);
    fields.list({"stocks", "what is in stock"}, report.stocks, kMostItems);
    fields.list({"facilities", "the menu card as it is now"}, report.facilities, kMostItems);
    fields.texts({"needs", "what the site needs"}, report.needs, kLineText, kMostNeeds);
    fields.number({"staff_present", "staff and volunteers present"}, report.staff_present, kCount, Presence::Optional);
    fields.choice({"power", "where electricity comes from"}, report.power);
    fields.number({"battery_percent", "charge of the kiosk's battery"}, report.battery_percent, kPercent,
                  Presence::Optional);
    fields.text({"note", "anything else"}, report.note, kStoryText, Presence::Optional);
    fields.others(report.others);
}

void describe(Fields& fields, FollowUp& follow_up) {
    fields.token({"about", "id of the record it is about"}, follow_up.about, kRecordId, Presence::Required);
    fields.choice({"step", "what was done"}, follow_up.step);
    fields.moment({"at", "when it was done, if not when it was written"}, follow_up.at, Presence::Optional);
    fields.text({"to_whom", "passed on to, or given by radio to"}, follow_up.to_whom, kNameText, Presence::Optional);
    fields.text({"note", "anything else"}, follow_up.note, kStoryText, Presence::Optional);
    fields.others(follow_up.others);
}

}  // namespace baken::records
