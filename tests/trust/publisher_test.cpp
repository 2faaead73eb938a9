#include "exchange/trust/publisher.hpp"

#include "exchange/trust/repository.hpp"
#include "exchange/trust/updater.hpp"
#include "tests/support/memory_files.hpp"
#include "tests/trust/trust_tests.hpp"
#include "tests/trust/world.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::trust;

namespace {

RolePlan signers(const Names& names, int threshold = 1) {
    RolePlan plan{{}, threshold};
    for (const auto& name : names) plan.keys.push_back(key_named(name).declared());
    return plan;
}

std::vector<SigningKey> keys(const Names& names) {
    std::vector<SigningKey> found;
    for (const auto& name : names) found.push_back(SigningKey::from_seed(sha256_hex(name).substr(0, 32)));
    return found;
}

const Names kAllKeys{"timestamp", "snapshot", "targets", "national", "region", "alkmaar"};

// A disk with content to publish, a repository begun by a root of two key holders, and a kiosk that has that root.
struct Office {
    MemoryFiles disk;
    MemoryStore store;
    Instant now = *parse_rfc3339("2026-11-23T13:00:00Z");
    RootPlan plan{signers({"anna", "bert", "carla"}, 2), signers({"timestamp"}), signers({"snapshot"}),
                  signers({"targets"}), now + std::chrono::days{1000}};

    Office() {
        disk.put("content/national/pages/water.md", "Drink water");
        disk.put("content/region/bulletins/flood.xml", "<alert/>");
        disk.put("content/region/situation.toml", "phase = 1");
        disk.put("content/alkmaar/sites/noord.toml", "name = 'Noord'");
    }

    std::string signed_root(const RootPlan& root, Version version, const Names& holders) {
        auto document = draft(root_content(root, version));
        for (const auto& holder : holders) document = *trust::sign(document, key_named(holder));
        return document;
    }

    Publisher begun() {
        auto publisher = *Publisher::open(disk, "repository");
        auto root = signed_root(plan, 1, {"anna", "bert"});
        store.documents["root"] = root;
        CHECK_OK(publisher.add_root(root));
        CHECK_OK(publisher.delegate("targets", {"national", signers({"national"}), {"pages/*"}}));
        CHECK_OK(
            publisher.delegate("targets", {"region", signers({"region"}), {"bulletins/*", "situation.toml"}, true}));
        CHECK_OK(publisher.delegate("targets", {"municipality-0361", signers({"alkmaar"}), {"sites/*"}}));
        return publisher;
    }

    void fill(Publisher& publisher) {
        CHECK_OK(publisher.set_targets("national", *list_tree(disk, "content/national")));
        CHECK_OK(publisher.set_targets("region", *list_tree(disk, "content/region")));
        CHECK_OK(publisher.set_targets("municipality-0361", *list_tree(disk, "content/alkmaar")));
    }

    // Begun, filled and published.
    void open_for_business() {
        auto publisher = begun();
        fill(publisher);
        CHECK_OK(publisher.publish(keys(kAllKeys), now));
    }

    Result<std::map<std::string, std::string>> read_all() {
        FolderRepository repository(disk, "repository");
        TRY(auto updater, Updater::begin(store, repository, now, ExpiryPolicy::Strict));
        TRY_DONE(updater.refresh());
        TRY(auto targets, updater.all_targets());
        std::map<std::string, std::string> contents;
        for (const auto& [path, target] : targets) {
            TRY(contents[path], updater.fetch(target));
        }
        return contents;
    }
};

void a_reader_sees_all(Office& office) {
    office.open_for_business();
    auto read = office.read_all();
    CHECK_OK(read);
    CHECK_EQ(read->size(), 4U);
    CHECK_EQ(read->at("pages/water.md"), std::string("Drink water"));
    CHECK_EQ(read->at("sites/noord.toml"), std::string("name = 'Noord'"));
}

void in_safe_order(Office& office) {
    auto publisher = office.begun();
    office.fill(publisher);
    auto written = publisher.publish(keys(kAllKeys), office.now)->written;
    CHECK(written[0].starts_with("targets/"));
    Names metadata(written.begin() + 4, written.end());
    CHECK(metadata == (Names{"metadata/1.root.json", "metadata/1.municipality-0361.json", "metadata/1.national.json",
                             "metadata/1.region.json", "metadata/1.targets.json", "metadata/1.snapshot.json",
                             "metadata/timestamp.json"}));
}

void only_what_changed(Office& office) {
    office.open_for_business();
    auto publisher = *Publisher::open(office.disk, "repository");
    office.fill(publisher);
    CHECK(publisher.publish(keys(kAllKeys), office.now)->written.empty());
    office.disk.put("content/region/bulletins/storm.xml", "<alert>storm</alert>");
    CHECK_OK(publisher.set_targets("region", *list_tree(office.disk, "content/region")));
    auto published = *publisher.publish(keys({"timestamp", "snapshot", "region"}), office.now);
    auto hash = sha256_hex("<alert>storm</alert>");
    CHECK(published.written == (Names{"targets/bulletins/" + hash + ".storm.xml", "metadata/2.region.json",
                                      "metadata/2.snapshot.json", "metadata/timestamp.json"}));
    CHECK(published.bytes < 10'000);
    CHECK_EQ(office.read_all()->size(), 5U);
}

void keys_must_be_there(Office& office) {
    office.open_for_business();
    auto before = office.disk.touched.size();
    auto publisher = *Publisher::open(office.disk, "repository");
    CHECK_OK(publisher.set_targets("region", {}));
    auto refused = publisher.publish(keys({"timestamp", "snapshot"}), office.now);
    CHECK_REFUSED(refused, "publish.keys");
    CHECK(refused.error().message.find("region") != std::string::npos);
    for (auto at = before; at < office.disk.touched.size(); ++at) {
        CHECK(!office.disk.touched[at].starts_with("replace"));
    }
    CHECK_OK(publisher.publish(keys({"timestamp", "snapshot", "region"}), office.now));
    CHECK_EQ(office.read_all()->size(), 2U);
}

void timestamps_are_renewed(Office& office) {
    office.open_for_business();
    office.now += std::chrono::days{10};
    auto publisher = *Publisher::open(office.disk, "repository");
    CHECK(publisher.publish(keys({"timestamp"}), office.now)->written.empty());
    office.now += std::chrono::days{10};
    CHECK(publisher.publish(keys({"timestamp"}), office.now)->written == (Names{"metadata/timestamp.json"}));
    office.now += std::chrono::days{25};
    CHECK_OK(office.read_all());
    CHECK(publisher.publish(keys({"timestamp", "snapshot"}), office.now)->written ==
              (Names{"metadata/3.snapshot.json", "metadata/timestamp.json"}) ||
          publisher.document("snapshot").has_value());
    CHECK_OK(office.read_all());
}

void roots_rotate(Office& office) {
    office.open_for_business();
    CHECK_OK(office.read_all());
    auto publisher = *Publisher::open(office.disk, "repository");
    auto next = *plan_of(*publisher.document("root"));
    next.root = signers({"anna", "dirk", "els"}, 2);
    next.timestamp = signers({"timestamp-2"});
    next.snapshot = signers({"snapshot-2"});
    CHECK_REFUSED(publisher.add_root(office.signed_root(next, 2, {"dirk", "els"})), "tuf.signature.threshold");
    CHECK_REFUSED(publisher.add_root(office.signed_root(next, 2, {"anna", "bert"})), "tuf.signature.threshold");
    CHECK_REFUSED(publisher.add_root(office.signed_root(next, 3, {"anna", "bert", "dirk"})), "publish.root_version");
    CHECK_OK(publisher.add_root(office.signed_root(next, 2, {"anna", "bert", "dirk"})));
    CHECK_REFUSED(publisher.publish(keys(kAllKeys), office.now), "publish.keys");
    auto written = publisher.publish(keys({"timestamp-2", "snapshot-2"}), office.now)->written;
    CHECK(written == (Names{"metadata/2.root.json", "metadata/2.snapshot.json", "metadata/timestamp.json"}));
    CHECK_EQ(office.read_all()->size(), 4U);
}

void drafts_travel(Office& office) {
    auto document = draft(root_content(office.plan, 1));
    auto publisher = *Publisher::open(office.disk, "repository");
    CHECK_REFUSED(publisher.add_root(document), "tuf.signature.threshold");
    document = *trust::sign(document, key_named("anna"));
    document = *trust::sign(document, key_named("anna"));
    CHECK_REFUSED(publisher.add_root(document), "tuf.signature.threshold");
    document = *trust::sign(document, key_named("carla"));
    CHECK_OK(publisher.add_root(document));
    CHECK_REFUSED(trust::sign("{}", key_named("anna")), "sign.format");
}

void paths_must_be_answered_for(Office& office) {
    auto publisher = office.begun();
    auto region = *list_tree(office.disk, "content/region");
    CHECK_REFUSED(publisher.set_targets("national", region), "publish.path");
    CHECK_REFUSED(publisher.set_targets("nobody", region), "publish.role");
    CHECK_REFUSED(publisher.set_targets("region", {{"bulletins/../x", "content/region/situation.toml"}}),
                  "publish.path");
    CHECK_REFUSED(publisher.delegate("targets", {"root", {}, {"*"}}), "publish.role");
    CHECK_REFUSED(publisher.delegate("targets", {"../x", {}, {"*"}}), "publish.role");
    CHECK_REFUSED(publisher.delegate("nobody", {"x", {}, {"*"}}), "publish.role");
}

void a_role_changes_hands(Office& office) {
    office.open_for_business();
    CHECK_OK(office.read_all());
    auto publisher = *Publisher::open(office.disk, "repository");
    CHECK_OK(publisher.delegate("targets", {"region", signers({"region-2"}), {"bulletins/*", "situation.toml"}, true}));
    CHECK_REFUSED(publisher.publish(keys(kAllKeys), office.now), "publish.keys");
    CHECK_OK(publisher.publish(keys({"timestamp", "snapshot", "targets", "region-2"}), office.now));
    CHECK_EQ(office.read_all()->size(), 4U);
    CHECK(publisher.document("targets")->find(key_named("region").declared().id) == std::string::npos);
    CHECK_OK(publisher.revoke("targets", "region"));
    CHECK_REFUSED(publisher.revoke("targets", "region"), "publish.role");
    CHECK_OK(publisher.publish(keys({"timestamp", "snapshot", "targets"}), office.now));
    CHECK_EQ(office.read_all()->size(), 2U);
}

// A municipality signs at home; the region enters what it gets.
void signed_elsewhere(Office& office) {
    office.open_for_business();
    MemoryFiles home = office.disk;
    home.put("content/alkmaar/sites/noord.toml", "name = 'Noord, changed'");
    auto municipality = *Publisher::open(home, "repository");
    CHECK_OK(municipality.set_targets("municipality-0361", *list_tree(home, "content/alkmaar")));
    CHECK_REFUSED(municipality.publish_role("municipality-0361", keys({"region"}), office.now), "publish.keys");
    CHECK_REFUSED(municipality.publish_role("nobody", keys({"alkmaar"}), office.now), "publish.role");
    CHECK_OK(municipality.publish_role("municipality-0361", keys({"alkmaar"}), office.now));
    auto document = *municipality.document("municipality-0361");
    auto region = *Publisher::open(office.disk, "repository");
    CHECK_REFUSED(region.adopt("municipality-0361", document), "publish.missing_file");
    office.disk.put("repository/targets/sites/" + sha256_hex("name = 'Noord, changed'") + ".noord.toml",
                    "name = 'Noord, changed'");
    CHECK_REFUSED(region.adopt("nobody", document), "publish.role");
    CHECK_REFUSED(region.adopt("region", document), "tuf.signature.threshold");
    CHECK_OK(region.adopt("municipality-0361", document));
    CHECK_REFUSED(region.adopt("municipality-0361", document), "publish.version");
    CHECK_OK(region.publish(keys({"timestamp", "snapshot"}), office.now));
    CHECK_EQ(office.read_all()->at("sites/noord.toml"), std::string("name = 'Noord, changed'"));
}

void a_full_disk(Office& office) {
    office.open_for_business();
    CHECK_OK(office.read_all());
    auto publisher = *Publisher::open(office.disk, "repository");
    office.disk.put("content/region/situation.toml", "phase = 2");
    CHECK_OK(publisher.set_targets("region", *list_tree(office.disk, "content/region")));
    office.disk.set_full(true);
    CHECK_REFUSED(publisher.publish(keys(kAllKeys), office.now), "files.full");
    office.disk.set_full(false);
    CHECK_EQ(office.read_all()->at("situation.toml"), std::string("phase = 1"));
    auto again = *Publisher::open(office.disk, "repository");
    CHECK_OK(again.set_targets("region", *list_tree(office.disk, "content/region")));
    CHECK_OK(again.publish(keys(kAllKeys), office.now));
    CHECK_EQ(office.read_all()->at("situation.toml"), std::string("phase = 2"));
}

void sources_must_stand_still(Office& office) {
    auto publisher = office.begun();
    office.fill(publisher);
    office.disk.put("content/region/situation.toml", "phase = 9");
    CHECK_REFUSED(publisher.publish(keys(kAllKeys), office.now), "publish.source_changed");
}

void change_situation(Office& office, const std::string& text) {
    office.disk.put("content/region/situation.toml", text);
    auto publisher = *Publisher::open(office.disk, "repository");
    CHECK_OK(publisher.set_targets("region", *list_tree(office.disk, "content/region")));
    CHECK_OK(publisher.publish(keys(kAllKeys), office.now));
}

// The newest folder is lost, and readers saw what was in it.
void what_was_seen_is_passed(Office& office) {
    office.open_for_business();
    auto copy = office.disk;
    change_situation(office, "phase = 2");
    change_situation(office, "phase = 3");
    CHECK_OK(office.read_all());
    office.disk = copy;
    change_situation(office, "phase = 4");
    CHECK_REFUSED(office.read_all(), "tuf.timestamp.rollback");
    auto publisher = *Publisher::open(office.disk, "repository");
    CHECK_REFUSED(publisher.pass(1), "publish.version");
    CHECK_REFUSED(publisher.pass(1'000'003), "publish.version");
    CHECK_OK(publisher.pass(3));
    CHECK_REFUSED(publisher.publish(keys({"timestamp", "snapshot", "targets", "national"}), office.now),
                  "publish.keys");
    CHECK_OK(publisher.publish(keys(kAllKeys), office.now));
    CHECK_EQ(read_timestamp(*publisher.document("timestamp"))->version, 4);
    CHECK_EQ(read_snapshot(*publisher.document("snapshot"))->version, 4);
    for (const auto* role : {"targets", "national", "region", "municipality-0361"}) {
        CHECK_EQ(read_targets(*publisher.document(role), role)->version, 4);
    }
    auto read = office.read_all();
    CHECK_OK(read);
    CHECK_EQ(read->at("situation.toml"), std::string("phase = 4"));
    // From there it goes on by one.
    change_situation(office, "phase = 5");
    CHECK_EQ(office.read_all()->at("situation.toml"), std::string("phase = 5"));
    CHECK_EQ(read_timestamp(*Publisher::open(office.disk, "repository")->document("timestamp"))->version, 5);
}

void without_a_root(Office& office) {
    auto publisher = *Publisher::open(office.disk, "repository");
    CHECK_REFUSED(publisher.publish(keys(kAllKeys), office.now), "publish.no_root");
}

}  // namespace

int run_publisher_tests() {
    const CMUnitTest tests[] = {
        test<a_reader_sees_all, Office>("a reader sees all that was published"),
        test<in_safe_order, Office>("targets are written first and the timestamp last"),
        test<only_what_changed, Office>("publishing again writes only what changed"),
        test<keys_must_be_there, Office>("without a needed key nothing is written"),
        test<timestamps_are_renewed, Office>("what is past half of its time is renewed"),
        test<roots_rotate, Office>("a new root with new keys is followed"),
        test<drafts_travel, Office>("a draft becomes a root when enough different keys signed it"),
        test<paths_must_be_answered_for, Office>("a role publishes only what it answers for"),
        test<a_role_changes_hands, Office>("a role gets other keys, or is revoked"),
        test<signed_elsewhere, Office>("a role signed elsewhere is entered once its files are there"),
        test<a_full_disk, Office>("a full disk leaves readers with what was published before"),
        test<sources_must_stand_still, Office>("a source that changes while it is published is refused"),
        test<what_was_seen_is_passed, Office>("a folder put back from a copy passes what readers saw, and is believed"),
        test<without_a_root, Office>("without a root nothing can be published"),
    };
    return run("trust.publisher", tests);
}
