#include "kiosk/screens/form_record.hpp"

#include <algorithm>

namespace baken::screens {
namespace {

using Say = std::function<std::string(std::string_view key)>;

template <typename Choice>
Choice word_as(std::string_view word, Choice otherwise) {
    auto all = records::words_of(otherwise);
    auto found = std::ranges::find(all, word);
    return found == all.end() ? otherwise : static_cast<Choice>(found - all.begin());
}

std::string_view only(const Form& form, std::string_view question) {
    const auto& chosen = form.chosen(question);
    return chosen.empty() ? std::string_view{} : std::string_view(chosen.front());
}

std::string text(const Form& form, std::string_view question) {
    return std::string(form.text_of(question));
}

// "Vandaag": a choice told in the words of whoever reads it.
std::string told(const Form& form, std::string_view question, std::string_view words, const Say& say) {
    auto value = only(form, question);
    return value.empty() ? std::string{} : say(std::string(words) + "." + std::string(value));
}

records::Place place_of(const Form& form) {
    records::Place place;
    place.where = word_as(only(form, "where"), records::Where::Here);
    if (place.where == records::Where::Address) place.address = text(form, "address");
    if (place.where == records::Where::Area) place.address = text(form, "area");
    return place;
}

std::optional<records::Contact> contact_of(const Form& form, const Say& say) {
    auto way = only(form, "reach");
    if (way.empty() || way == "no") return std::nullopt;
    records::Contact contact;
    contact.name = text(form, "name");
    if (way == "phone") {
        contact.phone = text(form, "phone");
    } else {
        contact.otherwise = say("ask-reach." + std::string(way));
    }
    return contact;
}

Written help(const Form& form, const Say& say) {
    records::HelpRequest request;
    request.need = word_as(only(form, "need"), records::Need::Other);
    request.for_whom = word_as(only(form, "for-whom"), records::ForWhom::Myself);
    if (request.for_whom != records::ForWhom::Myself) request.people = form.number_of("people").value_or(1);
    request.place = place_of(form);
    request.contact = contact_of(form, say);
    request.note = text(form, "note");
    return {request, word_as(only(form, "urgency"), records::Priority::Today)};
}

Written offer(const Form& form, const Say& say) {
    records::Offer offer;
    for (const auto& gift : form.chosen("gifts")) offer.gifts.push_back(word_as(gift, records::Gift::Other));
    offer.what = text(form, "what");
    offer.when = told(form, "when-offer", "ask-when-offer", say);
    if (form.has("gifts", "languages")) offer.languages = form.chosen("languages");
    offer.contact = contact_of(form, say);
    offer.showing = word_as(only(form, "showing"), records::Showing::Private);
    return {offer, records::Priority::CanWait};
}

Written initiative(const Form& form, const Say& say) {
    records::Initiative initiative;
    initiative.title = text(form, "title");
    initiative.what = text(form, "plan");
    initiative.when = text(form, "when");
    initiative.place = place_of(form);
    initiative.serves = form.number_of("serves");
    initiative.needs = form.number_of("helpers");
    initiative.contact = contact_of(form, say);
    initiative.showing = word_as(only(form, "showing"), records::Showing::Private);
    return {initiative, records::Priority::CanWait};
}

Written report(const Form& form, const Say& say) {
    records::Signal signal;
    signal.sight = word_as(only(form, "sight"), records::Sight::Other);
    signal.what = text(form, "what");
    signal.since = told(form, "since", "ask-since", say);
    signal.place = place_of(form);
    if (!form.has("sight", "someone-alone")) signal.people = form.number_of("people");
    signal.contact = contact_of(form, say);
    return {signal, records::Priority::Today};
}

Written join(const Form& form, const std::string& about, const Say& say) {
    records::SignUp sign_up;
    sign_up.initiative = about;
    sign_up.people = form.number_of("people").value_or(1);
    sign_up.contact = contact_of(form, say);
    return {sign_up, records::Priority::CanWait};
}

}  // namespace

Written written(const Form& form, const std::string& about, const Say& say) {
    auto id = form.wizard().id;
    if (id == "join") return join(form, about, say);
    if (id == "report") return report(form, say);
    if (id == "offer") return form.has("kind", "initiative") ? initiative(form, say) : offer(form, say);
    return help(form, say);
}

}  // namespace baken::screens
