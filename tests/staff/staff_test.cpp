#include <algorithm>

#include "kiosk/staff/notice_blanks.hpp"
#include "kiosk/staff/staff_cases.hpp"
#include "kiosk/staff/staff_matches.hpp"
#include "kiosk/ui/inspect.hpp"
#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::post;
using namespace baken::staff;
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

void matches_needs_with_offers() {
    auto ride = kept(need(records::Need::Transport), "uk");
    auto car = kept(gift(records::Gift::Vehicle));
    auto speaking_car = kept(gift(records::Gift::Vehicle, {"uk"}));
    auto room = kept(gift(records::Gift::Space));
    auto taken = kept(gift(records::Gift::Vehicle));
    taken->delivery.step = records::Step::Closed;
    auto practised = kept(gift(records::Gift::Vehicle, {"uk"}));
    practised->record.head.mode = records::Mode::Exercise;
    StaffList list{ride, car, speaking_car, room, taken, practised};
    auto found = matches_of(*ride, list, 5);
    CHECK_EQ(found.size(), std::size_t{2});
    CHECK(found[0] == speaking_car.get());
    CHECK(found[1] == car.get());
    auto back = matches_of(*car, list, 5);
    CHECK_EQ(back.size(), std::size_t{1});
    CHECK(back[0] == ride.get());
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

records::Initiative soup() {
    records::Initiative start;
    start.title = "Soep";
    start.what = "Wij koken";
    start.showing = records::Showing::MayBeShown;
    return start;
}

void approves_for_the_board(Manned& manned) {
    auto id = manned.keep(soup());
    manned.enter();
    CHECK(StaffDesk::is_open(manned.kiosk.post()));
    CHECK(manned.kiosk.post().board->empty());
    manned.act(staff_go("request " + id));
    manned.act(staff_set("request", "approved", id));
    CHECK_EQ(manned.kiosk.post().board->size(), std::size_t{1});
    manned.act(staff_set("request", "withdrawn", id));
    CHECK(manned.kiosk.post().board->empty());
}

// Whoever wants the badge gone must not take the soup down for it.
void what_hangs_waits_for_nobody(Manned& manned) {
    auto none_waits = [&] {
        manned.act(staff_go("board"));
        return manned.says("Er wacht geen initiatief.");
    };
    manned.enter();
    auto id = manned.keep(soup());
    CHECK(!none_waits());
    manned.act(staff_set("request", "approved", id));
    CHECK(none_waits());
    manned.act(staff_set("request", "passed-on", id));
    CHECK(none_waits());
    auto other = manned.keep(soup());
    CHECK(!none_waits());
    const auto& kiosk = manned.office.identity().id();
    records::Receipt accepted{other, kiosk, 1, records::ReceiptState::Accepted, manned.booth.clock().now(), {}, {}, {}};
    CHECK(*manned.office.open_outbox_again()->add_receipt(accepted, "sealed", manned.booth.clock().now()));
    manned.kiosk.hear(manned.office.carried({}));
    CHECK_EQ(manned.kiosk.post().board->size(), std::size_t{2});
    CHECK(none_waits());
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

// Whoever clears the last page stands on the last one of what is left, and leafs back to the others.
void no_page_of_requests_is_out_of_reach(Manned& manned) {
    manned.enter();
    for (int i = 0; i < 30; ++i) (void)manned.keep(need(records::Need::Food));
    auto left = [&] {
        return std::ranges::count_if(*manned.kiosk.post().staff.list, [](const auto& one) { return is_open(*one); });
    };
    auto clear_the_page = [&] {
        manned.act(staff_set("request", "picking", "on"));
        manned.act(staff_set("request", "pick-page", ""));
        manned.act(staff_set("request", "dismiss", ""));
    };
    auto leafs = [&](const char* way) {
        return manned.kiosk.scene().find(staff_set("request", "leaf", way)) != nullptr;
    };
    manned.act(staff_go("request"));
    for (int i = 0; i < 2; ++i) manned.act(staff_set("request", "leaf", "on"));
    clear_the_page();
    CHECK_EQ(left(), std::ptrdiff_t{24});
    CHECK(leafs("back"));
    CHECK(!leafs("on"));
    clear_the_page();
    CHECK_EQ(left(), std::ptrdiff_t{12});
    CHECK(!leafs("back"));
    CHECK(!leafs("on"));
    clear_the_page();
    CHECK_EQ(left(), std::ptrdiff_t{0});
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

// A machine whose clock only notes to what it was set.
struct Settable final : device::BareMachine {
    Settable() {
        device::MachineFacts facts;
        facts.can_set_clock = true;
        tell(facts);
    }
    Done set_clock(Instant moment) override {
        set = moment;
        return {};
    }
    std::optional<Instant> set;
};

// It lay in store for a year, and nobody presses a button nine thousand times.
void the_clock_is_set_by_days(Booth& booth) {
    auto made = std::make_unique<Settable>();
    auto* machine = made.get();
    booth.world->device = std::move(made);
    Manned manned(booth);
    manned.enter();
    manned.act(staff_go("system"));
    for (const auto* words : {"-30 dagen", "-1 dag", "-60 min", "+60 min", "+1 dag", "+30 dagen"})
        CHECK(manned.says(words));
    manned.act(staff_set("system", "clock", "-1440"));
    CHECK(machine->set == booth.clock().now() - 24h);
    manned.act(staff_set("system", "clock", "43200"));
    CHECK(machine->set == booth.clock().now() + 30 * 24h);
    manned.act(staff_go("log"));
    CHECK(manned.says("Klok verzet"));
    CHECK(manned.says("+30 dagen"));
}

void the_log_speaks_plainly(Manned& manned) {
    manned.act({"staff-open", ""});
    manned.pin("2468");
    manned.pin("2468");
    manned.act(staff_set("facilities", "water", "limited"));
    manned.act(staff_set("facilities", "stock-meals", "more"));
    manned.act(staff_set("situation", "send", ""));
    manned.act(staff_set("notice", "begin", "power-back"));
    manned.act(staff_set("notice", "since", "less"));
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

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<matches_needs_with_offers>(
            "open offers that fit a need are found, who speaks the language first, and none that was practised"),
        test<steps_blanks>("times, days, moments and amounts go a step on and back"),
        test<tells_that_nobody_knows_this_kiosk, Manned>(
            "a coordination point that knows this kiosk not is no connection"),
        test<approves_for_the_board, Manned>("an initiative hangs on the board once approved, and comes off again"),
        test<what_hangs_waits_for_nobody, Manned>("what hangs on the board waits for nobody's judgement"),
        test<closes_many_at_once, Manned>("a page of requests is closed at once"),
        test<no_page_of_requests_is_out_of_reach, Manned>(
            "whoever clears the last page of requests gets to all the others"),
        test<who_plays_with_the_form_is_told_kindly, Busy>("who asks too often is told kindly, and staff never are"),
        test<lets_hear_how_loud_it_is, Loud>("how loud it calls is set and heard at once"),
        test<the_clock_is_set_by_days, Booth>("a clock that is a year behind is set by days and by thirty days"),
        test<the_log_speaks_plainly, Manned>("the log tells what was done in plain words"),
    };
    return run("staff", tests) + run_house_tests() + run_house_keeper_tests() + run_emergency_tests() +
           run_door_tests() + run_honest_tests() + run_alarm_tests() + run_menu_card_tests() + run_notice_tests() +
           run_drill_tests() + run_strike_tests();
}
