// What the screens show of the project's own content.
#include "kiosk/visit/models.hpp"

#include "kiosk/visit/chrome_model.hpp"
#include "kiosk/visit/form_models.hpp"
#include "kiosk/visit/pictures.hpp"
#include "kiosk/visit/wording.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/visit/visit_tests.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::post;
using namespace baken::supply;
using namespace baken::visit;
using namespace baken::testing;

namespace {

// A kiosk, and what a model is made from at this moment.
struct Desk : Booth {
    explicit Desk(const std::string& moment = kAfternoon) : Booth(moment) {}

    void speak(const std::string& language) {
        shown_kiosk.act({"language", language});
        strings = world->holdings->content.strings.in(language);
    }
    Matter matter() {
        return {*world->holdings, shown_kiosk.due(), shown_kiosk.session(), strings, pictures, world->clock->now()};
    }
    std::vector<std::string> ids() {
        std::vector<std::string> all;
        for (const auto& shown : shown_kiosk.due().shown)
            all.push_back(id_of(world->holdings->alerts[shown.alert].alert));
        return all;
    }
    std::string id_with(const std::string& part) {
        for (const auto& id : ids()) {
            if (id.find(part) != std::string::npos) return id;
        }
        fail_check(part + " is not shown", __FILE__, __LINE__);
    }

    Kiosk shown_kiosk = kiosk();
    bulletins::Strings strings = world->holdings->content.strings.in("nl");
    Pictures pictures{files};
};

void every_message_fits_a_code_in_every_language(Desk& desk) {
    int codes = 0;
    for (const auto& language : desk.world->holdings->site()->languages) {
        desk.speak(language);
        for (const auto& id : desk.ids()) {
            auto model = bulletin_model(desk.matter(), id);
            CHECK(model.has_value());
            CHECK(model->qr != nullptr);
            CHECK(!model->headline.empty() && !model->valid.empty() && !model->source.empty());
            ++codes;
        }
    }
    CHECK_EQ(codes, 15 * 5);
}

void a_message_nobody_knows_has_no_model(Desk& desk) {
    CHECK(!bulletin_model(desk.matter(), "no such message"));
}

void a_missing_translation_is_remarked(Desk& desk) {
    desk.speak("ti");
    auto rumour = bulletin_model(desk.matter(), desk.id_with("demo-06"));
    CHECK(rumour.has_value());
    CHECK_EQ(rumour->language, std::string("nl"));
    CHECK_EQ(rumour->remarks.size(), std::size_t{1});
    CHECK(rumour->remarks.front().find("Nederlands") != std::string::npos);
    auto phones = bulletin_model(desk.matter(), desk.id_with("demo-07"));
    CHECK_EQ(phones->language, std::string("ti"));
    CHECK(phones->remarks.empty());
}

void an_old_message_is_remarked(Desk&) {
    Desk evening{"2026-11-22T18:45:00+01:00"};
    auto power = bulletin_model(evening.matter(), evening.id_with("demo-02"));
    CHECK_EQ(power->remarks.size(), std::size_t{1});
    CHECK_EQ(power->remarks.front(), std::string("Dit bericht is oud. Vraag een medewerker of het nog klopt."));
}

void a_past_message_says_that_it_ended(Desk& desk) {
    auto list = bulletins_model(desk.matter());
    CHECK_EQ(list.past.size(), std::size_t{1});
    auto past = bulletin_model(desk.matter(), list.past.front().id);
    CHECK(past.has_value());
    CHECK(past->valid.starts_with("Verlopen: "));
    CHECK(past->gravity == screens::Gravity::Info);
    // The demo is an exercise, and so is what ended: also once nothing else is one.
    auto real = std::make_shared<Holdings>(*desk.world->holdings);
    real->content.situation.reset();
    bulletins::Due over;
    over.history = desk.shown_kiosk.due().history;
    Matter later{*real, over, desk.shown_kiosk.session(), desk.strings, desk.pictures, desk.world->clock->now()};
    CHECK(!home_model(later).chrome.exercise);
    CHECK(bulletins_model(later).past.front().remark.starts_with("OEFENING"));
    CHECK(bulletin_model(later, list.past.front().id)->chrome.exercise);
}

// Whoever reads it on another day knows which day it was, until when it counts, and whether it still does.
void what_is_taken_along_keeps(Desk& desk) {
    auto along = [&](const bulletins::Shown& shown, const bulletins::Past* past) {
        auto telling = tell(desk.world->holdings->alerts[shown.alert].alert, shown.infos, "nl");
        return take_along(desk.matter(), shown, past, telling).text;
    };
    for (const auto& shown : desk.shown_kiosk.due().shown) {
        auto text = along(shown, nullptr);
        CHECK(text.find("november 2026, ") != std::string::npos);
        CHECK(text.find("\nGeldig tot ") != std::string::npos || text.find("\nGeen eindtijd") != std::string::npos);
        for (const char* passing : {"vandaag", "gisteren", "geleden"}) CHECK(text.find(passing) == std::string::npos);
        desk.clock().advance(std::chrono::minutes{1});
        CHECK_EQ(along(shown, nullptr), text);
    }
    auto past = desk.shown_kiosk.due().history.front();
    bulletins::Shown over;
    over.alert = past.alert;
    over.infos = past.infos;
    CHECK(along(over, &past).starts_with("Verlopen: "));
    past.why = bulletins::HiddenWhy::Cancelled;
    auto withdrawn = along(over, &past);
    CHECK(withdrawn.starts_with("Ingetrokken: "));
    CHECK(withdrawn.substr(0, withdrawn.find('\n')).find(" november 2026, ") != std::string::npos);
    CHECK(withdrawn.find("Geldig tot") == std::string::npos);
}

void another_language_for_one_message_only(Desk& desk) {
    desk.shown_kiosk.session().bulletin_language = "uk";
    auto model = bulletin_model(desk.matter(), desk.id_with("demo-07"));
    CHECK_EQ(model->language, std::string("uk"));
    CHECK_EQ(desk.shown_kiosk.session().language(), std::string("nl"));
    CHECK(model->remarks.empty());
}

void an_exercise_is_told_everywhere(Desk& desk) {
    CHECK(chrome_of(desk.matter()).exercise);
    CHECK(home_model(desk.matter()).chrome.exercise);
    CHECK(bulletins_model(desk.matter()).chrome.exercise);
    CHECK(topics_model(desk.matter()).chrome.exercise);
    CHECK(here_model(desk.matter()).chrome.exercise);
    CHECK(languages_model(desk.matter()).chrome.exercise);
    CHECK(signage_model(desk.matter(), 0).chrome.exercise);
}

void the_chosen_language_is_in_the_toolbar(Desk& desk) {
    for (const auto& language : desk.world->holdings->site()->languages) {
        desk.speak(language);
        auto chips = chrome_of(desk.matter()).languages;
        CHECK(std::ranges::any_of(chips, [&](const auto& chip) { return chip.tag == language && chip.selected; }));
        CHECK_EQ(std::ranges::count_if(chips, &screens::LanguageChoice::selected), 1);
    }
}

void signage_tells_only_what_was_translated(Desk& desk) {
    int slides = signage_slides(desk.matter());
    CHECK(slides > 5);
    for (int step = 0; step < slides; ++step) {
        auto model = signage_model(desk.matter(), step);
        CHECK_EQ(model.language, signage_language(desk.matter(), step));
        CHECK(!model.headline.empty());
        CHECK_EQ(model.number, step + 1);
    }
    CHECK_EQ(signage_model(desk.matter(), slides).number, 1);
}

void a_takeover_begins_with_the_visitors_language(Desk&) {
    Desk danger{"2026-11-22T14:08:00+01:00"};
    danger.speak("uk");
    const auto& first = danger.shown_kiosk.due().shown.front();
    CHECK(first.takeover);
    auto languages = takeover_languages(danger.matter(), first);
    CHECK_EQ(languages.front(), std::string("uk"));
    for (std::size_t step = 0; step < languages.size(); ++step) {
        auto model = takeover_model(danger.matter(), first, static_cast<int>(step));
        CHECK(languages[step].starts_with(model.language));
        CHECK_EQ(model.count, static_cast<int>(languages.size()));
        CHECK(!model.headline.empty() && !model.instruction.empty());
        for (const auto& other : model.others) CHECK(other.language != model.language);
    }
}

void no_content_still_makes_models() {
    Booth booth{kAfternoon, {}};
    auto kiosk = booth.kiosk();
    CHECK(kiosk.showing() == Showing::BuiltIn);
    Pictures pictures{booth.files};
    auto strings = booth.world->holdings->content.strings.in("nl");
    Matter matter{*booth.world->holdings, kiosk.due(), kiosk.session(), strings, pictures, booth.world->clock->now()};
    CHECK(home_model(matter).bulletins.empty());
    CHECK(here_model(matter).facilities.empty());
    CHECK(topics_model(matter).now.empty());
    CHECK(languages_model(matter).all.empty());
}

void the_later_word_is_how_it_stands(Desk& desk) {
    using namespace std::chrono_literals;
    auto morning = desk.clock().now() - 3h;
    Delivery delivery;
    delivery.stored = morning;
    delivery.received_at = morning;
    delivery.receipt = records::ReceiptState::OnTheWay;
    delivery.receipt_at = morning + 2h;
    delivery.step = records::Step::Noted;
    delivery.step_at = morning + 1h;
    auto coming = state_lines(desk.matter(), delivery);
    CHECK_EQ(coming.size(), std::size_t{3});
    CHECK(coming.back().now);
    CHECK(coming.back().text.find("onderweg") != std::string::npos);
    delivery.step = records::Step::HandledHere;
    delivery.step_at = morning + 150min;
    auto handled = state_lines(desk.matter(), delivery);
    CHECK(handled.back().now);
    CHECK(handled.back().text.find("onderweg") == std::string::npos);
    // That it was received says nothing about what is done.
    delivery.receipt = records::ReceiptState::Received;
    delivery.received_at = morning + 170min;
    CHECK_EQ(state_lines(desk.matter(), delivery).back().text, handled.back().text);
}

// "Today at six" on a card of yesterday is yesterday's today.
void a_card_on_the_board_tells_its_day(Desk& desk) {
    using namespace std::chrono_literals;
    BoardItem item;
    item.when = "Vandaag om 18.00 uur";
    item.needs = 3;
    item.stored = desk.clock().now() - 24h;
    auto card_of = [&](int joined) {
        item.joined = joined;
        PostState post;
        post.board = std::make_shared<Board>(Board{item});
        return board_model(desk.matter(), post).items.front();
    };
    CHECK_EQ(card_of(0).written, std::string("Geschreven: gisteren 13:30"));
    CHECK_EQ(card_of(0).facts.front(), std::string("Zoekt nog 3 helpers"));
    CHECK_EQ(card_of(2).facts.front(), std::string("Zoekt nog 1 helper"));
    for (int enough : {3, 4}) CHECK_EQ(card_of(enough).facts.size(), std::size_t{1});
    item.stored = desk.clock().now();
    for (const auto& language : desk.world->holdings->site()->languages) {
        desk.speak(language);
        auto written = card_of(0).written;
        CHECK(written.find("13:30") != std::string::npos);
        if (!language.starts_with("nl")) CHECK(written.find("Geschreven") == std::string::npos);
    }
}

}  // namespace

int run_models_tests() {
    const CMUnitTest tests[] = {
        test<every_message_fits_a_code_in_every_language, Desk>("every message fits a code in all fifteen languages"),
        test<a_message_nobody_knows_has_no_model, Desk>("a message nobody knows has no model"),
        test<a_missing_translation_is_remarked, Desk>("a missing translation is remarked, one that is there is not"),
        test<an_old_message_is_remarked, Desk>("a message older than a day is remarked"),
        test<a_past_message_says_that_it_ended, Desk>("a past message says that it ended, and loses its colour"),
        test<what_is_taken_along_keeps, Desk>(
            "what is taken along says the day, until when it counts, and whether it is over"),
        test<another_language_for_one_message_only, Desk>("one message can be read in another language"),
        test<an_exercise_is_told_everywhere, Desk>("an exercise is told on every screen"),
        test<the_chosen_language_is_in_the_toolbar, Desk>("the chosen language is always in the toolbar"),
        test<signage_tells_only_what_was_translated, Desk>("signage tells messages in the languages they are told in"),
        test<a_takeover_begins_with_the_visitors_language, Desk>("a takeover begins with the visitor's language"),
        test<the_later_word_is_how_it_stands, Desk>(
            "of the words of staff and of the coordination point the later one is how it stands"),
        test<a_card_on_the_board_tells_its_day, Desk>(
            "a card on the board tells of which day it is, and how many it still needs"),
        test<no_content_still_makes_models>("no content at all still makes models"),
    };
    return run("visit models", tests);
}
