#include "cp/region/publishing.hpp"

#include <sys/stat.h>

#include <thread>

#include "cp/region/generation.hpp"
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

void refuses_broken_content(Office& office) {
    office.begin();
    CHECK_OK(office.publish());
    auto before = office.published("metadata/timestamp.json");
    office.put("bulletins/broken.xml", "<alert>");
    CHECK_REFUSED(office.publish(), "publish.content");
    std::filesystem::remove(office.content() / "bulletins/broken.xml");
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
    CHECK_REFUSED(check_target("situation.toml", "id = 'a'\nphase = 3\n"), "toml.value");
    CHECK_REFUSED(check_target("sites/zuid.toml", "id = 'noord'\nname = 'N'\n[municipality]\nname = 'H'\n"),
                  "content.site_id");
    CHECK(!check_target("sites/zuid.toml", "id ="));
    CHECK(!check_target("strings/nl.toml", "= 1"));
    CHECK(!check_target("pages/water/page.toml", "= 1"));
    CHECK(!check_target("pages/water/nl.md", "no head"));
    CHECK(!check_target("templates/water/template.toml", "= 1"));
    CHECK(!check_target("templates/water/nl.toml", "= 1"));
    CHECK_OK(check_target("pages/water/tap.png", "not looked at"));
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
        test<knows_each_kind>("every kind of file is checked by its own reader"),
        test<renews_in_time, Office>("what is past half of its time is renewed"),
        test<passes_what_kiosks_saw, Office>("after an older copy every role gets a higher number than kiosks saw"),
        test<rotates_every_key, Office>("every role's key can be changed and readers follow"),
        test<needs_the_root_only_to_rotate, Office>("root keys may lie in a safe, and a threshold of them rotates"),
        test<opens_with_the_passphrase, Office>("keys open with their passphrase only"),
        test<finds_passphrases, Office>("a passphrase is the first line of its file"),
        test<begins_once, Office>("a region begins once, and its keys are its user's alone"),
        test<one_at_a_time, Office>("two programs never change a region at once"),
        test<waits_with_patience, Office>("who has patience gets the region as soon as it is free"),
        test<reads_municipalities>("a municipality and its sites are read strictly"),
    };
    return run("publishing", tests);
}
