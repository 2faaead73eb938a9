#include "exchange/records/radio_card.hpp"

#include <fmt/format.h>

#include "exchange/base/text.hpp"
#include "exchange/records/check_number.hpp"
#include "exchange/records/letters.hpp"
#include "exchange/records/radio_words.hpp"
#include "exchange/records/text_rule.hpp"

namespace baken::records {
namespace {

constexpr std::string_view kContinued = "  ";

// Where to cut a word that is longer than a whole line.
std::size_t bytes_of_letters(std::string_view text, std::size_t letters) {
    auto rest = text;
    while (letters-- > 0 && !rest.empty()) static_cast<void>(take_letter(rest));
    return text.size() - rest.size();
}

class CardWriter {
public:
    explicit CardWriter(CardLanguage language) : language_(language), words_(radio_words(language)) {}

    void line(std::string_view text) {
        lines_.emplace_back();
        for (auto word : split(text, ' ')) put_word(word);
    }
    void said(std::string_view label, std::string_view text) { line(fmt::format("{}: {}", label, text)); }
    void said_if(std::string_view label, std::string_view text) {
        if (!text.empty()) said(label, text);
    }
    // Each word of it on a line of its own, so that the other side can write along.
    void spelled(std::string_view text) {
        std::string_view label = words_.spelled;
        for (const auto& group : spell(text, language_)) {
            if (label.empty()) {
                line(fmt::format("{}{}", kContinued, group));
            } else {
                said(label, group);
            }
            label = {};
        }
    }
    void number(std::string_view label, std::optional<int> value) {
        said(label, value ? say_digits(*value, language_) : std::string(words_.unknown));
    }
    void digits(std::string_view label, std::string_view value) { said(label, spell(value, language_).front()); }

    // The words of a list with commas; `none` when it is empty.
    template <typename Choice>
    [[nodiscard]] std::string listed(const std::vector<Choice>& choices) const {
        std::string text;
        for (auto choice : choices)
            text += fmt::format("{}{}", text.empty() ? "" : ", ", radio_word(choice, language_));
        return text.empty() ? std::string(words_.none) : text;
    }

    [[nodiscard]] const RadioWords& words() const { return words_; }
    [[nodiscard]] CardLanguage language() const { return language_; }
    [[nodiscard]] std::vector<std::string> take() { return std::move(lines_); }

private:
    void put_word(std::string_view word) {
        auto room = kCardWidth - count_letters(lines_.back());
        bool first = lines_.back().empty() || lines_.back() == kContinued;
        if (count_letters(word) + (first ? 0 : 1) > room) {
            if (!first) lines_.emplace_back(kContinued);
            while (count_letters(word) > kCardWidth - kContinued.size()) {
                auto cut = bytes_of_letters(word, kCardWidth - kContinued.size());
                lines_.back() += word.substr(0, cut);
                word.remove_prefix(cut);
                lines_.emplace_back(kContinued);
            }
            lines_.back() += word;
            return;
        }
        // A line that begins with spaces has empty first words.
        if (!first || word.empty()) lines_.back() += ' ';
        lines_.back() += word;
    }

    CardLanguage language_;
    const RadioWords& words_;
    std::vector<std::string> lines_;
};

void open(CardWriter& card, const Record& record, std::string_view number, std::string_view site_name) {
    const auto& words = card.words();
    card.line(words.title);
    if (record.head.mode == Mode::Exercise) card.line(words.exercise);
    card.digits(words.check_number, number);
    card.said(words.kiosk_site, site_name);
}

void tell_place(CardWriter& card, const Place& place) {
    const auto& words = card.words();
    bool here = place.where == Where::Here && place.address.empty();
    card.said(words.where, here ? words.here_at : std::string_view(place.address));
    card.spelled(place.address);
    if (!place.detail.empty()) card.line(fmt::format("{}{}", kContinued, place.detail));
}

void tell_incident(CardWriter& card, const EmergencyReport& report) {
    const auto& words = card.words();
    card.said(words.incident, fmt::format("{}; {}", radio_word(report.incident, card.language()), report.what));
    card.said(words.hazards, card.listed(report.hazards));
    if (!report.hazards_note.empty()) card.line(fmt::format("{}{}", kContinued, report.hazards_note));
    card.said_if(words.access, report.access);
}

void tell_people(CardWriter& card, const EmergencyReport& report) {
    const auto& words = card.words();
    card.number(words.casualties, report.casualties);
    if (report.seriously_hurt) card.number(words.seriously_hurt, report.seriously_hurt);
    if (!report.casualties_note.empty()) card.line(fmt::format("{}{}", kContinued, report.casualties_note));
    card.said(words.needed, card.listed(report.needed));
    card.said(words.present, card.listed(report.present));
    card.said(words.reporter, report.reporter);
    card.spelled(report.reporter);
}

}  // namespace

RadioCard radio_card(const Record& record, std::string_view site_name, CardLanguage language) {
    const auto* report = std::get_if<EmergencyReport>(&record.body);
    RadioCard finished{format(check_number_of(record.head)), {}};
    if (report == nullptr) return finished;
    CardWriter card(language);
    open(card, record, finished.check_number, site_name);
    if (report->major == MajorIncident::Declared) card.line(card.words().major);
    tell_place(card, report->place);
    tell_incident(card, *report);
    tell_people(card, *report);
    if (record.head.mode == Mode::Exercise) card.line(card.words().exercise);
    card.digits(card.words().check_number, finished.check_number);
    card.line(card.words().read_back);
    card.line(card.words().over);
    finished.lines = card.take();
    return finished;
}

}  // namespace baken::records
