// The machine that asks questions, and the records its answers become.
#include "kiosk/screens/form.hpp"

#include <algorithm>
#include <functional>
#include <random>

#include "exchange/records/record_json.hpp"
#include "exchange/records/text_rule.hpp"
#include "kiosk/screens/form_record.hpp"
#include "kiosk/screens/wizards.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::screens;
using namespace baken::testing;

namespace {

constexpr const char* kWizards[] = {"help", "offer", "report", "join"};
constexpr const char* kInitiative = "01930000-0000-7000-8000-000000000001";

std::string as_key(std::string_view key) {
    return std::string(key);
}

void answer_with(Form& form, std::initializer_list<std::pair<const char*, const char*>> choices) {
    for (const auto& [question, value] : choices) {
        while (form.question().id != question) CHECK(form.next());
        form.choose(value);
    }
}

void nothing_is_passed_over_that_must_be_answered() {
    Form form{*find_wizard("help")};
    CHECK(!form.next());
    CHECK(form.lack() == Lack::ChooseFirst);
    form.choose("no such need");
    CHECK(!form.answered("need"));
    form.choose("food");
    CHECK(!form.lack());
    CHECK(form.next());
    CHECK_EQ(form.question().id, "for-whom");
}

void questions_follow_from_answers() {
    Form form{*find_wizard("help")};
    auto before = form.count();
    answer_with(form, {{"need", "warmth"}});
    CHECK_EQ(form.count(), before + 1);  // where one can sleep
    answer_with(form, {{"for-whom", "myself"}});
    CHECK_EQ(form.count(), before);  // and not for how many
}

void an_answer_counts_only_while_its_question_is_asked() {
    Form form{*find_wizard("help")};
    answer_with(form, {{"need", "food"}, {"for-whom", "household"}});
    CHECK(form.next());
    form.set_number(5);
    answer_with(form, {{"urgency", "now"}, {"where", "address"}});
    CHECK(form.next());
    form.text().insert("Dorpsstraat 1");
    answer_with(form, {{"reach", "no"}});
    while (form.question().ask != Ask::Review) CHECK(form.next());
    form.change("where");
    form.choose("here");
    CHECK(form.next());
    form.change("for-whom");
    form.choose("myself");
    CHECK(form.next());
    auto made = written(form, "", as_key);
    const auto& request = std::get<records::HelpRequest>(made.body);
    CHECK_EQ(request.place.address, "");
    CHECK_EQ(request.people, 1);
    CHECK(made.priority == records::Priority::Now);
}

void a_change_leads_back_to_the_review_by_way_of_what_it_opens() {
    Form form{*find_wizard("help")};
    answer_with(form,
                {{"need", "food"}, {"for-whom", "myself"}, {"urgency", "today"}, {"where", "here"}, {"reach", "no"}});
    while (form.question().ask != Ask::Review) CHECK(form.next());
    form.change("where");
    form.choose("address");
    CHECK(form.next());
    CHECK_EQ(form.question().id, "address");
    CHECK(!form.next());
    CHECK(form.lack() == Lack::WriteFirst);
    form.text().insert("Havenstraat 2");
    CHECK(form.next());
    CHECK(form.question().ask == Ask::Review);
    form.change("need");
    CHECK(form.back());
    CHECK(form.question().ask == Ask::Review);
}

bool offers(const Form& form, std::string_view value) {
    return std::ranges::any_of(form.offered(), [&](const Option* option) { return option->value == value; });
}

// Else staff read "here, and at the address I filled in", and find nobody.
void the_address_is_a_contact_only_for_who_gave_one() {
    Form form{*find_wizard("help")};
    answer_with(form, {{"need", "food"}, {"for-whom", "myself"}, {"urgency", "today"}, {"where", "here"}});
    while (form.question().id != "reach") CHECK(form.next());
    CHECK(!offers(form, "address"));
    form.choose("address");
    CHECK(!form.next());
    CHECK(form.lack() == Lack::ChooseFirst);
    while (form.question().id != "where") CHECK(form.back());
    form.choose("address");
    CHECK(form.next());
    form.text().insert("Dorpsstraat 1");
    while (form.question().id != "reach") CHECK(form.next());
    CHECK(offers(form, "address"));
}

void a_contact_at_an_address_goes_with_the_address() {
    Form form{*find_wizard("help")};
    answer_with(form, {{"need", "food"}, {"for-whom", "myself"}, {"urgency", "today"}, {"where", "address"}});
    CHECK(form.next());
    form.text().insert("Dorpsstraat 1");
    answer_with(form, {{"reach", "address"}});
    while (form.question().ask != Ask::Review) CHECK(form.next());
    form.change("where");
    form.choose("here");
    CHECK(form.next());
    CHECK_EQ(form.question().id, "reach");
    CHECK(!form.answered("reach"));
    form.choose("here");
    CHECK(form.next());
    CHECK(form.question().ask == Ask::Review);
    auto made = written(form, "", as_key);
    CHECK_EQ(std::get<records::HelpRequest>(made.body).contact->otherwise, "ask-reach.here");
}

// A phone that somebody has not in their head: they must be able to choose otherwise.
void back_leads_out_of_what_a_change_opened() {
    Form form{*find_wizard("help")};
    answer_with(form,
                {{"need", "food"}, {"for-whom", "myself"}, {"urgency", "today"}, {"where", "here"}, {"reach", "no"}});
    while (form.question().ask != Ask::Review) CHECK(form.next());
    form.change("reach");
    form.choose("phone");
    CHECK(form.next());
    CHECK_EQ(form.question().id, "phone");
    CHECK(form.back());
    CHECK_EQ(form.question().id, "reach");
    CHECK(!form.lack());
    form.choose("no");
    CHECK(form.next());
    CHECK(form.question().ask == Ask::Review);
}

void back_keeps_what_was_answered() {
    Form form{*find_wizard("offer")};
    answer_with(form, {{"kind", "offer"}, {"gifts", "hands"}});
    form.choose("goods");
    form.choose("hands");
    CHECK(form.back());
    CHECK(form.next());
    CHECK(form.has("gifts", "goods"));
    CHECK(!form.has("gifts", "hands"));
    CHECK(form.back());
    CHECK(!form.back());
}

// White space alone is no answer.
void blank_words_are_no_answer() {
    Form form{*find_wizard("report")};
    answer_with(form, {{"sight", "rumour"}});
    CHECK(form.next());
    form.text().insert("   ");
    CHECK(!form.next());
    CHECK(form.lack() == Lack::WriteFirst);
}

// Fills a form in by chance, with words of many scripts, until it could be sent.
void fill_in_by_chance(Form& form, std::mt19937& random) {
    const char* words[] = {"Straat 1", "مرحبا بك", "Київ 👨‍👩‍👧", "中文 字", "ሰላም", " é "};
    for (int step = 0; step < 400 && form.question().ask != Ask::Consent; ++step) {
        const auto& question = form.question();
        auto options = question.options.size();
        if (question.ask == Ask::Choice || question.ask == Ask::Several) {
            form.choose(options == 0 ? "uk" : question.options[random() % options].value);
        }
        if (question.ask == Ask::Number && random() % 2 == 0) form.set_number(static_cast<int>(random() % 20'000));
        bool digits = question.rule.accepts == ui::Accepts::Phone;
        if (question.ask == Ask::Text && random() % 2 == 0) form.text().insert(digits ? "06 12" : words[random() % 6]);
        if (random() % 7 == 0) form.back();
        form.next();
    }
}

// Whatever a visitor answers, the record keeps the rules of its kind: nobody fills in ten pages to be refused.
void every_form_that_was_filled_in_becomes_a_record_that_keeps_its_rules() {
    std::mt19937 random{20'261'122};
    for (int round = 0; round < 1'500; ++round) {
        Form form{*find_wizard(kWizards[round % 4])};
        fill_in_by_chance(form, random);
        if (form.question().ask != Ask::Consent) continue;
        auto made = written(form, kInitiative, as_key);
        records::Record record;
        record.head.id = kInitiative;
        record.head.kiosk = "kiosk";
        record.head.site = "site";
        record.body = std::move(made.body);
        if (auto good = records::check(record); !good) fail_check(good.error().text(), __FILE__, __LINE__);
    }
}

// The field and the record refuse the same letters.
void a_field_takes_what_its_record_takes() {
    for (char32_t letter = 1; letter < 0x3000; ++letter) {
        std::string text;
        if (letter < 0x80) {
            text = static_cast<char>(letter);
        } else if (letter < 0x800) {
            text = {static_cast<char>(0xC0 | (letter >> 6)), static_cast<char>(0x80 | (letter & 0x3F))};
        } else {
            text = {static_cast<char>(0xE0 | (letter >> 12)), static_cast<char>(0x80 | ((letter >> 6) & 0x3F)),
                    static_cast<char>(0x80 | (letter & 0x3F))};
        }
        auto fault = records::text_fault("a" + text, records::kLineText);
        ui::TextField field{{200}};
        CHECK_EQ(field.insert("a" + text).has_value(), fault.has_value());
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<nothing_is_passed_over_that_must_be_answered>("nothing is passed over that must be answered"),
        test<questions_follow_from_answers>("questions follow from answers"),
        test<an_answer_counts_only_while_its_question_is_asked>("an answer counts only while its question is asked"),
        test<a_change_leads_back_to_the_review_by_way_of_what_it_opens>(
            "a change leads back to the review by way of what it opens"),
        test<the_address_is_a_contact_only_for_who_gave_one>("the address is a contact only for who gave one"),
        test<a_contact_at_an_address_goes_with_the_address>(
            "who takes the address back at the review is asked for a contact again"),
        test<back_leads_out_of_what_a_change_opened>("back leads out of a question that a change opened"),
        test<back_keeps_what_was_answered>("back keeps what was answered"),
        test<blank_words_are_no_answer>("blank words are no answer"),
        test<every_form_that_was_filled_in_becomes_a_record_that_keeps_its_rules>(
            "every form that was filled in becomes a record that keeps its rules"),
        test<a_field_takes_what_its_record_takes>("a field takes what its record takes"),
    };
    return run("forms", tests);
}
