#include <algorithm>

#include "kiosk/app/post_office.hpp"
#include "kiosk/app/staff_cases.hpp"
#include "kiosk/app/staff_emergency.hpp"
#include "kiosk/app/staff_notices.hpp"
#include "kiosk/app/staff_site.hpp"
#include "kiosk/ui/inspect.hpp"
#include "tests/app/booth.hpp"
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

void knows_what_is_overdue() {
    OutboxState outbox;
    Delivery delivery;
    delivery.stored = kNoon;
    outbox.emergencies.push_back({"one", "12345", delivery});
    CHECK(overdue_emergency(outbox, kNoon + kEmergencyPatience - 1s) == nullptr);
    CHECK(next_overdue(outbox, kNoon) == kNoon + kEmergencyPatience);
    CHECK(overdue_emergency(outbox, kNoon + kEmergencyPatience) != nullptr);
    outbox.emergencies[0].delivery.step = records::Step::GivenByRadio;
    CHECK(overdue_emergency(outbox, kNoon + 1h) == nullptr);
    CHECK(!next_overdue(outbox, kNoon));
}

void a_receipt_ends_the_wait() {
    OutboxState outbox;
    Delivery delivery;
    delivery.stored = kNoon;
    delivery.receipt = records::ReceiptState::Received;
    outbox.emergencies.push_back({"one", "12345", delivery});
    CHECK(overdue_emergency(outbox, kNoon + 1h) == nullptr);
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

// A kiosk with a keeper of records, as a script has it.
struct Manned {
    Booth booth;
    Kiosk kiosk = booth.kiosk();
    PostOffice office{booth.clock(), {}};

    Manned() { kiosk.hear(office.first()); }
    void carry() {
        for (auto& order : kiosk.take_orders()) kiosk.hear(office.take(std::move(order)));
        kiosk.update();
    }
    void act(const ui::Action& action) {
        kiosk.act(action);
        kiosk.update();
        carry();
    }
    void pin(const std::string& digits) {
        for (char digit : digits) act({"staff-digit", std::string(1, digit)});
        act({"staff-enter", ""});
    }
    void enter() {
        act({"staff-open", ""});
        pin("2468");
        pin("2468");
    }
    std::string keep(records::Body body) {
        auto news = office.take(SaveRecord{7, std::move(body), "nl", records::Priority::Today});
        auto id = news.saved.front().stored->id;
        kiosk.hear(std::move(news));
        return id;
    }
};

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

void does_nothing_while_locked(Manned& manned) {
    manned.act({"staff-open", ""});
    manned.act(staff_go("facilities"));
    manned.act(staff_set("facilities", "water", "not-now"));
    manned.act(staff_set("ready", "drill", "on"));
    CHECK(!manned.kiosk.take_house());
    CHECK(manned.kiosk.post().mode == records::Mode::Real);
    for (const auto& line : ui::read_aloud(manned.kiosk.scene())) CHECK(line.find("Noodmelding") == std::string::npos);
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
    manned.act(staff_set("emergency", "service", "fire"));
    manned.act(staff_set("emergency", "send", "sent"));
    const auto& list = *manned.kiosk.post().staff.list;
    CHECK_EQ(list.size(), std::size_t{1});
    const auto& report = std::get<records::EmergencyReport>(list.front()->record.body);
    CHECK_EQ(report.place.address, std::string("Havenstraat 3"));
    CHECK(report.place.where == records::Where::Address);
    CHECK(report.needed == std::vector{records::Service::Fire});
    CHECK(!report.reporter.empty());
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

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<remembers_the_house>("what staff told of the house is read back as it was written"),
        test<reads_a_broken_house>("a broken house is refused by name, an odd one is read as far as it makes sense"),
        test<forgets_old_hours>("hours of four days ago are forgotten, and nobody leaves below none"),
        test<matches_needs_with_offers>("open offers that fit a need are found, who speaks the language first"),
        test<knows_what_is_overdue>("an emergency report without a receipt alarms until it was given by radio"),
        test<a_receipt_ends_the_wait>("a receipt ends the wait for one"),
        test<needs_something_to_send>("an empty emergency report is not sent"),
        test<steps_blanks>("times, days, moments and amounts go a step on and back"),
        test<approves_for_the_board, Manned>("an initiative hangs on the board once approved, and comes off again"),
        test<does_nothing_while_locked, Manned>("while it is locked nothing of staff's is done or shown"),
        test<closes_many_at_once, Manned>("a page of requests is closed at once"),
        test<writes_a_text, Manned>("what staff write stands in the report that is kept"),
        test<keeps_its_own_messages_apart, Manned>("a local message is shown as local and outlives a restart"),
    };
    return cmocka_run_group_tests_name("staff", tests, nullptr, nullptr);
}
