#include "tests/trust/trust_tests.hpp"
#include "tests/trust/world.hpp"

using namespace baken;
using namespace baken::testing;
using trust::Json;

namespace {

struct Step {
    Names keys;
    int threshold;
    Names signers;
};

// Publishes a chain of roots from the first; the client begins with the first.
Done follow(World& world, const std::vector<Step>& chain) {
    for (int version = 1; std::cmp_less_equal(version, chain.size()); ++version) {
        const auto& step = chain[static_cast<std::size_t>(version) - 1];
        world.appoint("root", step.keys, step.threshold);
        world.let_sign("root", step.signers);
        world.set_version("root", version);
        world.serve("root");
        if (version == 1) world.store.documents["root"] = world.served("root");
    }
    return world.refresh();
}

void rotations_that_hold(World&) {
    const std::vector<std::vector<Step>> chains{
        {{{"a"}, 1, {"a"}}, {{"b"}, 1, {"b", "a"}}, {{"b"}, 1, {"b"}}},
        {{{"a"}, 1, {"x", "a", "y"}}, {{"b"}, 1, {"x", "b", "a"}}, {{"b"}, 1, {"b", "y"}}},
        {{{"a", "b", "c", "d", "e"}, 3, {"a", "c", "e"}}, {{"a", "b", "d", "e", "f"}, 3, {"a", "e", "b"}}},
        {{{"a", "b", "c"}, 2, {"a", "b"}},
         {{"d", "e", "f"}, 2, {"a", "c", "e", "f"}},
         {{"d", "e", "f"}, 2, {"d", "f"}}},
        {{{"a", "b", "c"}, 1, {"a"}}, {{"a", "b", "c"}, 2, {"a", "b"}}},
        {{{"a", "b"}, 2, {"a", "b"}}, {{"a", "b"}, 1, {"a", "b"}}, {{"a", "b"}, 1, {"b"}}},
    };
    for (const auto& chain : chains) {
        World own;
        CHECK_OK(follow(own, chain));
        CHECK_EQ(own.believed("root"), static_cast<std::int64_t>(chain.size()));
    }
}

void rotations_that_do_not(World&) {
    const std::vector<std::vector<Step>> chains{
        {{{"a"}, 1, {"a"}}, {{"b"}, 1, {"b", "x"}}},
        {{{"a"}, 1, {"a"}}, {{"b"}, 1, {"a", "x"}}},
        {{{"a", "b", "c", "d", "e"}, 3, {"a", "c", "e"}}, {{"a", "b", "d", "e", "f"}, 3, {"a", "c", "e"}}},
        {{{"a", "b", "c", "d", "e"}, 3, {"a", "c", "e"}}, {{"a", "b", "d", "e", "f"}, 3, {"a", "e", "f"}}},
        {{{"a", "b", "c"}, 1, {"a"}}, {{"a", "b", "c"}, 2, {"b"}}},
        {{{"a", "b", "c"}, 2, {"a", "b"}}, {{"a", "b", "c"}, 1, {"a"}}},
    };
    for (const auto& chain : chains) {
        World own;
        CHECK_REFUSED(follow(own, chain), "tuf.signature.threshold");
        CHECK_EQ(own.believed("root"), 1);
    }
}

void no_step_is_skipped(World& world) {
    world.set_version("root", 3);
    world.serve("root");
    world.repository.files["metadata/2.root.json"] = world.served("root");
    CHECK_REFUSED(world.refresh(), "tuf.root.version");
    CHECK_EQ(world.believed("root"), 1);
    world.set_version("root", 1);
    world.serve("root");
    world.repository.files["metadata/2.root.json"] = world.served("root");
    CHECK_REFUSED(world.refresh(), "tuf.root.version");
}

void each_step_is_kept(World& world) {
    world.publish({"root", "root", "root"});
    CHECK_OK(world.refresh());
    CHECK_EQ(world.asked(), std::string("2.root 3.root 4.root 5.root timestamp 1.snapshot 1.targets"));
    CHECK(world.store.saved == (Names{"root", "root", "root", "timestamp", "snapshot", "targets"}));
}

void a_bad_step_keeps_the_good_ones(World& world) {
    world.publish({"root"});
    world.let_sign("root", {"mallory"});
    world.publish({"root"});
    CHECK_REFUSED(world.refresh(), "tuf.signature.threshold");
    CHECK_EQ(world.believed("root"), 2);
    CHECK_EQ(world.believed("timestamp"), 0);
}

void steps_are_bounded(World& world) {
    world.limits.root_rotations = 3;
    world.publish({"root", "root", "root", "root", "root"});
    CHECK_OK(world.refresh());
    CHECK_EQ(world.believed("root"), 4);
    CHECK_OK(world.refresh());
    CHECK_EQ(world.believed("root"), 6);
}

void an_expired_step_leads_on(World& world) {
    world.let_expire("root");
    world.publish({"root"});
    world.set("root", "expires", Json{to_rfc3339(world.now + std::chrono::days{9})});
    world.publish({"root"});
    CHECK_OK(world.refresh());
    CHECK_EQ(world.believed("root"), 3);
}

// Whoever had the old keys signed the highest version there is; new keys begin again.
void recovers(World& world, const Names& rotated) {
    for (const auto* role : {"timestamp", "snapshot", "targets"}) world.set_version(role, 99'999);
    world.publish_all();
    CHECK_OK(world.refresh());
    CHECK_EQ(world.believed("snapshot"), 100'000);
    for (const auto& role : rotated) world.appoint(role, {role + "-new"});
    world.publish({"root"});
    for (const auto* role : {"timestamp", "snapshot", "targets"}) world.set_version(role, 1);
    world.publish_all();
    CHECK_OK(world.refresh());
    for (const auto* role : {"timestamp", "snapshot", "targets"}) CHECK_EQ(world.believed(role), 2);
}

void recovers_by_both(World& world) {
    recovers(world, {"timestamp", "snapshot"});
}
void recovers_by_timestamp(World& world) {
    recovers(world, {"timestamp"});
}
void recovers_by_snapshot(World& world) {
    recovers(world, {"snapshot"});
}

void a_further_key_is_no_rotation(World& world) {
    world.publish_all();
    CHECK_OK(world.refresh());
    world.appoint("timestamp", {"timestamp", "second"});
    world.publish({"root"});
    world.set_version("timestamp", 0);
    world.publish({"timestamp"});
    CHECK_REFUSED(world.refresh(), "tuf.timestamp.rollback");
}

void new_keys_must_sign(World& world) {
    CHECK_OK(world.refresh());
    for (const auto* role : {"timestamp", "snapshot", "targets"}) {
        World own;
        CHECK_OK(own.refresh());
        own.appoint(role, {"new"});
        own.let_sign(role, {role});
        own.publish({"root"});
        own.publish_all();
        CHECK_REFUSED(own.refresh(), "tuf.signature.threshold");
        CHECK_EQ(own.believed("root"), 2);
    }
}

void old_targets_do_not_survive_their_key(World& world) {
    CHECK_OK(world.refresh());
    world.appoint("targets", {"new"});
    world.publish({"root"});
    // Nothing new is signed: what is kept was signed by a key that is gone.
    CHECK_REFUSED(world.refresh(), "tuf.signature.threshold");
}

}  // namespace

int run_root_tests() {
    const CMUnitTest tests[] = {
        test<rotations_that_hold, World>("a root signed by enough of the old keys and of its own is followed"),
        test<rotations_that_do_not, World>("a root that lacks signatures of the old or of its own keys is refused"),
        test<no_step_is_skipped, World>("a root that is not the next one is refused"),
        test<each_step_is_kept, World>("each root on the way is kept before the next is asked for"),
        test<a_bad_step_keeps_the_good_ones, World>("a forged root ends the update after the good ones"),
        test<steps_are_bounded, World>("one update follows a bounded number of roots"),
        test<an_expired_step_leads_on, World>("an expired root on the way leads to the next"),
        test<recovers_by_both, World>("new timestamp and snapshot keys undo a fast-forward"),
        test<recovers_by_timestamp, World>("new timestamp keys undo a fast-forward"),
        test<recovers_by_snapshot, World>("new snapshot keys undo a fast-forward"),
        test<a_further_key_is_no_rotation, World>("a key that only comes in addition does not allow a rollback"),
        test<new_keys_must_sign, World>("documents signed by replaced keys are refused"),
        test<old_targets_do_not_survive_their_key, World>("kept targets are refused once their key was replaced"),
    };
    return run("trust.root", tests);
}
