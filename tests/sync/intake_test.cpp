#include "kiosk/sync/intake.hpp"

#include <fstream>

#include "tests/sync/kiosk.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using sync::Outcome;

namespace {

void first_content(Point& here) {
    auto outcome = here.take_in();
    CHECK(outcome.kind == Outcome::Kind::Switched);
    CHECK_EQ(outcome.fetched_files, 3U);
    CHECK(outcome.generation.has_value());
    CHECK(outcome.arrival.road == store::RoadKind::Stick);
    auto shown = here.shown();
    CHECK_EQ(shown.size(), 3U);
    CHECK_EQ(shown["bulletins/flood.xml"], message("flood", "Het water komt"));
}

void nothing_newer(Point& here) {
    here.update();
    CountingRoad road(here.stick);
    auto outcome = here.take_in(road);
    CHECK(outcome.kind == Outcome::Kind::Unchanged);
    CHECK(road.fetched == (Names{"repository/metadata/timestamp.json"}));
    CHECK_EQ(here.store->journal(10)->size(), 1U);
}

void only_what_changed(Point& here) {
    here.update();
    here.region.set("bulletins/flood.xml", message("flood", "Het water is weg"));
    here.region.publish();
    CountingRoad road(here.stick);
    auto outcome = here.take_in(road);
    CHECK(outcome.kind == Outcome::Kind::Switched);
    CHECK_EQ(outcome.fetched_files, 1U);
    CHECK(road.bytes < 10'000);
    CHECK_EQ(road.fetched.size(), 4U);  // timestamp, snapshot, the region's list, the message
    CHECK_EQ(here.shown()["bulletins/flood.xml"], message("flood", "Het water is weg"));
    CHECK_EQ(here.shown().size(), 3U);
}

void removed_file(Point& here) {
    here.update();
    here.region.drop("bulletins/power.xml");
    here.region.publish();
    here.update();
    CHECK(!here.shown().contains("bulletins/power.xml"));
}

void renewed(Point& here) {
    here.update();
    here.region.now += std::chrono::days{20};
    here.region.publish();
    auto outcome = here.take_in();
    CHECK(outcome.kind == Outcome::Kind::Renewed);
    CHECK_EQ(outcome.fetched_files, 0U);
    CHECK(here.take_in().kind == Outcome::Kind::Unchanged);
    CHECK_EQ(here.shown().size(), 3U);
}

// Days without a network: what the coordination point signed last is still better than what is here.
void expired_is_taken(Point& here) {
    here.region.now += std::chrono::days{400};
    auto outcome = here.take_in();
    CHECK(outcome.kind == Outcome::Kind::Switched);
    bool timestamp_told = std::ranges::any_of(
        outcome.remarks, [](const trust::Remark& remark) { return remark.check == "tuf.timestamp.expired"; });
    CHECK(timestamp_told);
}

void keys_rotate(Point& here) {
    here.update();
    here.region.rotate_timestamp_key("timestamp of next year");
    here.region.set("bulletins/flood.xml", message("flood", "Nieuwe sleutel"));
    here.region.publish();
    here.update();
    CHECK_EQ(here.shown()["bulletins/flood.xml"], message("flood", "Nieuwe sleutel"));
    CHECK_EQ(here.store->roots()->size(), 2U);
}

// A stick that was pulled during the first intake after a rotation: the old keys stay out all the same.
void rotation_holds_without_content(Point& here) {
    here.update();
    std::filesystem::copy(here.region.stick(), here.temp.path / "old", std::filesystem::copy_options::recursive);
    here.region.rotate_timestamp_key("timestamp of next year");
    BrokenRoad road(here.stick, 1, BrokenRoad::Way::ReadsFail);
    CHECK(here.take_in(road).kind == Outcome::Kind::NotReached);
    CHECK_EQ(here.store->roots()->size(), 2U);
    sync::StickRoad old(here.files, here.temp.path / "old");
    auto outcome = here.take_in(old);
    CHECK(outcome.kind == Outcome::Kind::Refused);
    CHECK_EQ(outcome.why->check, std::string("tuf.signature.threshold"));
    CHECK_EQ(here.shown().size(), 3U);
    here.start();
    CHECK(here.take_in().heard());
}

void damage_heals(Point& here) {
    here.update();
    here.region.set("bulletins/flood.xml", message("flood", "Het water is weg"));
    here.region.publish();
    here.update();
    auto bad = trust::sha256_hex(message("flood", "Het water is weg"));
    std::ofstream(here.temp.path / "data/objects" / bad) << "rot";
    CHECK_EQ(here.shown()["bulletins/flood.xml"], message("flood", "Het water komt"));
    auto outcome = here.take_in();
    CHECK(outcome.kind == Outcome::Kind::Renewed);
    CHECK_EQ(outcome.fetched_files, 1U);
    CHECK_EQ(here.shown()["bulletins/flood.xml"], message("flood", "Het water is weg"));
}

// The program that found the damage is told what to show again, without a start in between.
void what_healed_is_handed_over(Point& here) {
    here.update();
    auto object = [&](const char* path) {
        return here.temp.path / "data/objects" / here.store->current()->value().files.at(path).sha256;
    };
    std::ofstream(object("bulletins/flood.xml")) << "rot";
    CHECK(!store::open_best(*here.store, SystemClock{}).generation->files.contains("bulletins/flood.xml"));
    // One more rots meanwhile, and is as long as it was.
    auto page = object("pages/water/nl.md");
    auto size = std::filesystem::file_size(page);
    std::ofstream(page) << std::string(size, 'x');
    auto healed = here.take_in();
    CHECK(healed.kind == Outcome::Kind::Renewed);
    CHECK_EQ(healed.fetched_files, 2U);
    CHECK(healed.generation.has_value());
    CHECK(healed.generation->files == here.store->current()->value().files);
    CHECK_EQ(healed.generation->id, here.store->current()->value().id);
    CHECK(!here.take_in().generation);
    here.region.now += std::chrono::days{20};
    here.region.publish();
    auto renewed = here.take_in();
    CHECK(renewed.kind == Outcome::Kind::Renewed);
    CHECK(!renewed.generation);
}

// A card rots while the kiosk runs, and the warning is still on the screen.
void rot_while_it_runs(Point& here) {
    here.update();
    auto flood = here.store->current()->value().files.at("bulletins/flood.xml");
    auto path = here.temp.path / "data/objects" / flood.sha256;
    std::ofstream(path) << std::string(flood.bytes, 'x');
    here.region.set("bulletins/third.xml", message("third", "Derde bericht"));
    here.region.publish();
    auto outcome = here.take_in();
    CHECK(outcome.kind == Outcome::Kind::Switched);
    CHECK_EQ(outcome.fetched_files, 2U);
    CHECK_OK(here.store->objects().read(flood));
    CHECK_EQ(here.shown().size(), 4U);
    // Also where nothing but the signature is new.
    std::ofstream(path) << std::string(flood.bytes, 'x');
    here.region.now += std::chrono::days{20};
    here.region.publish();
    auto renewed = here.take_in();
    CHECK(renewed.kind == Outcome::Kind::Renewed);
    CHECK(renewed.generation.has_value());
    CHECK_OK(here.store->objects().read(flood));
}

void broken_off_goes_on(Point& here) {
    BrokenRoad road(here.stick, 7, BrokenRoad::Way::ReadsFail);
    CHECK(here.take_in(road).kind == Outcome::Kind::NotReached);
    CHECK(here.shown().empty());
    CountingRoad again(here.stick);
    CHECK(here.take_in(again).kind == Outcome::Kind::Switched);
    auto is_target = [](const std::string& name) { return name.starts_with("repository/targets/"); };
    CHECK_EQ(std::ranges::count_if(again.fetched, is_target), 1);
}

void full_store(Point& here) {
    here.update();
    auto before = here.shown();
    here.limits.bytes = 5000;
    here.start();
    here.region.set("pages/water/big.png", std::string(6000, 'x'));
    here.region.publish();
    auto outcome = here.take_in();
    CHECK(outcome.kind == Outcome::Kind::Refused);
    CHECK_EQ(outcome.why->check, std::string("store.full"));
    CHECK_EQ(sync::words_for(outcome), std::string("sync.refused-full"));
    CHECK(here.shown() == before);
}

void limits_hold(Point& here) {
    CHECK_EQ(sync::take_in(*here.store, here.stick, here.region.now, {.files = 2}).why->check,
             std::string("intake.count"));
    CHECK_EQ(sync::take_in(*here.store, here.stick, here.region.now, {.file_bytes = 100}).why->check,
             std::string("intake.size"));
    CHECK_EQ(sync::take_in(*here.store, here.stick, here.region.now, {.path_depth = 1}).why->check,
             std::string("intake.path"));
    CHECK(here.shown().empty());
}

void nothing_to_show(Point& here) {
    here.update();
    for (const auto* path : {"bulletins/flood.xml", "bulletins/power.xml", "pages/water/nl.md"}) here.region.drop(path);
    here.region.set("bulletins/readme", "nothing");
    here.region.publish();
    auto outcome = here.take_in();
    CHECK_EQ(outcome.why->check, std::string("intake.content"));
    CHECK_EQ(here.shown().size(), 3U);
}

std::string root_of(const std::string& role_key, const std::string& signer, Instant expires) {
    trust::RolePlan plan{{signing_key(role_key).declared()}, 1};
    return *trust::sign(trust::draft(trust::root_content({plan, plan, plan, plan, expires}, 1)), signing_key(signer));
}

void another_line(Point& here) {
    here.update();
    auto before = here.shown();
    CHECK_REFUSED(sync::trust_root(*here.store, root_of("mallory", "trent", here.region.now)),
                  "tuf.signature.threshold");
    CHECK_REFUSED(sync::trust_root(*here.store, "{}"), "tuf.root.format");
    CHECK_OK(sync::trust_root(*here.store, here.region.root()));
    CHECK(here.take_in().kind == Outcome::Kind::Unchanged);
    // Staff gave this machine to another region: what is shown stays, the old region is no longer believed.
    CHECK_OK(sync::trust_root(*here.store, root_of("other", "other", here.region.now)));
    CHECK_EQ(here.take_in().why->check, std::string("tuf.signature.threshold"));
    CHECK(open_best(*here.store, SystemClock{}).generation->files.size() == before.size());
}

void signed_time_is_kept(Point& here) {
    here.update();
    CHECK(**here.store->signed_floor() == here.region.now);
    here.region.now += std::chrono::hours{3};
    here.region.set("bulletins/late.xml", message("late", "Laat", "2099-01-01T00:00:00+01:00"));
    here.region.publish();
    here.update();
    here.start();
    CHECK(**here.store->signed_floor() == here.region.now);
}

}  // namespace

int run_intake_tests() {
    const CMUnitTest tests[] = {
        test<first_content, Point>("the first content is taken in and shown after a start"),
        test<nothing_newer, Point>("a round that finds nothing newer asks for one file"),
        test<only_what_changed, Point>("a one-message update fetches four files and under ten kilobytes"),
        test<removed_file, Point>("a file that is no longer published is no longer shown"),
        test<renewed, Point>("the same content vouched for anew is no new generation"),
        test<expired_is_taken, Point>("expired but newer content is taken and remarked upon"),
        test<keys_rotate, Point>("content signed with rotated keys is taken"),
        test<rotation_holds_without_content, Point>("a rotation holds even when its content did not arrive"),
        test<damage_heals, Point>("a damaged object is brought again by the next intake"),
        test<what_healed_is_handed_over, Point>(
            "what was damaged is whole and handed over, without a start in between"),
        test<rot_while_it_runs, Point>("what rotted while the kiosk ran is brought with the next publication"),
        test<broken_off_goes_on, Point>("an intake that broke off goes on where it was"),
        test<full_store, Point>("too much content is refused as store.full and nothing changes"),
        test<limits_hold, Point>("more, larger and deeper files than a kiosk takes are refused by name"),
        test<nothing_to_show, Point>("content that shows nothing is refused as intake.content"),
        test<another_line, Point>("a root begins trust when it is signed by its own keys and of another line"),
        test<signed_time_is_kept, Point>(
            "when the timestamp was signed becomes the floor of the clock, not what a message says"),
    };
    return run("intake", tests);
}
