#include "cp/region/reader_keys.hpp"

#include "cp/office/desk_lockout.hpp"
#include "cp/office/desk_sessions.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/trust/hashes.hpp"
#include "tests/desk/desk_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

const std::string kPassword = "vier losse woorden hier";
const std::string kOther = "een heel ander wachtwoord";

struct Safe {
    TempFolder folder;
    DiskFiles files;
    RegionFolder region{folder.path};
    ReaderKeys keys{files, region, trust::kNoCost};
    std::vector<trust::SealingKey> secrets;
    std::string message;

    Safe() {
        secrets.push_back(trust::SealingKey::generate());
        message = *trust::seal("een verhaal", secrets.front().public_bytes());
    }
};

void opens_with_the_password(Safe& safe) {
    CHECK_OK(safe.keys.give("anna", kPassword, safe.secrets));
    auto opened = safe.keys.open("anna", kPassword);
    CHECK_OK(opened);
    CHECK_EQ(opened->size(), 1U);
    CHECK_EQ(*opened->front().open(safe.message), std::string("een verhaal"));
    CHECK_REFUSED(safe.keys.open("anna", kOther), "box.password");
    CHECK(safe.keys.open("bram", kPassword)->empty());
    CHECK_EQ(*safe.keys.count("anna"), 1U);
    CHECK_OK(safe.keys.take_away("anna"));
    CHECK(safe.keys.open("anna", kPassword)->empty());
}

void keeps_nothing_open_on_the_disk(Safe& safe) {
    CHECK_OK(safe.keys.give("anna", kPassword, safe.secrets));
    auto bare = *safe.secrets.front().wrap("", trust::kNoCost);
    auto bytes = **safe.files.read(safe.region.desk_keys() / "anna.json", ByteLimit{100'000});
    CHECK(bytes.find(bare.substr(bare.find("\"box\""))) == std::string::npos);
    // The file alone opens to no password that is not hers, not even to the empty one.
    CHECK_REFUSED(safe.keys.open("anna", ""), "box.password");
}

void changes_the_password(Safe& safe) {
    CHECK_OK(safe.keys.give("anna", kPassword, safe.secrets));
    CHECK_REFUSED(safe.keys.prepare("anna", "iets anders", kOther), "box.password");
    auto change = safe.keys.prepare("anna", kPassword, kOther);
    CHECK_OK(change);
    // A key that was given to all in between is not lost.
    std::vector<trust::SealingKey> next;
    next.push_back(trust::SealingKey::generate());
    CHECK_OK(safe.keys.add_for_all(next));
    CHECK_OK(safe.keys.put("anna", *change));
    CHECK_REFUSED(safe.keys.put("anna", *change), "reader-keys.changed");
    CHECK_REFUSED(safe.keys.open("anna", kPassword), "box.password");
    CHECK_EQ(safe.keys.open("anna", kOther)->size(), 2U);
    CHECK_OK(safe.keys.put("nobody", *safe.keys.prepare("nobody", kPassword, kOther)));
}

void gives_a_new_key_to_all(Safe& safe) {
    CHECK_OK(safe.keys.give("anna", kPassword, safe.secrets));
    CHECK_OK(safe.keys.give("bram", kOther, safe.secrets));
    std::vector<trust::SealingKey> next;
    next.push_back(trust::SealingKey::generate());
    CHECK_OK(safe.keys.add_for_all(next));
    auto opened = safe.keys.open("bram", kOther);
    CHECK_EQ(opened->size(), 2U);
    CHECK_EQ(opened->front().public_bytes(), next.front().public_bytes());
    CHECK_EQ(opened->back().public_bytes(), safe.secrets.front().public_bytes());
}

void travels_with_a_session(Safe& safe) {
    auto name = DeskSessions::new_name();
    auto packed = pack_keys(safe.secrets, name);
    CHECK_OK(packed);
    auto opened = unpack_keys(*packed, name);
    CHECK_EQ(*opened->front().open(safe.message), std::string("een verhaal"));
    CHECK_REFUSED(unpack_keys(*packed, DeskSessions::new_name()), "box.password");
    CHECK(pack_keys({}, name)->empty());
    CHECK(unpack_keys("", name)->empty());
    CHECK_REFUSED(unpack_keys("{}", name), "reader-keys.format");
}

void refuses_a_damaged_file(Safe& safe) {
    for (const auto* bytes : {"", "{}", "[]", R"({"public":"x","own":"x","records":["?"]})"}) {
        CHECK_OK(safe.files.make_folder(safe.region.desk_keys()));
        CHECK_OK(safe.files.replace(safe.region.desk_keys() / "anna.json", bytes));
        CHECK(!safe.keys.open("anna", kPassword));
    }
}

// What two hubs share: each has a connection of its own to the same store.
struct TwoHubs {
    TempFolder folder;
    std::string address = (folder.path / "store.sqlite").string();
    std::unique_ptr<DeskStore> one = std::move(*DeskStore::open(address));
    std::unique_ptr<DeskStore> two = std::move(*DeskStore::open(address));
    Instant now = *parse_rfc3339("2026-11-23T13:00:00Z");
    DeskUser anna{.name = "anna", .full_name = "Anna", .role = DeskRole::Publisher, .hash = "of a password"};
};

void knows_sessions_everywhere(TwoHubs& hubs) {
    DeskSessions here(*hubs.one), there(*hubs.two);
    auto name = DeskSessions::new_name();
    CHECK_OK(here.begin(name, hubs.anna, "packed keys", hubs.now));
    auto found = *there.find(name, hubs.now);
    CHECK(found.has_value());
    CHECK_EQ(found->user, std::string("anna"));
    CHECK_EQ(found->keys, std::string("packed keys"));
    CHECK(!*there.find(DeskSessions::new_name(), hubs.now));
    CHECK(!*there.find("", hubs.now));
    CHECK_OK(there.end(name));
    CHECK(!*here.find(name, hubs.now));
}

void ends_the_longest_unused(TwoHubs& hubs) {
    DeskSessions sessions(*hubs.one, {.most = 2});
    std::vector<std::string> names;
    for (int i = 0; i < 3; ++i) {
        names.push_back(DeskSessions::new_name());
        CHECK_OK(sessions.begin(names.back(), hubs.anna, "", hubs.now + std::chrono::seconds{i}));
    }
    CHECK(!*sessions.find(names[0], hubs.now));
    CHECK((*sessions.find(names[2], hubs.now)).has_value());
    CHECK_EQ(*hubs.two->count_sessions(), 2U);
}

// At night the others' desks were used hours ago.
void ends_nobody_elses(TwoHubs& hubs) {
    DeskSessions sessions(*hubs.one, {.most = 25});
    DeskUser bram{.name = "bram", .full_name = "Bram", .role = DeskRole::Operator, .hash = "of another"};
    auto resting = DeskSessions::new_name(), last = resting;
    CHECK_OK(sessions.begin(resting, bram, "", hubs.now));
    auto night = hubs.now + std::chrono::hours{8};
    for (int i = 0; i < 30; ++i) {
        last = DeskSessions::new_name();
        CHECK_OK(sessions.begin(last, hubs.anna, "", night + std::chrono::seconds{i}));
    }
    CHECK_EQ(*hubs.two->count_sessions(), 21U);
    CHECK((*sessions.watching(resting, night)).has_value());
    CHECK((*sessions.find(last, night)).has_value());
}

void takes_keys_from_what_rests(TwoHubs& hubs) {
    DeskSessions sessions(*hubs.one);
    auto name = DeskSessions::new_name();
    CHECK_OK(sessions.begin(name, hubs.anna, "packed keys", hubs.now));
    CHECK_OK(sessions.forget_ended(hubs.now + std::chrono::minutes{29}));
    CHECK_EQ(sessions.find(name, hubs.now)->value().keys, std::string("packed keys"));
    CHECK_OK(sessions.forget_ended(hubs.now + std::chrono::minutes{31}));
    CHECK_EQ(*hubs.two->count_sessions(), 1U);
    CHECK_EQ(sessions.find(name, hubs.now)->value().keys, std::string());
}

// The clock was two days ahead when they signed in, and was put right.
void ends_in_time_after_a_clock_that_ran_ahead(TwoHubs& hubs) {
    using std::chrono::minutes;
    DeskSessions sessions(*hubs.one);
    auto at_work = DeskSessions::new_name(), alone = DeskSessions::new_name();
    auto ahead = hubs.now + std::chrono::days{2};
    CHECK_OK(sessions.begin(at_work, hubs.anna, "packed keys", ahead));
    CHECK_OK(sessions.begin(alone, hubs.anna, "packed keys", ahead));
    CHECK((*sessions.find(at_work, hubs.now)).has_value());
    CHECK_OK(sessions.bring_back(hubs.now));
    CHECK((*sessions.find(at_work, hubs.now + minutes{20})).has_value());
    CHECK((*sessions.find(at_work, hubs.now + minutes{40})).has_value());
    CHECK(!*sessions.find(alone, hubs.now + minutes{31}));
    CHECK_OK(sessions.forget_ended(hubs.now + minutes{40}));
    CHECK((*sessions.watching(alone, hubs.now + minutes{40})).has_value());
    CHECK_EQ((*hubs.one->session(trust::sha256_hex(alone)))->keys, std::string());
    CHECK_EQ((*sessions.find(at_work, hubs.now + minutes{40}))->keys, std::string("packed keys"));
    CHECK(!*sessions.watching(alone, hubs.now + std::chrono::days{8}));
}

void locks_out_everywhere(TwoHubs& hubs) {
    Lockout here(*hubs.one), there(*hubs.two);
    for (int i = 0; i < 5; ++i) CHECK_OK((i % 2 == 0 ? here : there).count_wrong("anna", hubs.now));
    CHECK((*here.wait_of("anna", hubs.now)).has_value());
    CHECK((*there.wait_of("anna", hubs.now)).has_value());
    CHECK(!*there.wait_of("bram", hubs.now));
    CHECK_OK(there.forget("anna"));
    CHECK(!*here.wait_of("anna", hubs.now));
}

void hears_of_sites_everywhere(TwoHubs& hubs) {
    Presence presence;
    presence.note("noord", 7, hubs.now);
    presence.note("../etc", 7, hubs.now);
    auto heard = presence.take_heard();
    CHECK_EQ(heard.size(), 1U);
    CHECK(presence.take_heard().empty());
    CHECK_OK(hubs.one->note(heard, hubs.now));
    CHECK_EQ(hubs.two->presences()->at("noord").version, 7);
    CHECK_OK(hubs.two->note({{"noord", {hubs.now - std::chrono::seconds{1}, 6}}}, hubs.now));
    CHECK_EQ(hubs.one->presences()->at("noord").version, 7);
}

// Its clock was ahead, and was put right.
void believes_no_time_to_come(TwoHubs& hubs) {
    auto later = hubs.now + std::chrono::hours{2};
    CHECK_OK(hubs.one->note({{"noord", {later, 7, later}}}, later));
    CHECK_OK(hubs.one->note({{"noord", {hubs.now, 8, hubs.now}}}, hubs.now));
    auto heard = hubs.two->presences()->at("noord");
    CHECK_EQ(heard.version, 8);
    CHECK(heard.heard == hubs.now);
    CHECK_OK(hubs.one->note({{"noord", {later, 9, later}}}, later));
    CHECK_OK(hubs.one->note({{"noord", {hubs.now, 9, hubs.now}}}, hubs.now));
    CHECK(hubs.two->presences()->at("noord").since == hubs.now);
}

}  // namespace

int run_reader_keys_tests() {
    const CMUnitTest tests[] = {
        test<opens_with_the_password, Safe>("who was given the record keys opens them with their password"),
        test<keeps_nothing_open_on_the_disk, Safe>("the file alone opens nothing"),
        test<changes_the_password, Safe>("a new password opens the same keys, and the old one none"),
        test<gives_a_new_key_to_all, Safe>("a new record key is given to all without their passwords"),
        test<travels_with_a_session, Safe>("a session carries the keys under its own name"),
        test<refuses_a_damaged_file, Safe>("a damaged file is refused"),
        test<knows_sessions_everywhere, TwoHubs>("a session of one hub is known at the other"),
        test<ends_the_longest_unused, TwoHubs>("beyond the most the session that was used longest ago ends"),
        test<ends_nobody_elses, TwoHubs>("whoever signs in again and again ends no session of another"),
        test<takes_keys_from_what_rests, TwoHubs>("a session that rests keeps no keys"),
        test<ends_in_time_after_a_clock_that_ran_ahead, TwoHubs>(
            "a session that a clock ahead began goes on for who works in it, and rests in time"),
        test<locks_out_everywhere, TwoHubs>("wrong passwords count together at all hubs"),
        test<hears_of_sites_everywhere, TwoHubs>("who was heard at one hub is known at the other"),
        test<believes_no_time_to_come, TwoHubs>(
            "what was heard by a clock that was ahead gives way to what is heard now"),
    };
    return cmocka_run_group_tests_name("reader_keys", tests, nullptr, nullptr);
}
