#include "kiosk/screens/form.hpp"

#include <algorithm>

#include "exchange/base/text.hpp"

namespace baken::screens {

std::string_view words_key(Lack lack) {
    switch (lack) {
        case Lack::ChooseFirst:
            return "form.choose-first";
        case Lack::WriteFirst:
            return "form.write-first";
        case Lack::Full:
            return "form.full";
        case Lack::NotAllowed:
            return "form.not-allowed";
        case Lack::DigitsOnly:
            return "form.digits-only";
    }
    return {};
}

const Question& Form::question() const {
    return wizard_->questions[at_];
}

const Form::Answer* Form::find(std::string_view question) const {
    auto found = answers_.find(question);
    return found == answers_.end() ? nullptr : &found->second;
}

const std::vector<std::string>& Form::chosen(std::string_view question) const {
    static const std::vector<std::string> kNone;
    const auto* answer = find(question);
    return answer == nullptr ? kNone : answer->chosen;
}

bool Form::has(std::string_view question, std::string_view value) const {
    return std::ranges::find(chosen(question), value) != chosen(question).end();
}

std::optional<int> Form::number_of(std::string_view question) const {
    const auto* answer = find(question);
    return answer == nullptr ? std::nullopt : answer->number;
}

std::string_view Form::text_of(std::string_view question) const {
    const auto* answer = find(question);
    if (answer == nullptr || !answer->text) return {};
    return trim(answer->text->text());
}

bool Form::answered(std::string_view question) const {
    return !chosen(question).empty() || number_of(question) || !text_of(question).empty();
}

// An answer counts only while its question is asked: who goes back and chooses otherwise is not held to it.
bool Form::holds(const Condition& condition) const {
    auto about = std::ranges::find(wizard_->questions, condition.question, &Question::id);
    bool counts = about != wizard_->questions.end() && is_asked(*about);
    return (counts && has(condition.question, condition.value)) == condition.has;
}

bool Form::is_asked(const Question& question) const {
    return std::ranges::all_of(question.only_if, [&](const Condition& condition) { return holds(condition); });
}

bool Form::is_offered(const Option& option) const {
    return std::ranges::all_of(option.only_if, [&](const Condition& condition) { return holds(condition); });
}

std::vector<const Option*> Form::offered() const {
    std::vector<const Option*> all;
    for (const auto& option : question().options) {
        if (is_offered(option)) all.push_back(&option);
    }
    return all;
}

void Form::drop_what_is_not_offered() {
    for (const auto& question : wizard_->questions) {
        for (const auto& option : question.options) {
            if (has(question.id, option.value) && !is_offered(option))
                std::erase(answers_.find(question.id)->second.chosen, option.value);
        }
    }
}

std::vector<std::size_t> Form::asked() const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < wizard_->questions.size(); ++i) {
        if (is_asked(wizard_->questions[i])) all.push_back(i);
    }
    return all;
}

int Form::number() const {
    auto all = asked();
    return static_cast<int>(std::ranges::find(all, at_) - all.begin()) + 1;
}

int Form::count() const {
    return static_cast<int>(asked().size());
}

void Form::choose(std::string_view value) {
    auto known = [&](const Option* option) { return option->value == value; };
    bool open_list = question().options.empty();  // languages: the site says which
    if (!open_list && std::ranges::none_of(offered(), known)) return;
    auto& list = answers_[std::string(question().id)].chosen;
    auto found = std::ranges::find(list, value);
    lack_.reset();
    touched_ = true;
    if (question().ask == Ask::Choice) {
        list = {std::string(value)};
    } else if (found != list.end()) {
        list.erase(found);
    } else {
        list.emplace_back(value);
    }
    drop_what_is_not_offered();
}

void Form::set_number(int number) {
    answers_[std::string(question().id)].number = std::clamp(number, 1, question().most);
    lack_.reset();
    touched_ = true;
}

ui::TextField& Form::text() {
    auto& answer = answers_[std::string(question().id)];
    if (!answer.text) answer.text.emplace(question().rule);
    return *answer.text;
}

void Form::note(std::optional<ui::FieldTrouble> trouble) {
    lack_.reset();
    touched_ = true;
    if (!trouble) return;
    bool digits = question().rule.accepts != ui::Accepts::Text;
    lack_ = *trouble == ui::FieldTrouble::Full ? Lack::Full : digits ? Lack::DigitsOnly : Lack::NotAllowed;
}

bool Form::complete(const Question& question) const {
    bool asks = question.ask != Ask::Referral && question.ask != Ask::Review && question.ask != Ask::Consent;
    return !asks || question.optional || answered(question.id);
}

bool Form::next() {
    lack_.reset();
    if (!complete(question())) {
        lack_ = question().ask == Ask::Text ? Lack::WriteFirst : Lack::ChooseFirst;
        return false;
    }
    if (question().ask == Ask::Consent) return false;
    auto all = asked();
    auto here = std::ranges::find(all, at_);
    // After a change, every question that came up because of it is asked before the review is shown again.
    do ++here;
    while (from_review_ && wizard_->questions[*here].ask != Ask::Review &&
           (wizard_->questions[*here].optional || complete(wizard_->questions[*here])));
    at_ = *here;
    if (question().ask == Ask::Review) from_review_ = false;
    return true;
}

bool Form::back() {
    // From what is answered back to the review; else to the question before, where something else can be chosen.
    if (from_review_ && next()) return true;
    lack_.reset();
    auto all = asked();
    auto here = std::ranges::find(all, at_);
    if (here == all.begin()) return false;
    at_ = *(here - 1);
    return true;
}

void Form::change(std::string_view question) {
    for (auto i : asked()) {
        if (wizard_->questions[i].id != question) continue;
        at_ = i;
        from_review_ = true;
        lack_.reset();
    }
}

std::vector<const Question*> Form::to_review() const {
    std::vector<const Question*> all;
    for (auto i : asked()) {
        const auto& question = wizard_->questions[i];
        if (question.ask == Ask::Choice || question.ask == Ask::Several || question.ask == Ask::Number ||
            question.ask == Ask::Text) {
            all.push_back(&question);
        }
    }
    return all;
}

}  // namespace baken::screens
