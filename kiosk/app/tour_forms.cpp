#include "kiosk/app/tour_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace baken::app {
namespace {

using Look = std::function<Done(const std::string& name)>;
using screens::Ask;

// The answers that lead to the most questions.
constexpr std::array<std::string_view, 10> kLongWay{"warmth", "household", "phone",        "address", "languages",
                                                    "unsafe", "today",     "may-be-shown", "here",    "just-now"};
constexpr const char* kTyped = "Oude Raadhuisplein 12 – Ağaç, Київ";

class FormTour {
public:
    FormTour(Kiosk& kiosk, const Look& look) : kiosk_(kiosk), look_(look) {}

    Done fill_in(const std::string& wizard, const std::string& kind) {
        kiosk_.session().home();
        kiosk_.act({wizard == "join" ? "join" : "ask", wizard});
        auto name = wizard + (kind.empty() ? "" : "-" + kind);
        for (int step = 1; step < 40; ++step) {
            const auto& question = form().question();
            auto page = fmt::format("form-{}-{:02}-{}", name, step, question.id);
            TRY_DONE(look_(page));
            if (question.ask == Ask::Consent) return look_around(name);
            TRY_DONE(answer(page, kind));
            kiosk_.act({"form-next", ""});
        }
        return refuse("tour.form", wizard + " never ends");
    }

private:
    screens::Form& form() { return kiosk_.session().form()->form; }

    Done answer(const std::string& page, const std::string& kind) {
        const auto& question = form().question();
        if (question.ask == Ask::Text) return type(page);
        if (question.ask == Ask::Number) kiosk_.act({"form-number", "30"});
        if (question.ask == Ask::Choice || question.ask == Ask::Several) {
            // What a visitor is told who goes on without an answer.
            kiosk_.act({"form-next", ""});
            if (question.id == "need" || question.id == "gifts") TRY_DONE(look_(page + "-lack"));
            // The languages of the site are the options where a question has none of its own.
            if (question.options.empty()) kiosk_.act({"form-choose", "uk"});
            if (!kind.empty() && !question.options.empty()) kiosk_.act({"form-choose", kind});
            for (auto value : kLongWay) {
                bool offered =
                    std::ranges::find(question.options, value, &screens::Option::value) != question.options.end();
                if (offered && (!form().answered(question.id) || question.ask == Ask::Several))
                    kiosk_.act({"form-choose", std::string(value)});
            }
            if (question.ask == Ask::Several) return look_(page + "-chosen");
        }
        return {};
    }

    Done type(const std::string& page) {
        bool phone = form().question().typing == screens::Typing::Phone;
        // Nothing that was left empty may be passed over, unless it may be skipped.
        if (!form().question().optional) kiosk_.act({"form-next", ""});
        constexpr std::array<std::pair<const char*, const char*>, 3> kKeys{
            {{"key-symbols", "-symbols"}, {"key-symbols", "-letters"}, {"key-shift", "-capitals"}}};
        for (const auto& [key, shown] : kKeys) {
            kiosk_.act({key, ""});
            TRY_DONE(look_(page + shown));
        }
        for (const char* letter : {"z", "h", "ሰ"}) kiosk_.act({"key", letter});
        TRY_DONE(look_(page + "-offers"));
        form().text().clear();
        form().note(form().text().insert(phone ? "06 12345678" : kTyped));
        TRY_DONE(look_(page + "-typed"));
        if (phone) return {};
        form().note(ui::FieldTrouble::Full);
        return look_(page + "-full");
    }

    // What can come in the way at the end, and what comes after it.
    Done look_around(const std::string& name) {
        auto& visit = *kiosk_.session().form();
        visit.asks_to_stop = true;
        TRY_DONE(look_("form-" + name + "-stop"));
        visit.asks_to_stop = false;
        visit.failed = "post.often";
        TRY_DONE(look_("form-" + name + "-failed"));
        kiosk_.session().give({"KRT-427-Y", std::string(visit.form.wizard().next_key)});
        return look_("ticket-" + name);
    }

    Kiosk& kiosk_;
    const Look& look_;
};

// A board with something on it, and a request that went all the way.
post::PostNews example_news(Instant now) {
    post::PostNews news;
    post::BoardItem item;
    item.title = "Samen soep koken";
    item.what = "Wij koken elke avond soep. Neem groente mee als u die hebt.";
    item.when = "18:00";
    item.place = {records::Where::Address, "Havenstraat 3", {}, {}, {}};
    item.serves = 40;
    item.needs = 3;
    item.joined = 2;
    item.language = "nl";
    item.stored = now - std::chrono::hours{26};
    news.board = std::make_shared<post::Board>(post::Board{item, item});
    post::Delivery delivery;
    delivery.stored = now;
    delivery.received_at = now;
    delivery.receipt = records::ReceiptState::OnTheWay;
    delivery.receipt_at = now;
    delivery.step = records::Step::HandledHere;
    delivery.step_at = now;
    post::TicketState state{"KRT-427-Y", "", records::PriorityClass::Help, delivery};
    news.tickets = std::make_shared<post::TicketBook>(post::TicketBook{{"KRT-427-Y", state}});
    return news;
}

Done look_up(Kiosk& kiosk, const Look& look) {
    kiosk.session().home();
    kiosk.act({"open-number", ""});
    TRY_DONE(look("number"));
    kiosk.session().number()->field.insert("KRT-427-Y");
    kiosk.session().number()->trouble = "number.unknown";
    TRY_DONE(look("number-unknown"));
    kiosk.session().number()->ticket = "KRT-427-Y";
    TRY_DONE(look("number-found"));
    kiosk.session().home();
    kiosk.act({"open-board", ""});
    TRY_DONE(look("board-full"));
    kiosk.act({"call-staff", ""});
    TRY_DONE(look("staff-called"));
    kiosk.act({"help-came", ""});
    return {};
}

}  // namespace

Done visit_forms(Kiosk& kiosk, const Look& look) {
    FormTour forms{kiosk, look};
    TRY_DONE(forms.fill_in("help", ""));
    TRY_DONE(forms.fill_in("offer", "offer"));
    TRY_DONE(forms.fill_in("offer", "initiative"));
    TRY_DONE(forms.fill_in("report", ""));
    TRY_DONE(forms.fill_in("join", ""));
    kiosk.hear(example_news(kiosk.now()));
    return look_up(kiosk, look);
}

}  // namespace baken::app
