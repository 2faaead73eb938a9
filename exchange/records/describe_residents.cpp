// What residents fill in.
#include "exchange/records/describe.hpp"

namespace baken::records {
namespace {

constexpr NumberRule kPeople{1, 999};
constexpr NumberRule kMorePeople{1, 9'999};
constexpr std::size_t kMostLanguages = 12;

constexpr Label kContact{"contact", "how to reach the person, if they want that"};
constexpr Label kConsent{"consent", "how consent to pass this on was given"};

}  // namespace

void describe(Fields& fields, HelpRequest& request) {
    fields.choice({"need", "what is needed"}, request.need);
    fields.choice({"for_whom", "who needs it"}, request.for_whom);
    fields.number({"people", "how many people need it"}, request.people, kPeople);
    fields.group({"place", "where they are"}, request.place);
    fields.group(kContact, request.contact);
    fields.text({"note", "in the visitor's own words"}, request.note, kStoryText, Presence::Optional);
    fields.choice(kConsent, request.consent);
    fields.others(request.others);
}

void describe(Fields& fields, Offer& offer) {
    fields.choices({"gifts", "what is offered"}, offer.gifts, 1);
    fields.text({"what", "in the visitor's own words"}, offer.what, kStoryText, Presence::Optional);
    fields.text({"when", "when it can be had"}, offer.when, kLineText, Presence::Optional);
    fields.number({"people", "how many people help, or can be helped"}, offer.people, kPeople, Presence::Optional);
    fields.tokens({"languages", "languages spoken"}, offer.languages, kLanguageTag, kMostLanguages);
    fields.group({"place", "where it is"}, offer.place);
    fields.group(kContact, offer.contact);
    fields.choice({"showing", "may it be shown in public once it is approved"}, offer.showing);
    fields.choice(kConsent, offer.consent);
    fields.others(offer.others);
}

void describe(Fields& fields, Initiative& initiative) {
    fields.text({"title", "its name on the board"}, initiative.title, kNameText, Presence::Required);
    fields.text({"what", "what happens"}, initiative.what, kStoryText, Presence::Optional);
    fields.text({"when", "when it happens"}, initiative.when, kLineText, Presence::Optional);
    fields.group({"place", "where it happens"}, initiative.place);
    fields.number({"serves", "how many people it can serve"}, initiative.serves, kMorePeople, Presence::Optional);
    fields.number({"needs", "how many helpers it still needs"}, initiative.needs, kPeople, Presence::Optional);
    fields.group(kContact, initiative.contact);
    fields.choice({"showing", "may it be shown in public once it is approved"}, initiative.showing);
    fields.choice(kConsent, initiative.consent);
    fields.others(initiative.others);
}

void describe(Fields& fields, Signal& signal) {
    fields.choice({"sight", "what was seen or heard"}, signal.sight);
    fields.text({"what", "in the visitor's own words"}, signal.what, kStoryText, Presence::Optional);
    fields.text({"since", "since when"}, signal.since, kLineText, Presence::Optional);
    fields.group({"place", "where"}, signal.place);
    fields.number({"people", "how many people are concerned"}, signal.people, kMorePeople, Presence::Optional);
    fields.group(kContact, signal.contact);
    fields.others(signal.others);
}

void describe(Fields& fields, SignUp& sign_up) {
    fields.token({"initiative", "id of the initiative that is joined"}, sign_up.initiative, kRecordId,
                 Presence::Required);
    fields.group(kContact, sign_up.contact);
    fields.number({"people", "how many come along"}, sign_up.people, kPeople);
    fields.text({"note", "in the visitor's own words"}, sign_up.note, kStoryText, Presence::Optional);
    fields.choice(kConsent, sign_up.consent);
    fields.others(sign_up.others);
}

}  // namespace baken::records
