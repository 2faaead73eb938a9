// The head, and the parts that several kinds share.
#include "exchange/records/describe.hpp"

namespace baken::records {
namespace {

constexpr NumberRule kLatitude{-90'000'000, 90'000'000};
constexpr NumberRule kLongitude{-180'000'000, 180'000'000};

}  // namespace

void describe(Fields& fields, Head& head) {
    fields.token({"id", "UUID version 7 of the record"}, head.id, kRecordId, Presence::Required);
    fields.token({"kiosk", "the kiosk that made the record"}, head.kiosk, kIdentifier, Presence::Required);
    fields.token({"site", "the noodsteunpunt where it was made"}, head.site, kIdentifier, Presence::Required);
    fields.moment({"created", "when, by the kiosk's clock"}, head.created);
    fields.choice({"clock", "how sure the kiosk was of its clock"}, head.clock);
    fields.token({"language", "language of whoever wrote it"}, head.language, kLanguageTag, Presence::Required);
    fields.choice({"priority", "how soon something must happen"}, head.priority);
    fields.choice({"mode", "real, or part of an exercise"}, head.mode);
    fields.token({"ticket", "the number the visitor was given"}, head.ticket, kTicketText, Presence::Optional);
    fields.others(head.others);
}

void describe(Fields& fields, Contact& contact) {
    fields.text({"name", "as the person wants to be called"}, contact.name, kNameText, Presence::Optional);
    fields.text({"phone", "telephone number as typed"}, contact.phone, kPhoneText, Presence::Optional);
    fields.text({"otherwise", "another way to be reached"}, contact.otherwise, kLineText, Presence::Optional);
    fields.others(contact.others);
}

void describe(Fields& fields, Position& position) {
    fields.number({"latitude_e6", "millionths of a degree, WGS 84"}, position.latitude_e6, kLatitude);
    fields.number({"longitude_e6", "millionths of a degree, WGS 84"}, position.longitude_e6, kLongitude);
    fields.others(position.others);
}

void describe(Fields& fields, Place& place) {
    fields.choice({"where", "here at the site, at an address, or in an area"}, place.where);
    fields.text({"address", "street and number, place; or the area in words"}, place.address, kLineText,
                Presence::Optional);
    fields.require(place.where == Where::Here || !place.address.empty(), {"address", "missing, and it is not here"});
    fields.text({"detail", "floor, side, landmark"}, place.detail, kLineText, Presence::Optional);
    fields.group({"position", "when known"}, place.position);
    fields.others(place.others);
}

void describe(Fields& fields, Record& record) {
    int format = kFormat;
    fields.number({"format", "version of these rules"}, format, {kFormat, kFormat});
    Kind kind = kind_of(record);
    fields.choice({"kind", "which body follows"}, kind);
    std::visit([&](auto& body) { fields.group({"body", "what this kind of record says"}, body); }, record.body);
    describe(fields, record.head);
}

Body empty_body(Kind kind) {
    switch (kind) {
        case Kind::EmergencyReport:
            return EmergencyReport{};
        case Kind::HelpRequest:
            return HelpRequest{};
        case Kind::Offer:
            return Offer{};
        case Kind::Initiative:
            return Initiative{};
        case Kind::Signal:
            return Signal{};
        case Kind::SituationReport:
            return SituationReport{};
        case Kind::SignUp:
            return SignUp{};
        case Kind::FollowUp:
            return FollowUp{};
    }
    return HelpRequest{};
}

}  // namespace baken::records
