#include "kiosk/screens/wizards.hpp"

#include "exchange/records/text_rule.hpp"

namespace baken::screens {
namespace {

using ui::Accepts;
using ui::FieldRule;

// As the records they end up in.
constexpr FieldRule kName{records::kNameText.most};
constexpr FieldRule kLine{records::kLineText.most};
constexpr FieldRule kStory{records::kStoryText.most};
constexpr FieldRule kPhone{records::kPhoneText.most, Accepts::Phone};

Question choice(std::string_view id, std::string_view words, std::vector<Option> options,
                std::vector<Condition> only_if = {}) {
    return {.id = id, .words = words, .ask = Ask::Choice, .options = std::move(options), .only_if = std::move(only_if)};
}

Question line(std::string_view id, std::string_view words, FieldRule rule, std::vector<Condition> only_if = {}) {
    return {.id = id, .words = words, .ask = Ask::Text, .only_if = std::move(only_if), .rule = rule, .capital = true};
}

Question story(std::string_view id, std::string_view words, std::vector<Condition> only_if = {}) {
    auto question = line(id, words, kStory, std::move(only_if));
    question.lines = 2;
    return question;
}

Question number(std::string_view id, std::string_view words, std::vector<Condition> only_if = {}) {
    return {.id = id, .words = words, .ask = Ask::Number, .only_if = std::move(only_if)};
}

Question optional(Question question) {
    question.optional = true;
    return question;
}

Question street(std::string_view id, std::string_view words, std::vector<Condition> only_if) {
    auto question = line(id, words, kLine, std::move(only_if));
    question.typing = Typing::Latin;
    question.streets = true;
    return question;
}

// Where a visitor can be found: the same three questions in every form. The address is offered only in a form that
// asks for that of the visitor, and there only to who gave one.
void add_contact(std::vector<Question>& all, bool asks_address) {
    std::vector<Option> ways{{"here", "building"}, {"phone", "phone"}};
    if (asks_address) ways.push_back({"address", "door", {{"where", "address"}}});
    ways.push_back({"no", "cross"});
    all.push_back(choice("reach", "ask-reach", std::move(ways)));
    Question phone = line("phone", "ask-phone", kPhone, {{"reach", "phone"}});
    phone.typing = Typing::Phone;
    all.push_back(std::move(phone));
    all.push_back(optional(line("name", "ask-name", kName, {{"reach", "no", false}})));
}

void add_end(std::vector<Question>& all) {
    all.push_back({.id = "review", .words = "form", .ask = Ask::Review});
    all.push_back({.id = "consent", .words = "form", .ask = Ask::Consent});
}

Wizard help() {
    std::vector<Question> all;
    all.push_back(choice("need", "ask-need",
                         {{"medical-care", "medical"},
                          {"medicines", "medicines"},
                          {"drinking-water", "water"},
                          {"food", "meal"},
                          {"warmth", "warmth"},
                          {"relatives", "family"},
                          {"listening-ear", "listen"},
                          {"transport", "transport"},
                          {"other", "other"}}));
    all.push_back({.id = "shelter", .words = "ask-shelter", .ask = Ask::Referral, .only_if = {{"need", "warmth"}}});
    all.push_back(choice(
        "for-whom", "ask-for-whom",
        {{"myself", "person"}, {"household", "family"}, {"neighbour", "neighbours"}, {"someone-else", "other"}}));
    all.push_back(number("people", "ask-people", {{"for-whom", "myself", false}}));
    all.push_back(choice("urgency", "ask-urgency", {{"now", "bell"}, {"today", "clock"}, {"can-wait", "calendar"}}));
    all.push_back(choice("where", "ask-where", {{"here", "building"}, {"address", "map-pin"}}));
    all.push_back(street("address", "ask-address", {{"where", "address"}}));
    all.push_back(optional(story("note", "ask-note")));
    add_contact(all, true);
    add_end(all);
    return {"help", "home.help", "ticket.next-help", std::move(all)};
}

void add_offer(std::vector<Question>& all) {
    const std::vector<Condition> offer{{"kind", "offer"}};
    Question gifts = choice("gifts", "ask-gifts",
                            {{"hands", "hands"},
                             {"goods", "goods"},
                             {"skill", "skill"},
                             {"vehicle", "vehicle"},
                             {"space", "space"},
                             {"languages", "languages-spoken"},
                             {"other", "other"}},
                            offer);
    gifts.ask = Ask::Several;
    all.push_back(std::move(gifts));
    all.push_back({.id = "languages",
                   .words = "ask-languages",
                   .ask = Ask::Several,
                   .only_if = {{"kind", "offer"}, {"gifts", "languages"}}});
    all.push_back(story("what", "ask-what", offer));
    all.push_back(choice("when-offer", "ask-when-offer",
                         {{"now", "bell"}, {"today", "clock"}, {"tomorrow", "calendar"}, {"any-time", "phone"}},
                         offer));
}

void add_initiative(std::vector<Question>& all) {
    const std::vector<Condition> initiative{{"kind", "initiative"}};
    all.push_back(line("title", "ask-title", kName, initiative));
    all.push_back(story("plan", "ask-plan", initiative));
    all.push_back(line("when", "ask-when", kLine, initiative));
    all.push_back(choice("where", "ask-place", {{"here", "building"}, {"address", "map-pin"}}, initiative));
    all.push_back(street("address", "ask-address", {{"where", "address"}}));
    Question serves = optional(number("serves", "ask-serves", initiative));
    serves.most = 9'999;
    all.push_back(std::move(serves));
    all.push_back(optional(number("helpers", "ask-helpers", initiative)));
}

Wizard offer() {
    std::vector<Question> all;
    all.push_back(choice("kind", "ask-kind", {{"offer", "offer"}, {"initiative", "initiative"}}));
    add_offer(all);
    add_initiative(all);
    // Only what neighbours organise can hang on the board.
    all.push_back(
        choice("showing", "ask-showing", {{"may-be-shown", "eye"}, {"private", "lock"}}, {{"kind", "initiative"}}));
    add_contact(all, false);
    add_end(all);
    return {"offer", "home.offer", "ticket.next-offer", std::move(all)};
}

Wizard report() {
    std::vector<Question> all;
    all.push_back(choice("sight", "ask-sight",
                         {{"someone-alone", "alone"},
                          {"blocked-road", "road-blocked"},
                          {"water", "flood"},
                          {"unsafe", "unsafe"},
                          {"rumour", "rumour"},
                          {"other", "other"}}));
    all.push_back(story("what", "ask-seen"));
    all.push_back(
        choice("where", "ask-where-seen", {{"here", "building"}, {"address", "map-pin"}, {"area", "signpost"}}));
    all.push_back(street("address", "ask-address", {{"where", "address"}}));
    all.push_back(street("area", "ask-area", {{"where", "area"}}));
    all.push_back(choice("since", "ask-since",
                         {{"just-now", "bell"},
                          {"hours", "clock"},
                          {"yesterday", "calendar"},
                          {"longer", "calendar-3"},
                          {"unknown", "question"}}));
    all.push_back(optional(number("people", "ask-people-seen", {{"sight", "someone-alone", false}})));
    add_contact(all, false);
    add_end(all);
    return {"report", "home.report", "ticket.next-report", std::move(all)};
}

Wizard join() {
    std::vector<Question> all;
    all.push_back(number("people", "ask-joiners"));
    add_contact(all, false);
    add_end(all);
    return {"join", "board.join", "ticket.next-join", std::move(all)};
}

}  // namespace

const Wizard* find_wizard(std::string_view id) {
    static const Wizard kAll[] = {help(), offer(), report(), join()};
    for (const auto& wizard : kAll) {
        if (wizard.id == id) return &wizard;
    }
    return nullptr;
}

}  // namespace baken::screens
