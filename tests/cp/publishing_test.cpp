#include "cp/region/publishing.hpp"

#include <sys/stat.h>

#include <thread>

#include "cp/region/generation.hpp"
#include "cp/region/reader_keys.hpp"
#include "cp/region/record_keys.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/office.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

Result<Generation> read(Office& office) {
    return read_generation(office.files, office.region.repository(), office.clock.now());
}

void gives_each_its_own(Office& office) {
    office.begin();
    auto changes = office.publish();
    CHECK_OK(changes);
    CHECK_EQ(versions(*changes),
             std::string("municipality-gm0406 1>2, national 1>2, region 1>2, snapshot 1>2, timestamp 1>2"));
    CHECK(changes->roles[0].files == (std::vector<std::string>{"+ sites/noord.png", "+ sites/noord.toml"}));
    auto generation = read(office);
    CHECK_OK(generation);
    CHECK_EQ(generation->targets.size(), 7U);
    CHECK(generation->has("coordination-point.toml"));
    CHECK(!generation->has("README.md"));
}

void changes_only_what_changed(Office& office) {
    office.begin();
    CHECK_OK(office.publish());
    CHECK(office.publish()->roles.empty());
    office.put("bulletins/two.xml", cap_message("two"));
    auto changes = office.publish();
    CHECK_EQ(versions(*changes), std::string("region 2>3, snapshot 2>3, timestamp 2>3"));
    CHECK_EQ(to_text(*changes).substr(0, 36), std::string("region 2 -> 3\n  + bulletins/two.xml\n"));
    CHECK_EQ(changes->published.written.size(), 4U);
}

void keeps_what_is_not_given(Office& office) {
    office.begin();
    CHECK_OK(office.publish());
    std::filesystem::remove_all(office.content() / "sites");
    CHECK(office.publish()->roles.empty());
    CHECK(read(office)->has("sites/noord.toml"));
    CHECK_EQ(versions(*office.publish({"municipality-gm0406"})),
             std::string("municipality-gm0406 2>3, snapshot 2>3, timestamp 2>3"));
    CHECK(!read(office)->has("sites/noord.toml"));
    CHECK_REFUSED(office.publish({"municipality-gm9999"}), "publish.unknown_role");
}

void takes_in_municipalities(Office& office) {
    office.begin();
    CHECK_OK(office.publish());
    CHECK_OK(office.publishing.set_municipality({"GM0406", {"noord", "zuid"}}));
    CHECK_EQ(versions(*office.publishing.set_municipality({"GM0402", {"oost"}})),
             std::string("municipality-gm0402 0>1, snapshot 3>4, targets 2>3, timestamp 3>4"));
    office.put("sites/zuid.toml", "id = 'zuid'\nname = 'Zuid'\n[municipality]\nname = 'Huizen'\n");
    office.put("sites/oost.toml", "id = 'oost'\nname = 'Oost'\n[municipality]\nname = 'Hilversum'\n");
    office.put("pages/local-gm0402-market/map.png", "a third picture");
    auto changes = office.publish();
    CHECK_OK(changes);
    CHECK(changes->roles[0].files ==
          (std::vector<std::string>{"+ pages/local-gm0402-market/map.png", "+ sites/oost.toml"}));
    CHECK(changes->roles[1].files == std::vector<std::string>{"+ sites/zuid.toml"});
    CHECK_EQ(read(office)->targets.size(), 10U);
}

std::string undated_message() {
    auto text = cap_message("undated");
    std::string_view moment = "2026-11-23T13:00:00+01:00";
    return text.replace(text.find(moment), moment.size(), "23-11-2026 om 13:00 uur");
}

void refuses_broken_content(Office& office) {
    office.begin();
    CHECK_OK(office.publish());
    auto before = office.published("metadata/timestamp.json");
    office.put("bulletins/broken.xml", "<alert>");
    CHECK_REFUSED(office.publish(), "publish.content");
    std::filesystem::remove(office.content() / "bulletins/broken.xml");
    office.put("bulletins/undated.xml", undated_message());
    CHECK_REFUSED(office.publish(), "publish.content");
    std::filesystem::remove(office.content() / "bulletins/undated.xml");
    office.put("bulletin/misspelt.xml", cap_message("three"));
    CHECK_REFUSED(office.publish(), "publish.nobody");
    std::filesystem::remove_all(office.content() / "bulletin");
    office.put("sites/zuid.toml", "id = 'zuid'\nname = 'Zuid'\n[municipality]\nname = 'Huizen'\n");
    CHECK_REFUSED(office.publish(), "publish.nobody");
    CHECK_EQ(office.published("metadata/timestamp.json"), before);
}

void knows_each_kind() {
    CHECK_OK(check_target("bulletins/a.xml", cap_message("a")));
    CHECK_REFUSED(check_target("bulletins/a.xml", "<html/>"), "cap.root");
    CHECK_REFUSED(check_target("bulletins/a.xml", undated_message()), "cap.sent");
    CHECK_REFUSED(check_target("situation.toml", "id = 'a'\nphase = 3\n"), "toml.value");
    CHECK_REFUSED(check_target("sites/zuid.toml", "id = 'noord'\nname = 'N'\n[municipality]\nname = 'H'\n"),
                  "content.site_id");
    // A kiosk shows it, and could keep no record.
    CHECK_REFUSED(check_target("sites/Zuid.toml", "id = 'Zuid'\nname = 'Z'\n[municipality]\nname = 'H'\n"),
                  "content.site_id");
    CHECK(!check_target("sites/zuid.toml", "id ="));
    CHECK(!check_target("strings/nl.toml", "= 1"));
    CHECK(!check_target("pages/water/page.toml", "= 1"));
    CHECK(!check_target("pages/water/nl.md", "no head"));
    CHECK(!check_target("templates/water/template.toml", "= 1"));
    CHECK(!check_target("templates/water/nl.toml", "= 1"));
    CHECK_OK(check_target("pages/water/tap.png", "not looked at"));
}

// A site that is not named any more would be looked for by nobody, and its screens would stand without it.
void leaves_no_site_out_unsaid(Office& office) {
    office.begin();
    CHECK_OK(office.publishing.set_municipality({"GM0406", {"noord", "zuid"}}));
    office.put("sites/zuid.toml", "id = 'zuid'\nname = 'Zuid'\n[municipality]\nname = 'Huizen'\n");
    office.put("pages/local-gm0406-market/map.png", "a third picture");
    CHECK_OK(office.publish());
    auto before = office.published("metadata/timestamp.json");
    CHECK_REFUSED(office.publishing.set_municipality({"GM0406", {"zuid"}}), "duty.left_out");
    CHECK_REFUSED(office.publishing.set_municipality({"GM0406", {}}, {"zuid"}), "duty.left_out");
    CHECK_EQ(office.published("metadata/timestamp.json"), before);
    CHECK_EQ(read(office)->targets.size(), 9U);
}

void drops_a_site(Office& office) {
    office.begin();
    CHECK_OK(office.publishing.set_municipality({"GM0406", {"noord", "zuid"}}));
    office.put("sites/zuid.toml", "id = 'zuid'\nname = 'Zuid'\n[municipality]\nname = 'Huizen'\n");
    CHECK_OK(office.publish());
    auto written = office.region.desk_content() / "sites/noord.toml";
    CHECK_OK(office.files.make_folder(written.parent_path()));
    CHECK_OK(office.files.replace(written, "id = 'noord'\n"));
    auto changes = office.publishing.set_municipality({"GM0406", {"zuid"}}, {"noord"});
    CHECK_OK(changes);
    CHECK_EQ(versions(*changes), std::string("municipality-gm0406 2>3, snapshot 3>4, targets 2>3, timestamp 3>4"));
    CHECK(changes->roles[0].files == (std::vector<std::string>{"- sites/noord.png", "- sites/noord.toml"}));
    CHECK(!std::filesystem::exists(written));
    CHECK(!read(office)->has("sites/noord.toml"));
    CHECK(read(office)->has("sites/zuid.toml"));
    // What stayed can be changed still, once what went is gone here, too.
    CHECK_REFUSED(office.publish(), "publish.nobody");
    std::filesystem::remove(office.content() / "sites/noord.toml");
    std::filesystem::remove(office.content() / "sites/noord.png");
    office.put("sites/zuid.toml", "id = 'zuid'\nname = 'Zuider'\n[municipality]\nname = 'Huizen'\n");
    CHECK_OK(office.publish());
}

void renews_in_time(Office& office) {
    office.begin();
    CHECK_OK(office.publish());
    CHECK(office.publishing.renew(Publishing::Reach::Timestamp)->roles.empty());
    office.clock.advance(std::chrono::days{16});
    CHECK_EQ(versions(*office.publishing.renew(Publishing::Reach::Timestamp)), std::string("timestamp 2>3"));
    office.clock.advance(std::chrono::days{190});
    CHECK_EQ(
        versions(*office.publishing.renew(Publishing::Reach::EveryRole)),
        std::string("municipality-gm0406 2>3, national 2>3, region 2>3, snapshot 2>3, targets 1>2, timestamp 3>4"));
}

void passes_what_kiosks_saw(Office& office) {
    office.begin();
    CHECK_OK(office.publish());
    CHECK_REFUSED(office.publishing.pass(1), "publish.version");
    CHECK_EQ(versions(*office.publishing.pass(40)),
             std::string("municipality-gm0406 2>41, national 2>41, region 2>41, snapshot 2>41, targets 1>41, timestamp "
                         "2>41"));
    CHECK_OK(read(office));
    CHECK(office.publishing.renew(Publishing::Reach::EveryRole)->roles.empty());
}

void rotates_every_key(Office& office) {
    office.begin();
    CHECK_OK(office.publish());
    for (const char* role : {"timestamp", "snapshot", "targets", "root", "region", "national", "municipality-gm0406"}) {
        auto rotated = office.publishing.rotate(role);
        CHECK_OK(rotated);
        CHECK(std::filesystem::exists(office.region.keys() / "retired" / (std::string(role) + ".1.key")));
        CHECK(!std::filesystem::exists(office.region.keys() / (std::string(role) + ".1.key")));
        CHECK_OK(read(office));
    }
    CHECK_EQ(read(office)->targets.size(), 7U);
    CHECK(!office.published("metadata/5.root.json").empty());
    office.put("bulletins/two.xml", cap_message("two"));
    CHECK_OK(office.publish());
    CHECK_REFUSED(office.publishing.rotate("nobody"), "publish.unknown_role");
}

// The power failed after the key was made and before it was announced.
void goes_on_with_a_key_that_was_made(Office& office) {
    office.begin();
    RecordKeys keys(office.files, office.keyring, office.region);
    auto lock = RegionLock::take(office.region);
    auto known = [&] { return **office.files.read(office.region.cp_keys(), ByteLimit{64 * 1024}); };
    auto before = known();
    CHECK_OK(keys.announce_receipts(*lock));
    auto announced = known();
    CHECK_OK(office.files.replace(office.region.cp_keys(), before));
    CHECK_OK(keys.announce_receipts(*lock));
    CHECK_EQ(known(), announced);
    CHECK_REFUSED(keys.announce_receipts(*lock), "rotate.announced");
    CHECK_EQ(office.keyring.open({"receipts"})->size(), 2U);
}

void needs_the_root_only_to_rotate(Office& office) {
    CHECK_OK(office.publishing.begin({"Test", {{"GM0406", {"noord"}}}, 3, 2}));
    auto safe = office.folder.path / "safe";
    std::filesystem::create_directory(safe);
    for (const char* name : {"root.1.key", "root.2.key"}) {
        std::filesystem::rename(office.region.keys() / name, safe / name);
    }
    CHECK_OK(office.publish());
    CHECK(!office.publishing.rotate("timestamp"));
    std::filesystem::rename(safe / "root.1.key", office.region.keys() / "root.1.key");
    CHECK_OK(office.publishing.rotate("timestamp"));
    CHECK_OK(read(office));
}

bool has_key(Office& office, const std::string& name) {
    return std::filesystem::exists(office.region.keys() / name);
}

// Who puts the file back from the safe must not write over another key.
void keeps_the_numbers_of_what_is_in_a_safe(Office& office) {
    CHECK_OK(office.publishing.begin({"Test", {{"GM0406", {"noord"}}}, 3, 2}));
    auto safe = office.folder.path / "safe";
    std::filesystem::create_directory(safe);
    auto put_away = [&](const std::string& name) { std::filesystem::rename(office.region.keys() / name, safe / name); };
    put_away("root.3.key");
    CHECK_OK(office.publishing.rotate("root"));
    CHECK(!has_key(office, "root.3.key"));
    CHECK(has_key(office, "root.4.key"));
    // Its third person is another one now, and what was retired is wiped, as the guide says.
    std::filesystem::remove_all(office.region.keys() / "retired");
    put_away("root.4.key");
    std::filesystem::copy(safe / "root.3.key", office.region.keys() / "root.3.key");
    CHECK_OK(office.publishing.rotate("root"));
    CHECK(!has_key(office, "root.4.key"));
    CHECK(has_key(office, "root.5.key"));
    put_away("national.1.key");
    CHECK_OK(office.publishing.rotate("national"));
    CHECK(has_key(office, "national.2.key"));
    put_away("national.2.key");
    CHECK_OK(office.publishing.rotate("national"));
    CHECK(!has_key(office, "national.1.key"));
    CHECK(!has_key(office, "national.2.key"));
    CHECK_OK(read(office));
}

void keeps_the_numbers_of_record_keys(Office& office) {
    office.begin();
    auto lock = RegionLock::take(office.region);
    RecordKeys keys(office.files, office.keyring, office.region);
    ReaderKeys readers(office.files, office.region, trust::kNoCost);
    std::filesystem::rename(office.region.keys() / "sealing.1.key", office.folder.path / "sealing.1.key");
    CHECK_OK(keys.change_sealing(*lock, readers));
    CHECK(!has_key(office, "sealing.1.key"));
    CHECK(has_key(office, "sealing.2.key"));
    std::filesystem::rename(office.folder.path / "sealing.1.key", office.region.keys() / "sealing.1.key");
    auto opened = office.keyring.open_sealing();
    CHECK_OK(opened);
    auto known = records::read_cp_keys(**office.files.read(office.region.cp_keys(), ByteLimit{64 * 1024}));
    CHECK_OK(known);
    CHECK_EQ(opened->size(), 2U);
    CHECK_EQ(opened->front().public_bytes(), known->sealing.front());
    CHECK_EQ(opened->back().public_bytes(), known->sealing.back());
}

void opens_with_the_passphrase(Office& office) {
    Keyring closed(office.files, office.region.keys(), trust::Secret("right"));
    Publishing publishing(office.files, office.region, closed, office.clock);
    CHECK_OK(publishing.begin({"Test", {}}));
    CHECK_REFUSED(office.publishing.rotate("timestamp"), "key.passphrase");
    CHECK_OK(publishing.rotate("timestamp"));
}

void finds_passphrases(Office& office) {
    CHECK_OK(office.files.replace(office.folder.path / "phrase", "first line\nsecond\n"));
    CHECK_OK(office.files.replace(office.folder.path / "empty", "\n"));
    CHECK(find_passphrase(office.files, office.folder.path / "phrase")->bytes() == "first line");
    CHECK_REFUSED(find_passphrase(office.files, office.folder.path / "empty"), "key.passphrase");
    CHECK_REFUSED(find_passphrase(office.files, office.folder.path / "absent"), "key.passphrase");
}

void begins_once(Office& office) {
    office.begin();
    CHECK_REFUSED(office.publishing.begin({"Again", {}}), "region.exists");
    CHECK_EQ(*read_region_name(office.files, office.region), std::string("Test"));
    struct stat facts{};
    CHECK_EQ(::stat(office.region.keys().c_str(), &facts), 0);
    CHECK_EQ(facts.st_mode & 0777U, 0700U);
    CHECK_REFUSED(read_region_name(office.files, {office.folder.path}), "region.missing");
}

void one_at_a_time(Office& office) {
    office.begin();
    auto lock = RegionLock::take(office.region);
    CHECK_OK(lock);
    CHECK_REFUSED(office.publish(), "region.busy");
}

void waits_with_patience(Office& office) {
    office.begin();
    auto lock = std::make_unique<RegionLock>(std::move(*RegionLock::take(office.region)));
    std::optional<Result<RegionLock>> patient;
    std::thread waiting([&] { patient.emplace(RegionLock::take(office.region, std::chrono::hours{1})); });
    CHECK_REFUSED(RegionLock::take(office.region, Duration{200}), "region.busy");
    lock.reset();
    waiting.join();
    CHECK_OK(*patient);
}

void reads_municipalities() {
    CHECK(*parse_municipality("GM0406=a,b-2") == (Municipality{"GM0406", {"a", "b-2"}}));
    CHECK(*parse_municipality("GM0406") == (Municipality{"GM0406", {}}));
    for (const char* text : {"", "GM0406=", "GM0406=a,", "0406=a", "GM04060=a", "GM0406=*", "GM0406=A", "GM0406=a/b"}) {
        CHECK_REFUSED(parse_municipality(text), "duty.municipality");
    }
}

}  // namespace

int run_publishing_tests() {
    const CMUnitTest tests[] = {
        test<gives_each_its_own, Office>("each file is signed by the role that answers for it"),
        test<changes_only_what_changed, Office>("only roles whose files changed get a new version"),
        test<keeps_what_is_not_given, Office>("a role keeps its files when none is given, unless it is named"),
        test<takes_in_municipalities, Office>("a municipality comes later, and answers for its own sites and pages"),
        test<refuses_broken_content, Office>("content that a kiosk cannot read, or nobody signs, changes nothing"),
        test<leaves_no_site_out_unsaid, Office>("a published site is left out of a municipality only by name"),
        test<drops_a_site, Office>("a site that is dropped goes from what is published and from what the desk wrote"),
        test<knows_each_kind>("every kind of file is checked by its own reader"),
        test<renews_in_time, Office>("what is past half of its time is renewed"),
        test<passes_what_kiosks_saw, Office>("after an older copy every role gets a higher number than kiosks saw"),
        test<rotates_every_key, Office>("every role's key can be changed and readers follow"),
        test<goes_on_with_a_key_that_was_made, Office>(
            "a key for receipts that was made and not announced is announced"),
        test<needs_the_root_only_to_rotate, Office>("root keys may lie in a safe, and a threshold of them rotates"),
        test<keeps_the_numbers_of_what_is_in_a_safe, Office>("a new key never gets the number of one in a safe"),
        test<keeps_the_numbers_of_record_keys, Office>("nor does a new record key, and both open what came"),
        test<opens_with_the_passphrase, Office>("keys open with their passphrase only"),
        test<finds_passphrases, Office>("a passphrase is the first line of its file"),
        test<begins_once, Office>("a region begins once, and its keys are its user's alone"),
        test<one_at_a_time, Office>("two programs never change a region at once"),
        test<waits_with_patience, Office>("who has patience gets the region as soon as it is free"),
        test<reads_municipalities>("a municipality and its sites are read strictly"),
    };
    return run("publishing", tests);
}
