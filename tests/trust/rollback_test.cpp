// What is older than what is believed, and parts of several publications together.
#include "tests/trust/trust_tests.hpp"
#include "tests/trust/world.hpp"

using namespace baken;
using namespace baken::testing;
using trust::Json;
using trust::JsonObject;

namespace {

void equal_timestamp_is_ignored(World& world) {
    CHECK_OK(world.refresh());
    auto before = world.store.documents["timestamp"];
    world.set("timestamp", "meta", Json{JsonObject{{"snapshot.json", Json{JsonObject{{"version", Json{100L}}}}}}});
    world.serve("timestamp");
    CHECK_OK(world.refresh());
    CHECK_EQ(world.store.documents["timestamp"], before);
    CHECK_EQ(world.asked(), std::string("2.root timestamp"));
}

void timestamp_rollback(World& world) {
    world.publish({"timestamp"});
    CHECK_OK(world.refresh());
    world.set_version("timestamp", 1);
    world.serve("timestamp");
    CHECK_REFUSED(world.refresh(), "tuf.timestamp.rollback");
    CHECK_EQ(world.believed("timestamp"), 2);
}

void snapshot_rollback(World& world) {
    world.publish_all();
    CHECK_OK(world.refresh());
    world.set_version("snapshot", 0);
    world.publish({"snapshot", "timestamp"});
    CHECK_REFUSED(world.refresh(), "tuf.snapshot.rollback");
    CHECK_EQ(world.believed("timestamp"), 2);
    CHECK_EQ(world.believed("snapshot"), 2);
}

void targets_rollback(World& world) {
    for (bool hashes : {false, true}) {
        World own;
        own.state_hashes = hashes;
        own.publish_all();
        CHECK_OK(own.refresh());
        own.set_version("targets", 0);
        own.publish_all();
        CHECK_REFUSED(own.refresh(), "tuf.targets.rollback");
        CHECK_EQ(own.believed("snapshot"), 2);
        CHECK_EQ(own.believed("targets"), 2);
    }
    CHECK_OK(world.refresh());
}

void delegated_rollback(World& world) {
    world.delegate("targets", "region", {"*"});
    world.publish_all();
    world.publish({"region", "snapshot", "timestamp"});
    CHECK_OK(world.refresh());
    world.set_version("region", 0);
    world.publish({"region", "snapshot", "timestamp"});
    CHECK_REFUSED(world.refresh(), "tuf.delegated.rollback");
}

void role_may_not_vanish(World& world) {
    world.delegate("targets", "region", {"*"});
    world.publish_all();
    CHECK_OK(world.refresh());
    std::get<JsonObject>(world.content("snapshot")["meta"].value).erase("region.json");
    world.publish({"snapshot", "timestamp"});
    CHECK_REFUSED(world.refresh(), "tuf.snapshot.removed");
}

void mix_and_match(World& world) {
    CHECK_OK(world.refresh());
    world.publish({"targets"});  // not entered in any snapshot
    world.set_version("snapshot", 1);
    world.publish({"timestamp"});
    CHECK_OK(world.refresh());
    CHECK_EQ(world.believed("targets"), 1);
}

}  // namespace

int run_rollback_tests() {
    const CMUnitTest tests[] = {
        test<equal_timestamp_is_ignored, World>("another timestamp of the same version is ignored"),
        test<timestamp_rollback, World>("an older timestamp is refused"),
        test<snapshot_rollback, World>("a timestamp that names an older snapshot is refused"),
        test<targets_rollback, World>("a snapshot that names older targets is refused, with hashes and without"),
        test<delegated_rollback, World>("a snapshot that names an older delegated role is refused"),
        test<role_may_not_vanish, World>("a snapshot that forgets a role is refused"),
        test<mix_and_match, World>("targets that no snapshot names are not taken"),
    };
    return run("trust.rollback", tests);
}
