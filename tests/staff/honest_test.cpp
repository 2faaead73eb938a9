// Staff are told what happened, and only once it did.
#include "exchange/records/text_rule.hpp"
#include "kiosk/staff/staff_part.hpp"
#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::post;
using namespace baken::staff;
using namespace baken::supply;
using namespace baken::visit;
using namespace baken::testing;
namespace records = baken::records;

namespace {

// The worker's word on the PIN that staff entered.
void refuse_pin(Manned& manned, const char* check) {
    for (const char* digit : {"2", "4", "6", "8"}) manned.act({"staff-digit", digit});
    manned.kiosk.act({"staff-enter", ""});
    (void)manned.kiosk.take_orders();
    PostNews news;
    news.staff = StaffNews{.door = StaffNews::Door::Locked, .refused = Error{check, "", ""}};
    manned.kiosk.hear(std::move(news));
    manned.kiosk.update();
}

void only_a_wrong_pin_is_called_wrong(Manned& manned) {
    manned.enter();
    manned.act({"staff-lock", ""});
    manned.act({"staff-open", ""});
    refuse_pin(manned, "box.memory");
    CHECK(!manned.says("Deze pincode klopt niet"));
    CHECK(manned.says("Dat ligt niet aan uw pincode"));
    CHECK(manned.says("box.memory"));
    refuse_pin(manned, "pin.wrong");
    CHECK(manned.says("Deze pincode klopt niet"));
    // Its countdown is over already.
    refuse_pin(manned, "pin.wait");
    CHECK(!manned.says("Deze pincode klopt niet"));
    CHECK(!manned.says("pin.wait"));
}

records::HelpRequest hunger() {
    records::HelpRequest request;
    request.need = records::Need::Food;
    return request;
}

// Staff write this, as they do with the keys.
void write(Manned& manned, std::string_view part, std::string_view key, const char* words) {
    manned.act(staff_edit(part, key));
    manned.kiosk.take(ui::Typed{words});
    manned.act({"staff-write", ""});
}

// Gives every order that waits to the desk as refused by this check.
void refuse_orders(Manned& manned, const char* check) {
    for (const auto& order : manned.kiosk.take_orders()) {
        const auto* step = std::get_if<TakeStep>(&order);
        if (step == nullptr) continue;
        PostNews news;
        news.saved.push_back({step->token, refuse(check, "the disk refused")});
        manned.kiosk.hear(std::move(news));
    }
    manned.kiosk.update();
}

// Does what was typed still stand where it was?
bool field_holds(Manned& manned, std::string_view words) {
    return std::ranges::any_of(manned.kiosk.scene().items, [&](const auto& item) {
        return item.role == ui::Role::TextBox && item.name.find(words) != std::string::npos;
    });
}

void act_on(Manned& manned, const ui::Action& action) {
    manned.kiosk.act(action);
    manned.kiosk.update();
}

// The disk takes its time, and meanwhile staff write on.
void what_is_written_meanwhile_stays(Manned& manned) {
    manned.enter();
    auto id = manned.keep(hunger());
    manned.act(staff_go("request " + id));
    write(manned, "request", "note " + id, "Belt morgen");
    act_on(manned, staff_set("request", "noted", id));
    act_on(manned, staff_edit("request", "note " + id));
    manned.kiosk.take(ui::Typed{" of later"});
    manned.carry();
    manned.act({"staff-write", ""});
    CHECK(field_holds(manned, "of later"));
    CHECK_EQ(manned.kiosk.post().staff.list->front()->steps.front().note, std::string("Belt morgen"));
}

void a_step_is_told_once_it_is_kept(Manned& manned) {
    manned.enter();
    auto id = manned.keep(hunger());
    manned.act(staff_go("request " + id));
    write(manned, "request", "note " + id, "Belt morgen");
    act_on(manned, staff_set("request", "handled-here", id));
    CHECK(!manned.says("Opgeslagen"));
    CHECK(field_holds(manned, "Belt morgen"));
    refuse_orders(manned, "store.full");
    CHECK(!manned.says("Opgeslagen"));
    CHECK(manned.says("Niet opgeslagen"));
    CHECK(manned.says("store.full"));
    CHECK(field_holds(manned, "Belt morgen"));
    manned.act(staff_set("request", "handled-here", id));
    CHECK(manned.says("Opgeslagen"));
    CHECK(!manned.says("Niet opgeslagen"));
    const auto& one = *manned.kiosk.post().staff.list->front();
    CHECK_EQ(one.steps.size(), std::size_t{1});
    CHECK_EQ(one.steps.front().note, std::string("Belt morgen"));
    manned.act(staff_go("request " + id));
    CHECK(!field_holds(manned, "Belt morgen"));
}

void those_not_closed_stay_picked(Manned& manned) {
    manned.enter();
    for (int i = 0; i < 3; ++i) (void)manned.keep(hunger());
    manned.act(staff_go("request"));
    manned.act(staff_set("request", "picking", "on"));
    manned.act(staff_set("request", "pick-page", ""));
    act_on(manned, staff_set("request", "dismiss", ""));
    CHECK(!manned.says("3 berichten afgesloten"));
    // The disk fills up after the first.
    TakeStep first;
    for (auto& order : manned.kiosk.take_orders()) {
        if (auto* step = std::get_if<TakeStep>(&order)) first = *step;
    }
    CHECK_EQ(first.records.size(), std::size_t{3});
    first.records.resize(1);
    auto news = manned.office.take(first);
    news.saved.front().stored = refuse("store.full", "the disk refused");
    manned.kiosk.hear(std::move(news));
    manned.kiosk.update();
    CHECK(manned.says("1 bericht afgesloten. Nog niet afgesloten: 2."));
    CHECK(manned.says("store.full"));
    manned.act(staff_set("request", "dismiss", ""));
    CHECK(manned.says("2 berichten afgesloten"));
}

void a_reading_is_noted_once_it_is_kept(Manned& manned) {
    manned.enter();
    manned.act(staff_set("emergency", "service", "fire"));
    manned.act(staff_set("emergency", "send", "radio"));
    auto id = manned.kiosk.post().outbox.emergencies.front().id;
    write(manned, "emergency", "to-whom", "Meldkamer Noord");
    act_on(manned, staff_set("emergency", "given", id));
    CHECK(!manned.says("Genoteerd"));
    refuse_orders(manned, "store.full");
    CHECK(manned.says("Niet opgeslagen"));
    CHECK(field_holds(manned, "Meldkamer Noord"));
    manned.act(staff_set("emergency", "given", id));
    CHECK(manned.says("Genoteerd wie het hoorde"));
    CHECK(manned.kiosk.post().staff.list->front()->delivery.step == records::Step::GivenByRadio);
}

// The worker's word on what staff wanted on a stick.
void answer_wish(Manned& manned, StickOrder::What what, std::size_t files) {
    SupplyNews news;
    news.wrote = StickAnswer{what, files, std::nullopt};
    manned.kiosk.hear(std::move(news));
    manned.kiosk.update();
}

void a_stick_is_done_once_it_is_written(Manned& manned) {
    manned.enter();
    manned.act(staff_go("sticks"));
    manned.act(staff_set("sticks", "neighbour", ""));
    answer_wish(manned, StickOrder::What::Neighbour, 5);
    CHECK(manned.says("Klaar: 5 bestanden"));
    (void)manned.kiosk.take_stick_orders();
    manned.act(staff_set("sticks", "neighbour", ""));
    CHECK(manned.says("wordt beschreven"));
    CHECK(!manned.says("eruit halen"));
    // One wish at a time: else the answer to the first would be taken for that to the second.
    manned.act(staff_set("sticks", "neighbour", ""));
    CHECK_EQ(manned.kiosk.take_stick_orders().size(), std::size_t{1});
    CHECK(manned.says("wordt beschreven"));
    answer_wish(manned, StickOrder::What::Neighbour, 6);
    CHECK(manned.says("Klaar: 6 bestanden"));
    CHECK(!manned.says("wordt beschreven"));
}

// Reports go to a courier's stick all by themselves.
void a_stick_is_done_once_its_records_are_on_it(Manned& manned) {
    manned.enter();
    manned.act(staff_go("sticks"));
    manned.act(staff_set("sticks", "neighbour", ""));
    answer_wish(manned, StickOrder::What::Neighbour, 5);
    (void)manned.kiosk.take_stick_orders();
    SupplyNews came;
    came.stick = sync::Outcome{.kind = sync::Outcome::Kind::Unchanged};
    came.stick_at = "/run/baken/sticks/sda1";
    manned.kiosk.hear(std::move(came));
    manned.kiosk.update();
    CHECK(manned.says("wordt beschreven"));
    CHECK(!manned.says("eruit halen"));
    manned.act(staff_set("sticks", "neighbour", ""));
    CHECK(manned.kiosk.take_stick_orders().empty());
}

// The list is what the screen says, and the size of the panel stands there in an isolate.
void the_opening_list_is_kept(Manned& manned) {
    manned.enter();
    manned.act(staff_go("ready"));
    manned.act(staff_set("ready", "check", "radio"));
    manned.act(staff_set("ready", "send", ""));
    CHECK(!manned.says("Niet opgeslagen"));
    const auto& list = *manned.kiosk.post().staff.list;
    CHECK_EQ(list.size(), std::size_t{1});
    const auto& report = std::get<records::SituationReport>(list.front()->record.body);
    CHECK(report.note.find(": 1920 × 1080 px") != std::string::npos);
    CHECK(!records::text_fault(report.note, records::kStoryText));
}

void what_was_left_out_is_told(Manned& manned) {
    manned.enter();
    auto request = hunger();
    request.note = std::string(300, 'a') + " derde verdieping";
    auto news = manned.office.take(SaveRecord{7, request, "uk", records::Priority::Today});
    auto id = news.saved.front().stored->id;
    manned.kiosk.hear(std::move(news));
    manned.act(staff_set("emergency", "promote", id));
    CHECK(manned.says("De tekst is ingekort"));
    CHECK(manned.says("a…"));
    CHECK(manned.says("spreekt Oekraïens"));
    // Nothing is said of a text that is whole, and nothing of Dutch.
    auto whole = manned.keep(hunger());
    manned.act(staff_set("emergency", "promote", whole));
    CHECK(!manned.says("De tekst is ingekort"));
    CHECK(!manned.says("spreekt"));
}

void no_answer_undoes_a_lock(Manned& manned) {
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.act(staff_set("emergency", "service", "fire"));
    manned.kiosk.act(staff_set("emergency", "send", "sent"));
    auto orders = manned.kiosk.take_orders();
    // The worker's answer and the press come in one round of the loop.
    manned.kiosk.act({"staff-lock", ""});
    for (auto& order : orders) manned.kiosk.hear(manned.office.take(std::move(order)));
    manned.kiosk.update();
    CHECK(manned.kiosk.session().route().screen != Screen::Staff);
    auto ordered = manned.kiosk.take_orders();
    CHECK(std::ranges::any_of(ordered, [](const auto& one) { return std::holds_alternative<Lock>(one); }));
}

}  // namespace

int run_honest_tests() {
    const CMUnitTest tests[] = {
        test<only_a_wrong_pin_is_called_wrong, Manned>("only a wrong PIN is called wrong"),
        test<what_is_written_meanwhile_stays, Manned>("what is written while a step is being kept stays"),
        test<a_step_is_told_once_it_is_kept, Manned>(
            "a step is told once it is kept, and what was typed stays until then"),
        test<those_not_closed_stay_picked, Manned>("of many that are closed at once, those that were not stay picked"),
        test<a_reading_is_noted_once_it_is_kept, Manned>("that a report was read out is told once it is kept"),
        test<a_stick_is_done_once_it_is_written, Manned>("that a stick is done is told once it is written"),
        test<a_stick_is_done_once_its_records_are_on_it, Manned>("a stick that records go to is not called done"),
        test<the_opening_list_is_kept, Manned>("the list that was gone through before opening is kept as a report"),
        test<what_was_left_out_is_told, Manned>("what of a request does not fit in an emergency report is told"),
        test<no_answer_undoes_a_lock, Manned>("no answer undoes a lock"),
    };
    return run("staff honest", tests);
}
