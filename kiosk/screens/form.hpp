// A form: a list of questions, one on a screen, and what was answered so far. Which questions there are is data
// (wizards.hpp); this is the machine that asks them. Pure: no clock, no store. All that was typed is overwritten with
// zeros when the form goes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/text_field.hpp"

namespace baken::screens {

enum class Ask : std::uint8_t {
    Choice,    // one of the options
    Several,   // one or more of them
    Number,    // how many
    Text,      // typed
    Referral,  // nothing is asked: where to go instead
    Review,    // everything once more
    Consent,   // may it be passed on; the next step is sending
};

// That an earlier answer has this value (or has not).
struct Condition {
    std::string_view question;
    std::string_view value;
    bool has = true;
};

struct Option {
    std::string_view value;
    std::string_view icon;
    std::vector<Condition> only_if{};  // all must hold; an answer whose conditions hold no longer is dropped
};

enum class Typing : std::uint8_t {
    Own,    // the keyboard of the visitor's language
    Latin,  // names of streets here are written in Latin letters
    Phone,
};

struct Question {
    std::string_view id;     // of the answer: "where"
    std::string_view words;  // table of its words in the strings: title, short, and one for each option
    Ask ask = Ask::Choice;
    std::vector<Option> options;
    bool optional = false;
    std::vector<Condition> only_if;  // it is asked only when all hold
    ui::FieldRule rule{};
    Typing typing = Typing::Own;
    int lines = 1;
    bool streets = false;  // offers the names of streets nearby
    bool capital = false;  // begins with a capital letter
    int most = 999;        // Number
};

struct Wizard {
    std::string_view id;         // "help"
    std::string_view title_key;  // of the way to it on the home screen
    std::string_view next_key;   // what happens after sending
    std::vector<Question> questions;
};

// Why the visitor stays on this question, said in words at the question.
enum class Lack : std::uint8_t { ChooseFirst, WriteFirst, Full, NotAllowed, DigitsOnly };
[[nodiscard]] std::string_view words_key(Lack lack);

class Form {
public:
    // The wizard outlives the form. `languages` are the options of a question about languages: tags.
    explicit Form(const Wizard& wizard) : wizard_(&wizard) {}
    Form(Form&&) = default;
    Form& operator=(Form&&) = default;

    [[nodiscard]] const Wizard& wizard() const { return *wizard_; }
    [[nodiscard]] const Question& question() const;
    // Of those that are asked of this visitor: 1 to count().
    [[nodiscard]] int number() const;
    [[nodiscard]] int count() const;
    [[nodiscard]] bool at_first() const { return number() == 1; }
    // Was anything answered at all?
    [[nodiscard]] bool touched() const { return touched_; }
    // The options of this question that this visitor has, in order.
    [[nodiscard]] std::vector<const Option*> offered() const;

    // A choice: the answer, in place of an earlier one. Several: there or not there. What is not offered changes
    // nothing; what was chosen elsewhere and is offered no longer is asked again.
    void choose(std::string_view value);
    void set_number(int number);
    // The text of this question, made when it is first asked for.
    [[nodiscard]] ui::TextField& text();
    // A field refused what was typed, or took it.
    void note(std::optional<ui::FieldTrouble> trouble);

    // To the next question; false, and lack() says why, when this one wants an answer first. At consent: false.
    bool next();
    // To the one before; false at the first. A question that was opened from the review goes back to the review.
    bool back();
    // From the review to one question, and after it straight back to the review.
    void change(std::string_view question);
    [[nodiscard]] std::optional<Lack> lack() const { return lack_; }

    [[nodiscard]] bool answered(std::string_view question) const;
    [[nodiscard]] bool has(std::string_view question, std::string_view value) const;
    [[nodiscard]] const std::vector<std::string>& chosen(std::string_view question) const;
    [[nodiscard]] std::optional<int> number_of(std::string_view question) const;
    // Without white space at its ends; empty when nothing was typed.
    [[nodiscard]] std::string_view text_of(std::string_view question) const;
    // The questions asked of this visitor that have an answer to show again, in order.
    [[nodiscard]] std::vector<const Question*> to_review() const;

private:
    struct Answer {
        std::vector<std::string> chosen;
        std::optional<int> number;
        std::optional<ui::TextField> text;
    };
    [[nodiscard]] bool holds(const Condition& condition) const;
    [[nodiscard]] bool is_asked(const Question& question) const;
    [[nodiscard]] bool is_offered(const Option& option) const;
    void drop_what_is_not_offered();
    [[nodiscard]] std::vector<std::size_t> asked() const;
    [[nodiscard]] const Answer* find(std::string_view question) const;
    [[nodiscard]] bool complete(const Question& question) const;

    const Wizard* wizard_;
    std::map<std::string, Answer, std::less<>> answers_;
    std::size_t at_ = 0;
    bool from_review_ = false;
    bool touched_ = false;
    std::optional<Lack> lack_;
};

}  // namespace baken::screens
