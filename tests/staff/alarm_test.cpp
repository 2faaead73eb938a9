// When an emergency report that nobody confirmed calls staff.
#include "kiosk/staff/emergency_watch.hpp"

#include <array>

#include "exchange/base/ids.hpp"
#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::post;
using namespace baken::staff;
using namespace baken::supply;
using namespace baken::testing;
using namespace std::chrono_literals;
namespace records = baken::records;

namespace {

const Instant kAlarmDay = *parse_rfc3339("2026-11-24T12:00:00Z");

// Kept at this moment of the machine's clock, which is behind: what staff read goes by a signed moment, years later.
OutboxState one_open(Instant kept) {
    OutboxState outbox;
    Delivery delivery;
    delivery.stored = kAlarmDay + 24h * 800;
    outbox.emergencies.push_back({new_uuid7(kept), "12345", delivery});
    return outbox;
}

struct Watched {
    ManualClock clock{kAlarmDay};
    EmergencyWatch watch;

    void hear(const OutboxState& outbox) { watch.hear(outbox, clock.now(), clock.tick()); }
    [[nodiscard]] bool is_overdue(const OutboxState& outbox) const {
        return watch.overdue(outbox, clock.tick()) != nullptr;
    }
    [[nodiscard]] std::optional<Tick> next(const OutboxState& outbox) const { return watch.next(outbox, clock.tick()); }
};

void knows_what_is_overdue(Watched& here) {
    auto outbox = one_open(kAlarmDay);
    here.hear(outbox);
    CHECK(here.next(outbox) == here.clock.tick() + kEmergencyPatience);
    here.clock.advance(kEmergencyPatience - 1s);
    here.hear(outbox);
    CHECK(!here.is_overdue(outbox));
    here.clock.advance(1s);
    CHECK(here.is_overdue(outbox));
    CHECK(!here.next(outbox));
    outbox.emergencies[0].delivery.step = records::Step::GivenByRadio;
    here.hear(outbox);
    CHECK(!here.is_overdue(outbox));
}

void a_receipt_ends_the_wait(Watched& here) {
    auto outbox = one_open(kAlarmDay);
    here.hear(outbox);
    here.clock.advance(1h);
    CHECK(here.is_overdue(outbox));
    outbox.emergencies[0].delivery.receipt = records::ReceiptState::Received;
    CHECK(!here.is_overdue(outbox));
    here.hear({});
    CHECK(!here.is_overdue(outbox));
}

// Somebody sets the calendar while a report waits: a day back, or years on.
void the_calendar_neither_hastens_nor_delays(Watched& here) {
    here.hear({});
    for (auto step : {-24h, 24h * 800}) {
        auto outbox = one_open(here.clock.now());
        here.hear({});
        here.hear(outbox);
        here.clock.set(here.clock.now() + step);
        here.hear(outbox);
        CHECK(!here.is_overdue(outbox));
        here.clock.advance(kEmergencyPatience - 1s);
        CHECK(!here.is_overdue(outbox));
        here.clock.advance(1s);
        CHECK(here.is_overdue(outbox));
    }
}

// What was there before the start has waited as long as the calendar says, but never less than nothing.
void a_start_goes_on_waiting(Watched& here) {
    auto outbox = one_open(kAlarmDay - 4min);
    here.hear(outbox);
    here.clock.advance(59s);
    CHECK(!here.is_overdue(outbox));
    here.clock.advance(1s);
    CHECK(here.is_overdue(outbox));
    here.watch = {};
    auto of_tomorrow = one_open(here.clock.now() + 24h);
    here.hear(of_tomorrow);
    CHECK(here.next(of_tomorrow) == here.clock.tick() + kEmergencyPatience);
}

void calls_aloud_when_no_receipt_comes(Loud& loud) {
    auto& manned = *loud.manned;
    manned.come_to_report_fire();
    pass(manned.kiosk, loud.booth.clock(), kEmergencyPatience - 1s);
    CHECK_EQ(loud.speaker->alarms, 0);
    pass(manned.kiosk, loud.booth.clock(), 2s);
    CHECK_EQ(loud.speaker->alarms, 1);
    // Again while nobody comes; no more once somebody did.
    pass(manned.kiosk, loud.booth.clock(), 2min);
    CHECK_EQ(loud.speaker->alarms, 2);
    manned.act({"staff-open", ""});
    manned.pin("2468");
    CHECK(loud.speaker->silences > 0);
    auto id = manned.kiosk.post().outbox.emergencies.front().id;
    manned.act(staff_set("emergency", "given", id));
    manned.act({"staff-lock", ""});
    pass(manned.kiosk, loud.booth.clock(), 10min);
    CHECK_EQ(loud.speaker->alarms, 2);
}

void a_call_sounds_until_somebody_comes(Loud& loud) {
    auto& manned = *loud.manned;
    manned.enter();
    manned.act({"staff-lock", ""});
    manned.act({"call-staff", ""});
    CHECK_EQ(loud.speaker->alarms, 1);
    pass(manned.kiosk, loud.booth.clock(), 2min - 1s);
    CHECK_EQ(loud.speaker->alarms, 1);
    pass(manned.kiosk, loud.booth.clock(), 2s);
    CHECK_EQ(loud.speaker->alarms, 2);
    // Also once whoever called is gone.
    pass(manned.kiosk, loud.booth.clock(), 4min);
    CHECK_EQ(loud.speaker->alarms, 4);
    CHECK_EQ(loud.speaker->silences, 0);
    manned.act({"help-came", ""});
    CHECK_EQ(loud.speaker->silences, 1);
    pass(manned.kiosk, loud.booth.clock(), 10min);
    CHECK_EQ(loud.speaker->alarms, 4);
    // The next one is heard at once.
    manned.act({"call-staff", ""});
    CHECK_EQ(loud.speaker->alarms, 5);
}

// On a very small panel the call stands where the sign was, which is the way in.
void staff_come_in_by_the_call(Loud& loud) {
    auto& manned = *loud.manned;
    manned.kiosk.resize(ui::Panel::of({800, 480}, 7), PanelSize::Known);
    auto way_in = [&] { return manned.kiosk.scene().find({"staff-open", ""}); };
    manned.come_to_report_fire();
    CHECK(way_in() != nullptr);
    pass(manned.kiosk, loud.booth.clock(), kEmergencyPatience + 1s);
    manned.kiosk.session().touched(loud.booth.clock().tick());
    manned.kiosk.update();
    CHECK(manned.says("Medewerker: kijk bij uw meldingen"));
    CHECK(way_in() != nullptr);
}

const std::array kPanels{ui::Panel::of({1920, 1080}, 15.6), ui::Panel::of({1080, 1920}, 15.6),
                         ui::Panel::of({1280, 800}, 10),    ui::Panel::of({1024, 600}, 7),
                         ui::Panel::of({600, 1024}, 7),     ui::Panel::of({3840, 2160}, 32),
                         ui::Panel::of({800, 480}, 7)};

// The same on every panel, in every language that has its turn.
void the_call_is_seen_on(Loud& loud, Showing showing) {
    auto& kiosk = loud.manned->kiosk;
    for (const auto& panel : kPanels) {
        kiosk.resize(panel, PanelSize::Known);
        for (int slide = 0; slide < 16; ++slide) {
            // Letters are larger only for a visitor, and a danger may stand before one.
            if (showing == Showing::Takeover) kiosk.session().set_text_size(static_cast<ui::TextSize>(slide % 4));
            kiosk.next_slide();
            kiosk.update();
            CHECK(kiosk.showing() == showing);
            const auto* call = kiosk.scene().find(ui::Role::Alert, "Medewerker: kijk bij uw meldingen");
            CHECK(call != nullptr && call->clip == call->rect);
            for (const auto& fault : ui::faults(kiosk.scene(), kiosk.metrics()))
                fail_check(std::to_string(panel.pixels.w) + " in " + kiosk.spoken_language() + ": " + fault, __FILE__,
                           __LINE__);
        }
    }
}

void the_call_is_seen_where_nobody_stands(Loud& loud) {
    auto& manned = *loud.manned;
    manned.come_to_report_fire();
    pass(manned.kiosk, loud.booth.clock(), kEmergencyPatience + 1s);
    the_call_is_seen_on(loud, Showing::Signage);
    // Until the demo's danger comes.
    pass(manned.kiosk, loud.booth.clock(), *parse_rfc3339("2026-11-22T14:08:00+01:00") - loud.booth.clock().now());
    the_call_is_seen_on(loud, Showing::Takeover);
}

// The machine's clock is years behind what the region signed.
void a_clock_behind_the_signed_time_alarms_no_sooner(Loud& loud) {
    auto& manned = *loud.manned;
    SupplyNews news;
    news.signed_floor = loud.booth.clock().now() + 24h * 800;
    manned.kiosk.hear(std::move(news));
    manned.come_to_report_fire();
    pass(manned.kiosk, loud.booth.clock(), kEmergencyPatience - 1s);
    CHECK_EQ(loud.speaker->alarms, 0);
    pass(manned.kiosk, loud.booth.clock(), 2s);
    CHECK_EQ(loud.speaker->alarms, 1);
}

}  // namespace

int run_alarm_tests() {
    const CMUnitTest tests[] = {
        test<knows_what_is_overdue, Watched>(
            "an emergency report without a receipt alarms until it was given by radio"),
        test<a_receipt_ends_the_wait, Watched>("a receipt ends the wait for one"),
        test<the_calendar_neither_hastens_nor_delays, Watched>(
            "a calendar that is set neither hastens nor delays the alarm"),
        test<a_start_goes_on_waiting, Watched>("a start goes on waiting where the last one stopped"),
        test<calls_aloud_when_no_receipt_comes, Loud>(
            "the loudspeaker calls when no receipt comes, until somebody does"),
        test<a_call_sounds_until_somebody_comes, Loud>("a visitor's call sounds again until somebody comes"),
        test<staff_come_in_by_the_call, Loud>("staff come in by the call where it stands in the place of the sign"),
        test<the_call_is_seen_where_nobody_stands, Loud>(
            "the call is seen in whole on the idle screen and beside a danger, on every panel, in Dutch"),
        test<a_clock_behind_the_signed_time_alarms_no_sooner, Loud>("a clock behind the signed time alarms no sooner"),
    };
    return run("staff alarm", tests);
}
