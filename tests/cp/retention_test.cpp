#include "cp/inbox/retention.hpp"

#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/ids.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

struct Cabinet {
    TempFolder folder;
    DiskFiles files;
    RegionFolder region{folder.path};
    ManualClock clock{*parse_rfc3339("2026-11-23T13:00:00Z")};
    std::unique_ptr<InboxStore> store = std::move(*InboxStore::open(region.inbox().string()));

    std::string keep(Instant made, Instant arrived) {
        KeptRecord record{"kiosk", new_uuid7(made), "noord", records::PriorityClass::Emergency, arrived};
        CHECK(*store->add(record, "sealed"));
        return record.id;
    }
    bool has(const std::string& id) { return store->envelope("kiosk", id)->has_value(); }
    // As a hub does; it looks more often.
    std::size_t look() {
        auto wiped = wipe_in_time(files, region, *store, clock.now());
        CHECK_OK(wiped);
        return *wiped;
    }
};

void wipes_when_time_is_over(Cabinet& cabinet) {
    auto id = cabinet.keep(cabinet.clock.now(), cabinet.clock.now());
    for (int day = 0; day <= 180; ++day) {
        CHECK_EQ(cabinet.look(), 0U);
        cabinet.clock.advance(days{1});
    }
    CHECK(cabinet.has(id));
    CHECK_EQ(cabinet.look(), 1U);
    CHECK(!cabinet.has(id));
}

void believes_no_jump(Cabinet& cabinet) {
    auto start = cabinet.clock.now();
    auto id = cabinet.keep(start, start);
    CHECK_EQ(cabinet.look(), 0U);
    cabinet.clock.advance(days{1});
    CHECK_EQ(cabinet.look(), 0U);
    // Somebody sets the calendar, and sees it within the day.
    cabinet.clock.set(start + days{200});
    CHECK_EQ(cabinet.look(), 0U);
    cabinet.clock.advance(hours{23});
    CHECK_EQ(cabinet.look(), 0U);
    cabinet.clock.set(start + days{2});
    for (int day = 0; day < 5; ++day) {
        CHECK_EQ(cabinet.look(), 0U);
        cabinet.clock.advance(days{1});
    }
    CHECK(cabinet.has(id));
    // A calendar that stays is believed in the end, or what was told would stay for ever.
    cabinet.clock.set(start + days{200});
    CHECK_EQ(cabinet.look(), 0U);
    cabinet.clock.advance(days{1});
    CHECK_EQ(cabinet.look(), 1U);
}

// One hub's clock is far ahead, the other's is right, and they have one store.
void goes_by_no_hub_alone(Cabinet& cabinet) {
    auto id = cabinet.keep(cabinet.clock.now(), cabinet.clock.now());
    for (int count = 0; count < 6 * 24 * 3; ++count) {
        CHECK_EQ(cabinet.look(), 0U);
        auto ahead = wipe_in_time(cabinet.files, cabinet.region, *cabinet.store, cabinet.clock.now() + days{300});
        CHECK_EQ(*ahead, 0U);
        cabinet.clock.advance(minutes{10});
    }
    CHECK(cabinet.has(id));
}

// Each looks in its turn, and the one is behind the other.
void wipes_beside_a_clock_that_is_behind(Cabinet& cabinet) {
    auto id = cabinet.keep(cabinet.clock.now(), cabinet.clock.now());
    for (int half_days = 0; half_days <= 2 * 181; ++half_days) {
        for (auto behind : {minutes{0}, minutes{20}}) {
            auto look = cabinet.clock.now() - behind;
            CHECK_OK(wipe_in_time(cabinet.files, cabinet.region, *cabinet.store, look));
        }
        cabinet.clock.advance(hours{12});
    }
    CHECK(!cabinet.has(id));
}

void takes_the_kiosks_word_for_its_age(Cabinet& cabinet) {
    auto now = cabinet.clock.now();
    auto behind = *parse_rfc3339("2020-01-01T00:00:00Z");
    auto fresh = cabinet.keep(now - hours{3}, behind);
    auto old = cabinet.keep(now - days{200}, behind);
    auto dreamt = cabinet.keep(now + days{4000}, behind);
    CHECK_EQ(*wipe_old(cabinet.files, cabinet.region, *cabinet.store, now), 2U);
    CHECK(cabinet.has(fresh));
    CHECK(!cabinet.has(old));
    CHECK(!cabinet.has(dreamt));
}

}  // namespace

int run_retention_tests() {
    const CMUnitTest tests[] = {
        test<wipes_when_time_is_over, Cabinet>("what was told goes when its time is over"),
        test<believes_no_jump, Cabinet>("a calendar that jumped wipes nothing for a day"),
        test<goes_by_no_hub_alone, Cabinet>("one hub whose clock is ahead wipes nothing for all"),
        test<wipes_beside_a_clock_that_is_behind, Cabinet>("two hubs whose clocks differ by minutes wipe in time"),
        test<takes_the_kiosks_word_for_its_age, Cabinet>(
            "what came while the hub's clock was behind is no older than it is"),
    };
    return run("retention", tests);
}
