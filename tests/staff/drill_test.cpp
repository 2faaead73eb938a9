// What staff change in a drill of the house: it ends with the drill, and what was before is there again.
#include <algorithm>

#include "tests/staff/manned.hpp"
#include "tests/staff/staff_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::staff;
using namespace baken::testing;
namespace records = baken::records;

namespace {

// A kiosk that can be switched off and on.
struct Kept {
    TempFolder data;
    Booth booth;
    std::optional<Manned> manned;
    House house;  // as it is on the disk

    Kept() {
        start();
        manned->enter();
    }
    void start() {
        manned.reset();
        manned.emplace(booth, post::PostWishes{.data = data.path});
        manned->kiosk.move_in(house);
    }
    void start_again() {
        keep();
        start();
        manned->act({"staff-open", ""});
        manned->pin("2468");
    }
    void keep() {
        if (auto bytes = manned->kiosk.take_house()) house = *house_from_json(*bytes);
    }
    void set(const char* part, const char* key, const char* value) { manned->act(staff_set(part, key, value)); }
    [[nodiscard]] bulletins::FacilityStatus water() {
        const auto& facilities = manned->kiosk.holdings().site()->facilities;
        return std::ranges::find(facilities, "water", &bulletins::Facility::kind)->status;
    }
    [[nodiscard]] int visitors() {
        keep();
        int all = 0;
        for (const auto& [hour, count] : house.visitors) all += count;
        return all;
    }
};

void play(Kept& kept) {
    kept.set("facilities", "water", "limited");
    kept.set("situation", "visitors", "more");
    kept.set("ready", "drill", "on");
    kept.set("facilities", "water", "not-now");
    kept.set("facilities", "toilet", "not-now");
    kept.set("situation", "visitors", "more");
    CHECK(kept.water() == bulletins::FacilityStatus::NotNow);
    CHECK_EQ(kept.visitors(), 10);
}

void check_as_before(Kept& kept) {
    CHECK(kept.water() == bulletins::FacilityStatus::Limited);
    CHECK_EQ(kept.visitors(), 5);
    CHECK_EQ(kept.house.facilities.size(), std::size_t{1});
    CHECK(!kept.house.before_drill);
}

void the_house_is_as_before(Kept& kept) {
    play(kept);
    kept.set("ready", "drill", "off");
    check_as_before(kept);
    kept.set("facilities", "water", "available");
    CHECK(kept.water() == bulletins::FacilityStatus::Available);
}

void also_when_it_was_off_meanwhile(Kept& kept) {
    play(kept);
    kept.start_again();
    CHECK(kept.water() == bulletins::FacilityStatus::NotNow);
    kept.set("ready", "drill", "off");
    check_as_before(kept);
}

// The mode was written and the house was not, when the power went.
void also_when_the_power_went_at_the_end(Kept& kept) {
    play(kept);
    auto practised = kept.house;
    kept.set("ready", "drill", "off");
    (void)kept.manned->kiosk.take_house();
    kept.house = practised;
    kept.start();
    kept.manned->kiosk.hear(kept.manned->office.pass());
    check_as_before(kept);
}

bool offers(const Manned& manned, const ui::Action& action) {
    return manned.kiosk.scene().find(action) != nullptr;
}

// It would hang nowhere.
void nothing_practised_waits_for_approval(Manned& manned) {
    records::Initiative soup;
    soup.title = "Soep";
    soup.what = "Wij koken";
    soup.showing = records::Showing::MayBeShown;
    manned.enter();
    manned.act(staff_set("ready", "drill", "on"));
    auto id = manned.keep(soup);
    auto approves = [&] {
        manned.act(staff_go("request " + id));
        return offers(manned, staff_set("request", "approved", id));
    };
    auto waits = [&] {
        manned.act(staff_go("board"));
        return offers(manned, staff_go("request " + id));
    };
    CHECK(approves());
    CHECK(waits());
    manned.act(staff_set("ready", "drill", "off"));
    CHECK(!approves());
    CHECK(manned.says("Dit hoort bij een oefening"));
    CHECK(!waits());
}

// A volunteer would drive there.
void nothing_practised_stands_among_the_real(Manned& manned) {
    manned.enter();
    manned.act(staff_set("ready", "drill", "on"));
    records::HelpRequest request;
    request.need = records::Need::MedicalCare;
    auto id = manned.keep(request);
    manned.report_fire();
    auto report = manned.kiosk.post().outbox.emergencies.front().id;
    auto lists = [&](const char* page, const std::string& entry) {
        manned.act(staff_go(page));
        return offers(manned, staff_go(entry));
    };
    auto counted = [&] {
        manned.act(staff_go(""));
        return manned.kiosk.scene().find(ui::Role::Text, "1 open") != nullptr;
    };
    CHECK(counted());
    CHECK(lists("request", "request " + id));
    CHECK(manned.says("OEFENING · "));
    CHECK(lists("emergency", "emergency sent " + report));
    manned.act(staff_set("ready", "drill", "off"));
    CHECK(!lists("emergency", "emergency sent " + report));
    CHECK(!counted());
    CHECK(!lists("request", "request " + id));
    manned.act(staff_set("request", "filter", "done"));
    CHECK(offers(manned, staff_go("request " + id)));
    CHECK(offers(manned, staff_go("emergency sent " + report)));
    CHECK(manned.says("OEFENING · "));
    manned.act(staff_go("request " + id));
    CHECK(!offers(manned, staff_set("emergency", "promote", id)));
    manned.act(staff_set("emergency", "promote", id));
    CHECK(!manned.says("Deze melding begint met wat een bewoner vertelde"));
}

// One that had rung when the drill ended, and one whose patience was over afterwards.
void a_practised_emergency_rings_no_more(Loud& loud) {
    auto& manned = *loud.manned;
    auto come = [&] {
        manned.act({"staff-open", ""});
        manned.pin("2468");
    };
    manned.enter();
    manned.act(staff_set("ready", "drill", "on"));
    manned.report_fire();
    manned.act({"staff-lock", ""});
    pass(manned.kiosk, loud.booth.clock(), kEmergencyPatience + std::chrono::seconds{1});
    CHECK_EQ(loud.speaker->alarms, 1);
    come();
    manned.report_fire();
    manned.act(staff_set("ready", "drill", "off"));
    manned.act({"staff-lock", ""});
    pass(manned.kiosk, loud.booth.clock(), 2 * kEmergencyPatience);
    CHECK_EQ(loud.speaker->alarms, 1);
    // In earnest it rings.
    come();
    manned.report_fire();
    manned.act({"staff-lock", ""});
    pass(manned.kiosk, loud.booth.clock(), kEmergencyPatience + std::chrono::seconds{1});
    CHECK_EQ(loud.speaker->alarms, 2);
}

}  // namespace

int run_drill_tests() {
    const CMUnitTest tests[] = {
        test<the_house_is_as_before, Kept>("after a drill the menu card and the visitors are as they were before"),
        test<also_when_it_was_off_meanwhile, Kept>("a restart in a drill forgets nothing of what was before"),
        test<also_when_the_power_went_at_the_end, Kept>(
            "a power cut at the end of a drill leaves nothing of it in the house"),
        test<nothing_practised_waits_for_approval, Manned>("nothing practised waits for approval after the drill"),
        test<nothing_practised_stands_among_the_real, Manned>(
            "what was practised says so, and waits for nobody after the drill"),
        test<a_practised_emergency_rings_no_more, Loud>(
            "an emergency report that was practised rings no more afterwards"),
    };
    return run("staff drill", tests);
}
