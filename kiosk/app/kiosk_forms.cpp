// What the kiosk does while a visitor fills something in.
#include "exchange/records/ticket.hpp"
#include "kiosk/app/kiosk.hpp"
#include "kiosk/screens/form_record.hpp"
#include "kiosk/screens/wizards.hpp"
#include "kiosk/ui/letters.hpp"
#include "kiosk/visit/form_models.hpp"

namespace baken::app {

using screens::Ask;
using ui::Key;

namespace {

// Orders of visitors are told from those of staff by their token.
constexpr std::uint64_t kFirstToken = 1'000'000'000;

// "3" is a number, "+1" and "-1" are steps from what was chosen so far.
int number_after(const std::string& text, std::optional<int> chosen) {
    if (text.empty() || text.size() > 6) return 0;
    bool steps = text.front() == '+' || text.front() == '-';
    return std::atoi(text.c_str()) + (steps ? chosen.value_or(0) : 0);
}

}  // namespace

void Kiosk::begin_form(const std::string& wizard, const std::string& about) {
    const auto* found = screens::find_wizard(wizard);
    if (found == nullptr) return;
    if (!machine_.keeps_records) return session_.go({visit::Screen::AskStaff, wizard});
    session_.begin_form(*found, about);
}

ui::TextField* Kiosk::field() {
    if (showing_ != Showing::Route) return nullptr;
    if (auto* visit = session_.form(); visit != nullptr && session_.route().screen == visit::Screen::Form) {
        bool types =
            visit->form.question().ask == Ask::Text && !visit->asks_to_stop && !visit->sent && visit->failed.empty();
        return types ? &visit->form.text() : nullptr;
    }
    auto* number = session_.number();
    bool types = number != nullptr && session_.route().screen == visit::Screen::Number && number->ticket.empty();
    return types ? &number->field : nullptr;
}

void Kiosk::press_key(const ui::Action& key) {
    auto* typed_in = field();
    if (typed_in == nullptr) return;
    if (auto* visit = session_.form(); visit != nullptr && session_.route().screen == visit::Screen::Form) {
        visit->form.note(visit->typist.current().press(key, *typed_in));
    } else if (auto* number = session_.number()) {
        bool refused = number->typist.current().press(key, *typed_in).has_value();
        number->trouble = refused ? "form.full" : "";
    }
    stale_ = true;
}

bool Kiosk::is_on_button() const {
    int focused = focus_.index(scene_);
    return focused >= 0 && scene_.items[static_cast<std::size_t>(focused)].role != ui::Role::TextBox;
}

// Keys of flesh and blood while something is typed: they write where the caret stands unless they are on a button.
bool Kiosk::take_writing_key(Key key) {
    auto* typed_in = field();
    if (typed_in == nullptr) return false;
    if (key == Key::Erase) {
        press_key({"key-erase", ""});
        return true;
    }
    if (is_on_button()) return false;
    if (key == Key::Space) {
        press_key({"key", " "});
        return true;
    }
    if (key == Key::Confirm) {
        act({session_.route().screen == visit::Screen::Number ? "number-look" : "form-next", ""});
        return true;
    }
    if (focus_.index(scene_) < 0 || (key != Key::Left && key != Key::Right)) return false;
    bool leftwards = ui::written_direction(typed_in->text(), scene_.direction) == text::Direction::RightToLeft;
    bool on = (key == Key::Right) != leftwards;
    press_key({on ? "key-right" : "key-left", ""});
    return true;
}

// True when the action was one of a form's.
bool Kiosk::act_on_form(const ui::Action& action) {
    const auto& verb = action.verb;
    auto* visit = session_.form();
    if (visit == nullptr || session_.route().screen != visit::Screen::Form) return false;
    if (verb == "back" || verb == "form-stop") {
        leave_form(verb == "back");
        return true;
    }
    if (!verb.starts_with("form-")) return false;
    auto& form = visit->form;
    bool moves_on = true;
    if (verb == "form-next") {
        moves_on = form.next();
    } else if (verb == "form-send") {
        send_form();
    } else if (verb == "form-change") {
        form.change(action.object);
    } else if (verb == "form-stop-yes") {
        session_.home();
    } else if (verb == "form-stop-no") {
        visit->asks_to_stop = false;
    } else {
        answer_form(action);
        moves_on = false;
    }
    if (moves_on) turn_page();
    return true;
}

void Kiosk::answer_form(const ui::Action& action) {
    auto& visit = *session_.form();
    const auto& question = visit.form.question();
    auto ask = question.ask;
    if (action.verb == "form-choose" && (ask == Ask::Choice || ask == Ask::Several)) visit.form.choose(action.object);
    if (action.verb == "form-number" && ask == Ask::Number)
        visit.form.set_number(number_after(action.object, visit.form.number_of(question.id)));
    if (action.verb != "form-street" || field() == nullptr) return;
    // The number of the house comes next.
    visit.form.note(field()->set(action.object + " "));
    auto& keys = visit.typist.current();
    if (keys.page() != ui::Keyboard::Page::Symbols) press_key({"key-symbols", ""});
}

// Back goes to the question before; at the first one, and with "stop", a visitor who answered something is asked once.
void Kiosk::leave_form(bool one_back) {
    auto& visit = *session_.form();
    if (visit.sent) return;
    if (visit.asks_to_stop) {
        visit.asks_to_stop = false;
    } else if (!visit.failed.empty()) {
        visit.failed.clear();
    } else if (one_back && visit.form.back()) {
    } else if (visit.form.touched()) {
        visit.asks_to_stop = true;
    } else {
        session_.back();
    }
    turn_page();
}

// The key that leads to help from everywhere wipes nothing: who answered something is asked first, on the page they
// were on. Behind the PIN it would lock the desk.
void Kiosk::ask_for_help() {
    auto* visit = session_.form();
    if (staff::StaffDesk::is_open(post_) || (visit != nullptr && visit->sent)) return;
    if (visit == nullptr || !visit->form.touched()) return act({"ask", "help"});
    while (session_.route().screen != visit::Screen::Form) session_.back();
    visit->asks_to_stop = visit->asks_to_stop || visit->form.wizard().id != "help";
    turn_page();
}

void Kiosk::send_form() {
    auto& visit = *session_.form();
    if (visit.sent || visit.form.question().ask != Ask::Consent) return;
    visit.failed.clear();
    // Staff read Dutch, whatever the visitor speaks.
    auto dutch = holdings_->content.strings.in("nl");
    auto made = screens::written(visit.form, visit.about, [&](std::string_view key) { return dutch.text(key); });
    visit.sent = kFirstToken + orders_given_++;
    orders_.push_back(post::SaveRecord{*visit.sent, std::move(made.body), session_.language(), made.priority});
}

// The worker answered: what was typed is wiped at once, and only the number is left.
void Kiosk::take_answers() {
    auto* visit = session_.form();
    if (visit == nullptr || !visit->sent) return;
    auto found = post_.saved.find(*visit->sent);
    if (found == post_.saved.end()) return;
    auto stored = std::move(found->second);
    post_.saved.erase(found);
    visit->sent.reset();
    if (!stored) {
        visit->failed = stored.error().check;
        return turn_page();
    }
    visit::GivenTicket given{stored->ticket, std::string(visit->form.wizard().next_key)};
    if (visit->form.has("kind", "initiative")) given.next_key = "ticket.next-initiative";
    session_.give(std::move(given));
    turn_page();
}

bool Kiosk::act_on_number(const ui::Action& action) {
    auto* number = session_.number();
    if (number == nullptr || session_.route().screen != visit::Screen::Number) return false;
    if (action.verb == "number-another") {
        number->ticket.clear();
        number->field.clear();
    } else if (action.verb == "number-look") {
        auto ticket = records::parse_ticket(number->field.text());
        number->trouble = !ticket ? "number.wrong" : "";
        if (ticket && !post_.tickets->contains(records::format(*ticket))) number->trouble = "number.unknown";
        if (ticket && number->trouble.empty()) number->ticket = records::format(*ticket);
    } else {
        return false;
    }
    turn_page();
    return true;
}

void Kiosk::turn_page() {
    session_.scrolls.clear();
    let_go();
    stale_ = true;
}

// The letters that were typed are also in what was set of them.
void Kiosk::forget_typing() {
    // What staff read and write is no less private.
    bool typing = session_.form() != nullptr || session_.number() != nullptr || staff::StaffDesk::is_open(post_);
    if (typed_ && !typing) machine_.typesetter.forget();
    typed_ = typing;
}

ui::View Kiosk::form_screen(const visit::Matter& matter, const screens::Setting& setting) {
    auto fit = fit_;
    switch (session_.route().screen) {
        case visit::Screen::Form:
            return screens::form_view(setting, visit::form_model(matter, *session_.form(), fit));
        case visit::Screen::Ticket: {
            auto model = visit::ticket_model(matter, post_, *session_.given());
            model.fit = fit;
            return screens::ticket(setting, model);
        }
        case visit::Screen::Number:
            return screens::number(setting, visit::number_model(matter, post_, *session_.number(), fit));
        default:
            break;
    }
    auto model = visit::board_model(matter, post_);
    model.can_join = machine_.keeps_records;
    return screens::board(setting, model);
}

}  // namespace baken::app
