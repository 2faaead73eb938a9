#include "tests/trust/trust_tests.hpp"
#include "tests/trust/world.hpp"

using namespace baken;
using namespace baken::testing;
using trust::Json;
using trust::JsonObject;

namespace {

void asks_in_order(World& world) {
    CHECK_OK(world.refresh());
    CHECK_EQ(world.asked(), std::string("2.root timestamp 1.snapshot 1.targets"));
    for (const auto* role : {"root", "timestamp", "snapshot", "targets"}) {
        CHECK_EQ(world.believed(role), 1);
        CHECK_EQ(world.store.documents.at(role), world.served(role));
    }
}

void keeps_what_it_has(World& world) {
    CHECK_OK(world.refresh());
    CHECK_OK(world.refresh());
    CHECK_EQ(world.asked(), std::string("2.root timestamp"));
    CHECK(world.store.saved.empty());
}

void needs_a_root(World& world) {
    world.store.documents.clear();
    CHECK_REFUSED(world.refresh(), "tuf.root.missing");
    CHECK(world.repository.asked.empty());
}

void doubts_its_own_root(World& world) {
    world.store.documents["root"].replace(world.store.documents["root"].find("\"sig\":\"") + 7, 4, "0000");
    CHECK_REFUSED(world.refresh(), "tuf.signature.threshold");
    CHECK(world.repository.asked.empty());
}

void unversioned_names(World& world) {
    world.set("root", "consistent_snapshot", Json{false});
    world.publish({"root"});
    world.add_target("targets", "pages/water.md", "Drink");
    world.publish_all();
    CHECK_EQ(*world.download("pages/water.md"), std::string("Drink"));
    CHECK_EQ(world.asked(), std::string("2.root 3.root timestamp snapshot targets pages/water.md"));
}

void version_must_be_the_stated_one(World& world) {
    world.set_version("snapshot", 5);
    world.repository.files["metadata/1.snapshot.json"] = [&world] {
        world.serve("snapshot");
        return world.served("snapshot");
    }();
    CHECK_REFUSED(world.refresh(), "tuf.snapshot.version");
    CHECK_EQ(world.believed("timestamp"), 1);
    CHECK_EQ(world.believed("snapshot"), 0);

    World other;
    other.set_version("targets", 5);
    other.serve("targets");
    other.repository.files["metadata/1.targets.json"] = other.served("targets");
    CHECK_REFUSED(other.refresh(), "tuf.targets.version");
    CHECK_EQ(other.believed("snapshot"), 1);
    CHECK_EQ(other.believed("targets"), 0);
}

void hashes_before_parsing(World& world) {
    world.state_hashes = true;
    world.publish_all();
    CHECK_OK(world.refresh());
    world.publish_all();
    // Not even JSON, and of the right length: only a check before parsing says "hash".
    auto& snapshot = world.served("snapshot");
    snapshot.assign(snapshot.size(), '{');
    CHECK_REFUSED(world.refresh(), "tuf.snapshot.hash");
    CHECK_EQ(world.believed("snapshot"), 2);

    World other;
    other.state_hashes = true;
    other.publish_all();
    other.served("targets").back() = ' ';
    CHECK_REFUSED(other.refresh(), "tuf.targets.hash");
}

void lengths_are_checked(World& world) {
    world.state_hashes = true;
    world.publish_all();
    world.served("targets") += " ";
    CHECK_REFUSED(world.refresh(), "tuf.targets.length");
    World shorter;
    shorter.state_hashes = true;
    shorter.publish_all();
    shorter.served("snapshot").pop_back();
    CHECK_REFUSED(shorter.refresh(), "tuf.snapshot.length");
}

void endless_files(World& world) {
    world.served("timestamp").append(world.limits.timestamp_bytes, ' ');
    CHECK_REFUSED(world.refresh(), "tuf.timestamp.length");
    World other;
    other.repository.files["metadata/2.root.json"] = std::string(other.limits.root_bytes + 1, ' ');
    CHECK_REFUSED(other.refresh(), "tuf.root.length");
    World third;
    third.limits.snapshot_bytes = 10;
    CHECK_REFUSED(third.refresh(), "tuf.snapshot.length");
}

void missing_files(World& world) {
    CHECK_OK(world.refresh());
    world.repository.files.erase("metadata/timestamp.json");
    CHECK_REFUSED(world.refresh(), "tuf.timestamp.missing");
    world.publish_all();
    world.repository.files.erase("metadata/2.snapshot.json");
    CHECK_REFUSED(world.refresh(), "tuf.snapshot.missing");
    CHECK_EQ(world.believed("timestamp"), 2);
    CHECK_EQ(world.believed("snapshot"), 1);
    world.serve("snapshot");
    world.repository.files.erase("metadata/2.targets.json");
    CHECK_REFUSED(world.refresh(), "tuf.targets.missing");
    CHECK_EQ(world.believed("snapshot"), 2);
    // The next update starts clean.
    world.serve("targets");
    CHECK_OK(world.refresh());
    CHECK_EQ(world.believed("targets"), 2);
}

void wrong_type(World& world) {
    // A snapshot that would do as a timestamp, signed with the timestamp's key.
    world.let_sign("snapshot", {"timestamp"});
    world.set("snapshot", "meta", Json{JsonObject{{"snapshot.json", Json{JsonObject{{"version", Json{1L}}}}}}});
    world.publish({"snapshot"});
    world.repository.files["metadata/timestamp.json"] = world.served("snapshot");
    CHECK_REFUSED(world.refresh(), "tuf.timestamp.type");
    CHECK_EQ(world.believed("timestamp"), 0);
}

void unknown_fields(World& world) {
    for (const auto* role : {"timestamp", "snapshot", "targets", "root"}) {
        world.set(role, "x-baken", Json{JsonObject{{"a", Json{1L}}, {"b", Json{std::string("\n\"é")}}}});
    }
    world.publish({"root"});
    world.publish_all();
    CHECK_OK(world.refresh());
    CHECK_EQ(world.believed("root"), 2);
}

void other_major_version(World& world) {
    world.set("timestamp", "spec_version", Json{std::string("2.0.0")});
    world.publish({"timestamp"});
    CHECK_REFUSED(world.refresh(), "tuf.timestamp.spec_version");
    world.set("timestamp", "spec_version", Json{std::string("1.0")});
    world.publish({"timestamp"});
    CHECK_OK(world.refresh());
}

void odd_forms(World& world) {
    world.set("timestamp", "expires", Json{std::string("2027-01-01")});
    world.publish({"timestamp"});
    CHECK_REFUSED(world.refresh(), "tuf.timestamp.format");
    World zero;
    zero.set_version("timestamp", 0);
    zero.serve("timestamp");
    CHECK_REFUSED(zero.refresh(), "tuf.timestamp.format");
    World text;
    text.set("timestamp", "version", Json{std::string("2")});
    text.serve("timestamp");
    CHECK_REFUSED(text.refresh(), "tuf.timestamp.format");
}

void nothing_used_unsaved(World& world) {
    world.store.broken = true;
    CHECK_REFUSED(world.refresh(), "files.full");
    CHECK_EQ(world.asked(), std::string("2.root timestamp"));
}

void checks_again_from_store(World& world) {
    world.add_target("targets", "situation.toml", "phase = 1");
    world.publish_all();
    CHECK_OK(world.refresh());
    auto updater = *world.begin();
    CHECK_OK(updater.refresh_from_store());
    CHECK((*updater.find("situation.toml")).has_value());
    CHECK(world.repository.asked.empty());
    world.store.documents["targets"].back() = ' ';
    auto damaged = *world.begin();
    CHECK_REFUSED(damaged.refresh_from_store(), "tuf.targets.format");
    world.store.documents.erase("snapshot");
    auto missing = *world.begin();
    CHECK_REFUSED(missing.refresh_from_store(), "tuf.snapshot.missing");
}

void damaged_store_heals(World& world) {
    CHECK_OK(world.refresh());
    for (const auto* role : {"timestamp", "snapshot", "targets"}) {
        world.store.documents[role] = "{";
        CHECK_OK(world.refresh());
        CHECK_EQ(world.believed(role), 1);
    }
}

void downloads(World& world) {
    world.add_target("targets", "pages/water/nl.md", "Drink water");
    world.publish_all();
    CHECK_EQ(*world.download("pages/water/nl.md"), std::string("Drink water"));
    CHECK(!world.find("pages/water/fr.md")->has_value());
    auto name = "targets/pages/water/" + trust::sha256_hex("Drink water") + ".nl.md";
    CHECK_EQ(world.repository.files.count(name), 1U);
    world.repository.files[name] = "Drink wine!";
    CHECK_REFUSED(world.download("pages/water/nl.md"), "tuf.target.hash");
    world.repository.files[name] = "Drink";
    CHECK_REFUSED(world.download("pages/water/nl.md"), "tuf.target.length");
    world.repository.files[name] = "Drink water and more";
    CHECK_REFUSED(world.download("pages/water/nl.md"), "tuf.target.length");
    world.repository.files.erase(name);
    CHECK_REFUSED(world.download("pages/water/nl.md"), "tuf.target.missing");
}

void hash_algorithms(World& world) {
    auto sha512 = trust::sha512_hex("text");
    auto& targets = std::get<JsonObject>(world.content("targets")["targets"].value);
    targets["a"] = trust::file_facts_json({4, {{"sha512", sha512}}});
    targets["b"] = trust::file_facts_json({4, {{"blake9", sha512}}});
    targets["c"] = trust::file_facts_json({4, {{"sha256", trust::sha256_hex("text")}, {"sha512", sha512}}});
    targets["d"] = trust::file_facts_json({4, {{"sha256", trust::sha256_hex("text")}, {"sha512", "00"}}});
    for (const auto* path : {"a", "b", "c", "d"}) {
        world.repository.files["targets/" + sha512 + "." + path] = "text";
        world.repository.files["targets/" + trust::sha256_hex("text") + "." + path] = "text";
    }
    world.publish_all();
    CHECK_OK(world.download("a"));
    CHECK_REFUSED(world.download("b"), "tuf.target.hash");
    CHECK_OK(world.download("c"));
    CHECK_REFUSED(world.download("d"), "tuf.target.hash");
}

void climbing_paths(World& world) {
    for (const auto* path : {"../etc/passwd", "/etc/passwd", "a/../../b", "a//b", "a\\b", "."}) {
        world.add_target("targets", path, "x");
    }
    world.publish_all();
    for (const auto* path : {"../etc/passwd", "/etc/passwd", "a/../../b", "a//b", "a\\b", "."}) {
        CHECK_REFUSED(world.download(path), "tuf.target.path");
    }
}

}  // namespace

int run_updater_tests() {
    const CMUnitTest tests[] = {
        test<asks_in_order, World>(
            "a first update asks for root, timestamp, snapshot and targets and keeps their bytes"),
        test<keeps_what_it_has, World>("an update without news asks for the next root and the timestamp only"),
        test<needs_a_root, World>("without a trusted root nothing is asked for"),
        test<doubts_its_own_root, World>("a trusted root that is not signed is refused and nothing is asked for"),
        test<unversioned_names, World>("without consistent snapshots names bear no version"),
        test<version_must_be_the_stated_one, World>("a document of another version than the stated one is refused"),
        test<hashes_before_parsing, World>("hashes are checked before anything is parsed"),
        test<lengths_are_checked, World>("a document longer or shorter than stated is refused"),
        test<endless_files, World>("a file beyond the limit is refused"),
        test<missing_files, World>("a missing document is refused and the next update starts clean"),
        test<wrong_type, World>("a document of another role is refused though its keys are right"),
        test<unknown_fields, World>("unknown fields are signed and allowed"),
        test<other_major_version, World>("a document of another major specification is refused"),
        test<odd_forms, World>("a document with a field of the wrong form is refused"),
        test<nothing_used_unsaved, World>("nothing is used that could not be kept"),
        test<checks_again_from_store, World>("what is kept can be checked again without asking anybody"),
        test<damaged_store_heals, World>("a damaged kept document is fetched again"),
        test<downloads, World>("a target is fetched by its hash and refused when it is another"),
        test<hash_algorithms, World>("every known hash must agree and one must be known"),
        test<climbing_paths, World>("a path that climbs out is refused"),
    };
    return run("trust.updater", tests);
}
