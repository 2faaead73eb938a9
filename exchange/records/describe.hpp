// The fields of every kind of record, and their rules. Internal to this room.
#pragma once

#include "exchange/records/fields.hpp"
#include "exchange/records/record.hpp"

namespace baken::records {

void describe(Fields& fields, Head& head);
void describe(Fields& fields, Contact& contact);
void describe(Fields& fields, Position& position);
void describe(Fields& fields, Place& place);
void describe(Fields& fields, EmergencyReport& report);
void describe(Fields& fields, HelpRequest& request);
void describe(Fields& fields, Offer& offer);
void describe(Fields& fields, Initiative& initiative);
void describe(Fields& fields, Signal& signal);
void describe(Fields& fields, HourCount& count);
void describe(Fields& fields, Stock& stock);
void describe(Fields& fields, FacilityState& state);
void describe(Fields& fields, SituationReport& report);
void describe(Fields& fields, SignUp& sign_up);
void describe(Fields& fields, FollowUp& follow_up);

// The whole: format, kind, head and body. The body must already be of the right kind.
void describe(Fields& fields, Record& record);

}  // namespace baken::records
