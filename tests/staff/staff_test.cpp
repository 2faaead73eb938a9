#include <algorithm>

#include "kiosk/app/staff_cases.hpp"
#include "kiosk/app/staff_emergency.hpp"
#include "kiosk/app/staff_notices.hpp"
#include "kiosk/app/staff_site.hpp"
#include "kiosk/ui/inspect.hpp"
#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::testing;
using namespace std::chrono_literals;
namespace records = baken::records;

namespace {

const Instant kNoon = *parse_rfc3339("2026-11-24T12:00:00Z");

std::shared_ptr<StaffRecord> kept(records::Body body, const std::string& language = "nl") {
    static int number = 0;
    StaffRecord one;
    one.record.head.id = "record-" + std::to_string(++number);
    one.record.head.language = language;
    one.record.body = std::move(body);
    one.delivery.stored = kNoon;
    return std::make_shared<StaffRecord>(one);
}

records::HelpRequest need(records::Need what) {
    records::HelpRequest request;
    request.need = what;
    return request;
}

records::Offer gift(records::Gift what, std::vector<std::string> languages = {}) {
    records::Offer offer;
    offer.gifts = {what};
    offer.languages = std::move(languages);
    return offer;
}

void remembers_the_house() {
    House house;
    house.facilities["water"] = records::Status::Limited;
    house.replaced["water"] = records::Status::Available;
    house.overruled = {"meals"};
    house.stocks["meals"] = 40;
    house.staff_present = 3;
    house.power = records::Power::Generator;
    house.checks = {"radio"};
    house.reminder_hours = 2;
    house.reported = kNoon;
    count_visitors(house, kNoon, 25);
    note_deed(house, kNoon, "facilities.water=limited");
    auto again = house_from_json(to_json(house));
    CHECK_OK(again);
    CHECK(*again == house);
}

void reads_a_broken_house() {
    CHECK_REFUSED(house_from_json("{\"facilities\":"), "house.syntax");
    CHECK_REFUSED(house_from_json("[]"), "house.syntax");
    auto odd =
        house_from_json(R"({"facilities":{"water":"wet"},"stocks":{"meals":-5},"reminder_hours":999,"checks":[1]})");
    CHECK_OK(odd);
    CHECK(odd->facilities.empty());
    CHECK_EQ(odd->stocks.at("meals"), 0);
    CHECK_EQ(odd->reminder_hours, 24);
}

void forgets_old_hours() {
    House house;
    count_visitors(house, kNoon - 200h, 5);
    count_visitors(house, kNoon, -5);
    CHECK_EQ(house.visitors.size(), std::size_t{1});
    CHECK_EQ(house.visitors.at(kNoon), 0);
}

void matches_needs_with_offers() {
    auto ride = kept(need(records::Need::Transport), "uk");
    auto car = kept(gift(records::Gift::Vehicle));
    auto speaking_car = kept(gift(records::Gift::Vehicle, {"uk"}));
    auto room = kept(gift(records::Gift::Space));
    auto taken = kept(gift(records::Gift::Vehicle));
    taken->delivery.step = records::Step::Closed;
    StaffList list{ride, car, speaking_car, room, taken};
    auto found = matches_of(*ride, list, 5);
    CHECK_EQ(found.size(), std::size_t{2});
    CHECK(found[0] == speaking_car.get());
    CHECK(found[1] == car.get());
    auto back = matches_of(*car, list, 5);
    CHECK_EQ(back.size(), std::size_t{1});
    CHECK(back[0] == ride.get());
}

void needs_something_to_send() {
    records::EmergencyReport report;
    CHECK(!is_enough(report));
    report.needed = {records::Service::Fire};
    CHECK(is_enough(report));
}

void steps_blanks() {
    using bulletins::Blank;
    using bulletins::BlankKind;
    CHECK_EQ(stepped(Blank{"from", BlankKind::Time}, "23:45", 1), std::string("00:15"));
    CHECK_EQ(stepped(Blank{"from", BlankKind::Time}, "00:00", -1), std::string("23:30"));
    CHECK_EQ(stepped(Blank{"day", BlankKind::Date}, "2026-12-31", 1), std::string("2027-01-01"));
    CHECK_EQ(stepped(Blank{"litres", BlankKind::Amount}, "0", -1), std::string("0"));
    CHECK_EQ(stepped(Blank{"until", BlankKind::DateTime}, "2026-11-24T23:00:00Z", 1),
             std::string("2026-11-25T00:00:00Z"));
}

void tells_that_nobody_knows_this_kiosk(Manned& manned) {
    manned.enter();
    OutboxState network;
    network.hub_reached = true;
    for (const auto* page : {"emergency", "ready"}) {
        manned.act(staff_go(page));
        network.trouble = "hub.unknown-kiosk";
        manned.kiosk.hear(manned.office.carried(network));
        manned.kiosk.update();
        auto seen = ui::outline(manned.kiosk.scene());
        CHECK(seen.find("kent dit apparaat niet") != std::string::npos);
        CHECK(seen.find("Verbonden met het coördinatiepunt") == std::string::npos);
        network.trouble.clear();
        manned.kiosk.hear(manned.office.carried(network));
        manned.kiosk.update();
        CHECK(ui::outline(manned.kiosk.scene()).find("Verbonden met het coördinatiepunt") != std::string::npos);
    }
}

void approves_for_the_board(Manned& manned) {
    records::Initiative soup;
    soup.title = "Soep";
    soup.what = "Wij koken";
    soup.showing = records::Showing::MayBeShown;
    auto id = manned.keep(soup);
    manned.enter();
    CHECK(StaffDesk::is_open(manned.kiosk.post()));
    CHECK(manned.kiosk.post().board->empty());
    manned.act(staff_go("request " + id));
    manned.act(staff_set("request", "approved", id));
    CHECK_EQ(manned.kiosk.post().board->size(), std::size_t{1});
    manned.act(staff_set("request", "withdrawn", id));
    CHECK(manned.kiosk.post().board->empty());
}

void closes_many_at_once(Manned& manned) {
    // Staff read only what was told after there was a PIN.
    manned.enter();
    for (int i = 0; i < 5; ++i) (void)manned.keep(need(records::Need::Food));
    manned.act(staff_go("request"));
    manned.act(staff_set("request", "picking", "on"));
    manned.act(staff_set("request", "pick-page", ""));
    manned.act(staff_set("request", "dismiss", ""));
    const auto& list = *manned.kiosk.post().staff.list;
    CHECK_EQ(list.size(), std::size_t{5});
    CHECK(std::ranges::none_of(list, [](const auto& one) { return is_open(*one); }));
}

void writes_a_text(Manned& manned) {
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.act(staff_edit("emergency", "where"));
    manned.kiosk.take(ui::Typed{"Havenstraat 3"});
    manned.act({"staff-write", ""});
    manned.report_fire();
    const auto& list = *manned.kiosk.post().staff.list;
    CHECK_EQ(list.size(), std::size_t{1});
    const auto& report = std::get<records::EmergencyReport>(list.front()->record.body);
    CHECK_EQ(report.place.address, std::string("Havenstraat 3"));
    CHECK(report.place.where == records::Where::Address);
    CHECK(report.needed == std::vector{records::Service::Fire});
    CHECK(!report.reporter.empty());
}

// The keys on the glass write in every field of staff, and those of flesh and blood do, spaces and all.
void writes_with_the_keys_on_the_glass(Manned& manned) {
    manned.enter();
    manned.act(staff_go("emergency"));
    manned.act(staff_edit("emergency", "what"));
    for (const char* letter : {"B", "r", "a", "n", "d"}) {
        CHECK(manned.kiosk.scene().find({"key", letter}) != nullptr);
        manned.act({"key", letter});
    }
    manned.kiosk.take(ui::KeyPress{ui::Key::Space});
    manned.kiosk.take(ui::Typed{"i"});
    manned.kiosk.take(ui::Typed{"x"});
    manned.kiosk.take(ui::KeyPress{ui::Key::Erase});
    manned.kiosk.take(ui::Typed{"n"});
    manned.kiosk.update();
    auto box = std::ranges::find(manned.kiosk.scene().items, ui::Role::TextBox, &ui::Item::role);
    CHECK(box != manned.kiosk.scene().items.end());
    CHECK_EQ(box->value, std::string("Brand in"));
    manned.kiosk.take(ui::KeyPress{ui::Key::Confirm});
    manned.act(staff_set("emergency", "send", "sent"));
    const auto& report = std::get<records::EmergencyReport>(manned.kiosk.post().staff.list->front()->record.body);
    CHECK_EQ(report.what, std::string("Brand in"));
}

void lets_hear_how_loud_it_is(Loud& loud) {
    auto& manned = *loud.manned;
    manned.enter();
    manned.act(staff_set("system", "volume", "50"));
    CHECK_EQ(loud.speaker->volume, 50);
    CHECK_EQ(loud.speaker->chimes, 1);
    manned.act(staff_set("ready", "sound", ""));
    CHECK_EQ(loud.speaker->chimes, 2);
    // A call that cannot be heard helps nobody.
    manned.act(staff_set("system", "volume", "0"));
    CHECK_EQ(loud.speaker->volume, device::kFaintest);
    CHECK_EQ(house_from_json(*manned.kiosk.take_house())->volume, device::kFaintest);
}

// A kiosk that takes one request an hour.
struct Busy {
    Booth booth{"2026-11-24T13:30:00+01:00"};
    std::optional<Manned> manned;

    Busy() {
        booth.world->keeps_records = true;
        PostWishes wishes;
        wishes.tickets_an_hour = 1;
        manned.emplace(booth, wishes);
    }
    void ask() {
        for (const auto& [verb, object] :
             std::initializer_list<std::pair<const char*, const char*>>{{"home", ""},
                                                                        {"ask", "help"},
                                                                        {"form-choose", "food"},
                                                                        {"form-next", ""},
                                                                        {"form-choose", "myself"},
                                                                        {"form-next", ""},
                                                                        {"form-choose", "today"},
                                                                        {"form-next", ""},
                                                                        {"form-choose", "here"},
                                                                        {"form-next", ""},
                                                                        {"form-next", ""},
                                                                        {"form-choose", "no"},
                                                                        {"form-next", ""},
                                                                        {"form-next", ""},
                                                                        {"form-send", ""}})
            manned->act({verb, object});
    }
    [[nodiscard]] bool says(const std::string& words) const {
        return std::ranges::any_of(ui::read_aloud(manned->kiosk.scene()),
                                   [&](const auto& line) { return line.find(words) != std::string::npos; });
    }
};

void who_plays_with_the_form_is_told_kindly(Busy& busy) {
    busy.ask();
    CHECK(busy.says("Uw nummer"));
    busy.ask();
    CHECK(!busy.says("Uw nummer"));
    CHECK(busy.says("Er is hier net heel veel ingevuld. Wacht een paar minuten, of ga naar een medewerker."));
    // An emergency of staff is never too much.
    busy.manned->come_to_report_fire();
    CHECK_EQ(busy.manned->kiosk.post().outbox.emergencies.size(), std::size_t{1});
    busy.booth.clock().advance(61min);
    busy.manned->kiosk.session().touched(busy.booth.clock().tick());
    busy.ask();
    CHECK(busy.says("Uw nummer"));
}

void a_promoted_request_keeps_what_was_told(Manned& manned) {
    manned.enter();
    records::HelpRequest request;
    request.need = records::Need::MedicalCare;
    request.people = 2;
    request.place = {records::Where::Address, "Havenstraat 12", "2 hoog", {}, {}};
    request.contact = records::Contact{"Samira", "0612345678", {}, {}};
    request.note = "Moeder van 83\nkrijgt geen lucht";
    auto id = manned.keep(request);
    manned.act(staff_set("emergency", "promote", id));
    manned.act(staff_set("emergency", "send", "sent"));
    const auto& list = *manned.kiosk.post().staff.list;
    const auto& report = std::get<records::EmergencyReport>(list.front()->record.body);
    CHECK_EQ(report.promoted_from, id);
    CHECK(report.what.find("Moeder van 83 krijgt geen lucht") != std::string::npos);
    CHECK(report.reporter.find("0612345678") != std::string::npos);
    CHECK_EQ(report.place.detail, std::string("2 hoog"));
    CHECK_EQ(*report.casualties, 2);
}

// Whoever decides that a request is no emergency, and reports another one, reports that one alone.
void what_a_request_told_is_in_no_other_report(Manned& manned) {
    manned.enter();
    records::HelpRequest request;
    request.need = records::Need::MedicalCare;
    request.place = {records::Where::Address, "Meerstraat 4", {}, {}, {}};
    auto id = manned.keep(request);
    manned.act(staff_go("emergency"));
    manned.act(staff_set("emergency", "hazard", "gas"));
    manned.act(staff_set("emergency", "promote", id));
    CHECK(manned.says("Deze melding begint met wat een bewoner vertelde"));
    CHECK(manned.says("Meerstraat 4"));
    manned.act({"back", ""});
    manned.act(staff_go("emergency"));
    CHECK(!manned.says("Meerstraat 4"));
    manned.report_fire();
    const auto& report = std::get<records::EmergencyReport>(manned.kiosk.post().staff.list->front()->record.body);
    CHECK(report.place.where == records::Where::Here);
    CHECK_EQ(report.place.address + report.promoted_from, std::string());
    CHECK(report.needed == std::vector{records::Service::Fire});
    CHECK_EQ(report.hazards.size(), std::size_t{1});
}

void a_long_note_is_cut_to_a_line(Manned& manned) {
    manned.enter();
    records::HelpRequest request;
    for (int i = 0; i < 400; ++i) request.note += "é👪";
    auto id = manned.keep(request);
    manned.act(staff_set("emergency", "promote", id));
    manned.act(staff_set("emergency", "service", "ambulance"));
    manned.act(staff_set("emergency", "send", "sent"));
    const auto& list = *manned.kiosk.post().staff.list;
    CHECK_EQ(list.size(), std::size_t{2});
    CHECK(records::kind_of(list.front()->record) == records::Kind::EmergencyReport);
}

void the_log_speaks_plainly(Manned& manned) {
    manned.act({"staff-open", ""});
    manned.pin("2468");
    manned.pin("2468");
    manned.act(staff_set("facilities", "water", "limited"));
    manned.act(staff_set("facilities", "stock-meals", "more"));
    manned.act(staff_set("situation", "send", ""));
    manned.act(staff_set("notice", "begin", "power-back"));
    manned.act(staff_set("notice", "publish", "power-back"));
    manned.act(staff_set("ready", "drill", "on"));
    manned.act(staff_set("ready", "check", "radio"));
    auto id = manned.keep(need(records::Need::Food));
    manned.act(staff_set("request", "handled-here", id));
    manned.act(staff_go("log"));
    std::string heard;
    for (const auto& line : ui::read_aloud(manned.kiosk.scene())) heard += line + "\n";
    for (const char* words :
         {"Pincode gekozen", "Maaltijden: meer", "Situatierapport · opgeslagen", "Oefening aangezet",
          "Portofoon getest", "Hier afgehandeld", "Plaatselijk bericht op het scherm gezet"})
        CHECK(heard.find(words) != std::string::npos);
    for (const char* code : {"set-pin", "stock-", "save.", "drill-", "step.", "notice.", "facilities."})
        CHECK(heard.find(code) == std::string::npos);
}

void keeps_its_own_messages_apart(Manned& manned) {
    manned.enter();
    manned.act(staff_set("notice", "begin", "power-back"));
    manned.act(staff_set("notice", "publish", "power-back"));
    const auto& alerts = manned.kiosk.holdings().alerts;
    auto ours = std::ranges::count_if(alerts, [](const auto& one) { return is_local(one.alert); });
    CHECK_EQ(ours, 1);
    auto kept_house = manned.kiosk.take_house();
    CHECK(kept_house.has_value());
    auto again = house_from_json(*kept_house);
    CHECK_OK(again);
    CHECK_EQ(again->notices.size(), std::size_t{1});
    CHECK(is_local(again->notices.front()));
    CHECK(again->notices.front().infos.size() > 10);
}

// It would say "the danger is over" beside the region's danger.
void writes_no_all_clear(Manned& manned) {
    manned.enter();
    manned.act(staff_go("notice"));
    CHECK(manned.kiosk.scene().find(staff_set("notice", "begin", "gas-leak")) != nullptr);
    CHECK(manned.kiosk.scene().find(staff_set("notice", "begin", "all-clear")) == nullptr);
    manned.act(staff_set("notice", "begin", "all-clear"));
    CHECK(manned.kiosk.scene().find(staff_set("notice", "begin", "gas-leak")) != nullptr);
    manned.act(staff_go("notice all-clear"));
    CHECK(manned.kiosk.scene().find(staff_set("notice", "hazard", "choose:gas")) == nullptr);
}

bool shows(const Manned& manned, std::string_view words) {
    return std::ranges::any_of(manned.kiosk.scene().items, [&](const auto& item) { return item.name == words; });
}

void tells_which_of_its_messages_residents_see(Manned& manned) {
    manned.enter();
    manned.act(staff_set("notice", "begin", "power-back"));
    manned.act(staff_set("notice", "publish", "power-back"));
    manned.act(staff_go(""));
    CHECK(shows(manned, "1 op het scherm"));
    manned.booth.clock().advance(std::chrono::hours{25});
    manned.kiosk.update();
    manned.carry();
    manned.kiosk.session().touched(manned.booth.clock().tick());
    manned.act({"staff-open", ""});
    manned.pin("2468");
    CHECK(shows(manned, "Plaatselijk bericht"));
    CHECK(!shows(manned, "1 op het scherm"));
    manned.act(staff_go("notice"));
    CHECK(manned.says("Niet meer op het scherm"));
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<writes_no_all_clear, Manned>("staff are offered no all-clear, and can begin none"),
        test<tells_which_of_its_messages_residents_see, Manned>(
            "staff read which of their messages residents still see"),
        test<remembers_the_house>("what staff told of the house is read back as it was written"),
        test<reads_a_broken_house>("a broken house is refused by name, an odd one is read as far as it makes sense"),
        test<forgets_old_hours>("hours of four days ago are forgotten, and nobody leaves below none"),
        test<matches_needs_with_offers>("open offers that fit a need are found, who speaks the language first"),
        test<needs_something_to_send>("an empty emergency report is not sent"),
        test<steps_blanks>("times, days, moments and amounts go a step on and back"),
        test<tells_that_nobody_knows_this_kiosk, Manned>(
            "a coordination point that knows this kiosk not is no connection"),
        test<approves_for_the_board, Manned>("an initiative hangs on the board once approved, and comes off again"),
        test<closes_many_at_once, Manned>("a page of requests is closed at once"),
        test<writes_a_text, Manned>("what staff write stands in the report that is kept"),
        test<writes_with_the_keys_on_the_glass, Manned>("the keys on the glass write in the fields of staff"),
        test<who_plays_with_the_form_is_told_kindly, Busy>("who asks too often is told kindly, and staff never are"),
        test<lets_hear_how_loud_it_is, Loud>("how loud it calls is set and heard at once"),
        test<a_promoted_request_keeps_what_was_told, Manned>("an emergency made of a request keeps what was told"),
        test<what_a_request_told_is_in_no_other_report, Manned>("what a request told is in no other report"),
        test<a_long_note_is_cut_to_a_line, Manned>("a long note is cut to what an emergency report takes"),
        test<the_log_speaks_plainly, Manned>("the log tells what was done in plain words"),
        test<keeps_its_own_messages_apart, Manned>("a local message is shown as local and outlives a restart"),
    };
    return run("staff", tests) + run_door_tests() + run_honest_tests() + run_alarm_tests() + run_menu_card_tests() +
           run_notice_tests();
}
