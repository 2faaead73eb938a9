#include "kiosk/visit/form_models.hpp"

#include <algorithm>

#include "exchange/records/spelling.hpp"
#include "kiosk/visit/chrome_model.hpp"
#include "kiosk/visit/wording.hpp"

namespace baken::visit {

using screens::Ask;
using screens::FormFit;

namespace {

constexpr std::size_t kMostStreets = 5;

// Where one can sleep tonight: only places of the site's own list, which somebody answers for.
std::vector<screens::ReferralLine> shelters(const Matter& matter) {
    std::vector<screens::ReferralLine> found;
    for (auto& line : here_model(matter).referrals) {
        if (line.icon == "shelter") found.push_back(std::move(line));
    }
    return found;
}

std::string failure_words(const Matter& matter, const std::string& check) {
    return matter.strings.text(check == "post.often" ? "form.failed-often" : "form.failed-text");
}

void add_typing(const Matter& matter, FormVisit& visit, screens::FormModel& model) {
    const auto& question = visit.form.question();
    auto& field = visit.form.text();
    auto& keyboards = matter.holdings.keyboards;
    auto& keys = visit.typist.keyboard(keyboards, question.typing, matter.session.language(), std::string(question.id),
                                       question.capital && field.empty());
    model.field = &field;
    if (keys.layout() != nullptr) model.keyboard = &keys;
    const auto* site = matter.holdings.site();
    if (!question.streets || site == nullptr) return;
    model.offers_streets = !site->streets.empty();
    model.streets = fitting_streets(site->streets, field.text(), kMostStreets);
}

}  // namespace

screens::FormModel form_model(const Matter& matter, FormVisit& visit, FormFit fit) {
    screens::FormModel model;
    model.chrome = chrome_of(matter);
    model.form = &visit.form;
    model.fit = fit;
    model.asks_to_stop = visit.asks_to_stop;
    model.saving = visit.sent.has_value();
    if (!visit.failed.empty()) model.failed = failure_words(matter, visit.failed);
    const auto& question = visit.form.question();
    bool of_languages = question.ask == Ask::Several && question.options.empty();
    if (of_languages || question.ask == Ask::Review) model.languages = languages_model(matter).all;
    if (question.ask == Ask::Referral) model.shelters = shelters(matter);
    if (question.ask == Ask::Text) add_typing(matter, visit, model);
    return model;
}

namespace {

std::string state_key(records::ReceiptState state) {
    return "state." + std::string(records::name_of(state));
}

std::string_view step_key(records::Step step) {
    switch (step) {
        case records::Step::HandledHere:
            return "state.handled-here";
        case records::Step::PassedOn:
        case records::Step::GivenByRadio:
            return "state.passed-on";
        case records::Step::Withdrawn:
        case records::Step::Closed:
            return "state.closed-here";
        default:
            return "state.seen-here";
    }
}

}  // namespace

std::vector<screens::StateLine> state_lines(const Matter& matter, const post::Delivery& delivery) {
    std::vector<screens::StateLine> lines;
    auto say = [&](std::string_view key, Instant at) {
        lines.push_back(
            {matter.strings.format(key, {{"moment", short_moment(matter.strings, at, matter.now)}}), false});
    };
    if (!delivery.receipt && !delivery.received_at) {
        say(delivery.on_stick ? "state.on-stick" : "state.stored", delivery.on_stick.value_or(delivery.stored));
    }
    if (delivery.received_at) say("state.received", *delivery.received_at);
    // The later of the two words stands last, whoever said it.
    auto answered = delivery.receipt_at.value_or(delivery.stored);
    auto stepped = delivery.step_at.value_or(delivery.stored);
    bool answers = delivery.receipt && *delivery.receipt != records::ReceiptState::Received;
    bool answers_last = answers && answered > stepped;
    if (answers && !answers_last) say(state_key(*delivery.receipt), answered);
    if (delivery.step) say(step_key(*delivery.step), stepped);
    if (answers_last) say(state_key(*delivery.receipt), answered);
    if (!lines.empty()) lines.back().now = true;
    return lines;
}

namespace {

std::string spoken_ticket(const Matter& matter, const std::string& ticket) {
    auto own = matter.session.language();
    bool dutch = own.starts_with("nl");
    if (!dutch && own != "en") return {};
    std::string spoken;
    // The hyphens need not be said.
    auto apart = ticket;
    std::ranges::replace(apart, '-', ' ');
    auto words = records::spell(apart, dutch ? records::CardLanguage::Dutch : records::CardLanguage::English);
    for (const auto& group : words) spoken += (spoken.empty() ? "" : ", ") + group;
    return spoken;
}

post::Delivery delivery_of(const Matter& matter, const post::PostState& post, const std::string& ticket) {
    auto found = post.tickets->find(ticket);
    if (found != post.tickets->end()) return found->second.delivery;
    post::Delivery just_now;
    just_now.stored = matter.now;
    return just_now;
}

}  // namespace

screens::TicketModel ticket_model(const Matter& matter, const post::PostState& post, const GivenTicket& given) {
    screens::TicketModel model;
    model.chrome = chrome_of(matter);
    model.ticket = given.ticket;
    model.spoken = spoken_ticket(matter, given.ticket);
    model.states = state_lines(matter, delivery_of(matter, post, given.ticket));
    model.next = matter.strings.text(given.next_key);
    return model;
}

screens::NumberModel number_model(const Matter& matter, const post::PostState& post, NumberVisit& visit, FormFit fit) {
    screens::NumberModel model;
    model.chrome = chrome_of(matter);
    model.fit = fit;
    model.ticket = visit.ticket;
    if (!visit.ticket.empty()) {
        model.states = state_lines(matter, delivery_of(matter, post, visit.ticket));
        return model;
    }
    model.field = &visit.field;
    auto& keys = visit.typist.keyboard(matter.holdings.keyboards, "ticket");
    if (keys.layout() != nullptr) model.keyboard = &keys;
    if (!visit.trouble.empty()) model.trouble = matter.strings.text(visit.trouble);
    return model;
}

screens::BoardModel board_model(const Matter& matter, const post::PostState& post) {
    screens::BoardModel model;
    model.chrome = chrome_of(matter);
    for (const auto& item : *post.board) {
        screens::BoardCard card{item.id, item.title, item.what, item.when, {}, {}, {}, item.language};
        card.written =
            matter.strings.format("board.written", {{"moment", short_moment(matter.strings, item.stored, matter.now)}});
        card.where = item.place.where == records::Where::Here ? matter.strings.text("board.here") : item.place.address;
        auto add = [&](std::string_view key, int count) {
            card.facts.push_back(matter.strings.format(key, {{"count", count}}));
        };
        if (item.serves) add("board.serves", *item.serves);
        if (item.needs && *item.needs > item.joined) add("board.needs", *item.needs - item.joined);
        if (item.joined > 0) add("board.joined", item.joined);
        model.items.push_back(std::move(card));
    }
    return model;
}

}  // namespace baken::visit
