#include "kiosk/staff/staff_cases.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exchange/bulletins/language_names.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::staff {

using namespace records;
using screens::joined;
using screens::StaffEdge;
using screens::StaffEntry;
using screens::StaffFact;

namespace {

std::string people_of(const StaffView& view, int count) {
    return view.say("people", {{"count", count}});
}

std::string place_of(const StaffView& view, const Place& place) {
    if (place.where == Where::Here) return joined({view.say("here"), place.detail});
    return joined({place.address, place.detail});
}

std::string contact_of(const Contact& contact) {
    return joined({contact.name, contact.phone, contact.otherwise});
}

template <typename Choice>
std::string list_of(const StaffView& view, std::string_view name, const std::vector<Choice>& choices) {
    std::string text;
    for (auto choice : choices) text += (text.empty() ? "" : ", ") + view.word(name, name_of(choice));
    return text;
}

// The name staff know it by, who may not read its script, and the one its speakers know it by.
std::string named_language(const StaffView& view, const std::string& tag) {
    auto own = visit::language_name(view.matter.holdings, tag);
    auto name = bulletins::language_in(tag, view.matter.strings.language());
    return own == tag || own == name ? name : fmt::format("{} ({})", name, own);
}

// What a body is about, in a few words.
struct Topic {
    const StaffView& view;
    std::string operator()(const EmergencyReport& report) const {
        auto needed = list_of(view, "service", report.needed);
        return joined({view.word("kind", "emergency-report"), needed, view.word("incident", name_of(report.incident))});
    }
    std::string operator()(const HelpRequest& request) const {
        return joined({view.word("need", name_of(request.need)), people_of(view, request.people)});
    }
    std::string operator()(const Offer& offer) const {
        return joined({view.word("kind", "offer"), list_of(view, "gift", offer.gifts)});
    }
    std::string operator()(const Initiative& initiative) const {
        return joined({view.word("kind", "initiative"), initiative.title});
    }
    std::string operator()(const Signal& signal) const {
        return joined({view.word("kind", "signal"), view.word("sight", name_of(signal.sight))});
    }
    std::string operator()(const SituationReport&) const { return view.word("kind", "situation-report"); }
    std::string operator()(const SignUp& sign_up) const {
        return joined({view.word("kind", "sign-up"), people_of(view, sign_up.people)});
    }
    std::string operator()(const FollowUp&) const { return view.word("kind", "follow-up"); }
};

const Place* place_in(const Body& body) {
    if (const auto* one = std::get_if<EmergencyReport>(&body)) return &one->place;
    if (const auto* one = std::get_if<HelpRequest>(&body)) return &one->place;
    if (const auto* one = std::get_if<Initiative>(&body)) return &one->place;
    if (const auto* one = std::get_if<Signal>(&body)) return &one->place;
    const auto* offer = std::get_if<Offer>(&body);
    return offer != nullptr && offer->place ? &*offer->place : nullptr;
}

// Collects what was filled in.
struct Facts {
    const StaffView& view;
    std::vector<StaffFact> facts;

    void add(std::string_view key, std::string text) {
        if (!text.empty())
            facts.push_back({StaffFact::State::Plain, view.say("fact-" + std::string(key)), std::move(text)});
    }
    void add(std::string_view key, const std::optional<int>& number) {
        if (number) add(key, std::to_string(*number));
    }
    void add(const std::optional<Contact>& contact) {
        if (contact) add("contact", contact_of(*contact));
    }

    void operator()(const EmergencyReport& one) {
        add("services", list_of(view, "service", one.needed));
        add("place", place_of(view, one.place));
        add("what", joined({view.word("incident", name_of(one.incident)), one.what}));
        add("hazards", joined({list_of(view, "hazard", one.hazards), one.hazards_note}));
        add("access", one.access);
        add("casualties", joined({one.casualties ? std::to_string(*one.casualties) : "", one.casualties_note}));
        add("reporter", one.reporter);
    }
    void operator()(const HelpRequest& one) {
        add("for-whom", joined({view.word("for", name_of(one.for_whom)), people_of(view, one.people)}));
        add("place", place_of(view, one.place));
        add("note", one.note);
        add(one.contact);
    }
    void operator()(const Offer& one) {
        add("what", joined({list_of(view, "gift", one.gifts), one.what}));
        add("when", one.when);
        add("people", one.people);
        std::string spoken;
        for (const auto& tag : one.languages) spoken += (spoken.empty() ? "" : ", ") + named_language(view, tag);
        add("languages", std::move(spoken));
        if (one.place) add("place", place_of(view, *one.place));
        add(one.contact);
        add("shown", view.word("showing", name_of(one.showing)));
    }
    void operator()(const Initiative& one) {
        add("title", one.title);
        add("what", one.what);
        add("when", one.when);
        add("place", place_of(view, one.place));
        add("serves", one.serves);
        add("needs", one.needs);
        add(one.contact);
        add("shown", view.word("showing", name_of(one.showing)));
    }
    void operator()(const Signal& one) {
        add("what", joined({view.word("sight", name_of(one.sight)), one.what}));
        add("since", one.since);
        add("place", place_of(view, one.place));
        add("people", one.people);
        add(one.contact);
    }
    void operator()(const SituationReport& one) {
        add("needs-list", fmt::format("{}", fmt::join(one.needs, ", ")));
        add("staff", one.staff_present);
        add("note", one.note);
    }
    void operator()(const SignUp& one) {
        add("people", std::optional(one.people));
        add("note", one.note);
        add(one.contact);
    }
    void operator()(const FollowUp& one) { add("note", joined({one.to_whom, one.note})); }
};

StaffFact reached(const StaffView& view, std::string_view key, const std::optional<Instant>& at) {
    auto text = at ? view.moment(*at) : view.say("not-yet");
    return {at ? StaffFact::State::Good : StaffFact::State::Waiting, view.say(key), text};
}

bool at_least(const post::Delivery& delivery, ReceiptState state) {
    return delivery.receipt && *delivery.receipt >= state;
}

StaffEdge edge_of(const StaffView& view, const post::StaffRecord& one) {
    if (!waits_for_staff(view, one)) return StaffEdge::Good;
    if (kind_of(one.record) == Kind::EmergencyReport) return StaffEdge::Danger;
    if (kind_of(one.record) == Kind::HelpRequest)
        return one.record.head.priority == Priority::Now ? StaffEdge::Danger : StaffEdge::Warning;
    return StaffEdge::Info;
}

}  // namespace

std::string case_title(const StaffView& view, const post::StaffRecord& one) {
    const auto& head = one.record.head;
    auto practised = head.mode == Mode::Exercise ? view.say("case-practised") : std::string{};
    auto number = head.ticket.empty() ? one.check_number : head.ticket;
    return joined({practised, number, std::visit(Topic{view}, one.record.body)});
}

std::string case_line(const StaffView& view, const post::StaffRecord& one) {
    const auto* place = place_in(one.record.body);
    const auto& dates = view.matter.strings.dates();
    auto urgent = kind_of(one.record) == Kind::HelpRequest ? view.word("priority", name_of(one.record.head.priority))
                                                           : std::string{};
    return joined({urgent, place == nullptr ? "" : place_of(view, *place),
                   dates.relative(std::min(one.delivery.stored, view.matter.now), view.matter.now)});
}

std::string delivery_line(const StaffView& view, const post::Delivery& delivery) {
    if (delivery.receipt) {
        auto at = delivery.receipt_at ? view.moment(*delivery.receipt_at) : std::string{};
        return joined(
            {view.say("receipt-" + std::string(name_of(*delivery.receipt)), {{"moment", at}}), delivery.answer});
    }
    if (delivery.on_stick) return view.say("state-stick", {{"moment", view.moment(*delivery.on_stick)}});
    return view.say("state-stored", {{"moment", view.moment(delivery.stored)}});
}

std::string case_status(const StaffView& view, const post::StaffRecord& one) {
    std::string here;
    if (one.delivery.step) {
        auto at = one.delivery.step_at ? view.moment(*one.delivery.step_at) : std::string{};
        here = view.say("step-" + std::string(name_of(*one.delivery.step)), {{"moment", at}});
    }
    return joined({here, delivery_line(view, one.delivery)});
}

std::vector<StaffFact> delivery_facts(const StaffView& view, const post::Delivery& delivery) {
    std::vector<StaffFact> facts{reached(view, "way-stored", delivery.stored)};
    if (delivery.on_stick) facts.push_back(reached(view, "way-stick", delivery.on_stick));
    bool by_radio = delivery.step == Step::GivenByRadio;
    if (by_radio) facts.push_back(reached(view, "way-radio", delivery.step_at));
    facts.push_back(reached(view, "way-received", delivery.received_at));
    auto since = [&](ReceiptState state) {
        return at_least(delivery, state) ? delivery.receipt_at : std::optional<Instant>{};
    };
    facts.push_back(reached(view, "way-accepted", since(ReceiptState::Accepted)));
    facts.push_back(reached(view, "way-coming", since(ReceiptState::OnTheWay)));
    if (!delivery.answer.empty()) facts.push_back({StaffFact::State::Plain, view.say("way-answer"), delivery.answer});
    return facts;
}

std::vector<StaffFact> case_facts(const StaffView& view, const post::StaffRecord& one) {
    Facts facts{view, {}};
    std::visit([&](const auto& body) { facts(body); }, one.record.body);
    facts.add("language", named_language(view, one.record.head.language));
    for (const auto& step : one.steps) {
        auto at = step.at ? view.moment(*step.at) : std::string{};
        facts.facts.push_back({StaffFact::State::Plain,
                               view.say("step-" + std::string(name_of(step.step)), {{"moment", at}}),
                               joined({step.to_whom, step.note})});
    }
    return std::move(facts.facts);
}

StaffEntry case_entry(const StaffView& view, const post::StaffRecord& one) {
    StaffEntry entry;
    entry.edge = edge_of(view, one);
    entry.title = case_title(view, one);
    entry.line = case_line(view, one);
    entry.status = case_status(view, one);
    entry.good = one.delivery.receipt.has_value();
    bool emergency = kind_of(one.record) == Kind::EmergencyReport;
    entry.action = staff_go((emergency ? "emergency sent " : "request ") + one.record.head.id);
    return entry;
}

bool is_open(const post::StaffRecord& one) {
    using enum Step;
    const auto& step = one.delivery.step;
    if (step == HandledHere || step == Withdrawn || step == Closed) return false;
    return one.delivery.receipt != ReceiptState::Handled;
}

bool is_played_out(const StaffView& view, const post::StaffRecord& one) {
    return one.record.head.mode == Mode::Exercise && view.post.mode == Mode::Real;
}

bool waits_for_staff(const StaffView& view, const post::StaffRecord& one) {
    return is_open(one) && !is_played_out(view, one);
}

}  // namespace baken::staff
