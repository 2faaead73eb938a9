// Documents whose time is over: where that ends an update, and where a kiosk takes them all the same.
#include "tests/trust/trust_tests.hpp"
#include "tests/trust/world.hpp"

using namespace baken;
using namespace baken::testing;
using trust::ExpiryPolicy;
using trust::Json;

namespace {

void expired_strictly(World& world) {
    CHECK_OK(world.refresh());
    for (const auto* role : {"timestamp", "snapshot", "targets"}) {
        World own;
        CHECK_OK(own.refresh());
        own.let_expire(role);
        own.publish_all();
        CHECK_REFUSED(own.refresh(), std::string("tuf.") + role + ".expired");
        CHECK_EQ(own.believed(role), 1);
    }
    world.let_expire("root");
    world.publish({"root"});
    CHECK_REFUSED(world.refresh(), "tuf.root.expired");
    CHECK_EQ(world.believed("root"), 2);
    CHECK_EQ(world.asked(), std::string("2.root 3.root"));
}

void expiry_is_a_boundary(World& world) {
    world.set("timestamp", "expires", Json{to_rfc3339(world.now)});
    world.publish({"timestamp"});
    CHECK_REFUSED(world.refresh(), "tuf.timestamp.expired");
    world.set("timestamp", "expires", Json{to_rfc3339(world.now + std::chrono::seconds{1})});
    world.publish({"timestamp"});
    CHECK_OK(world.refresh());
}

void frozen(World& world) {
    CHECK_OK(world.refresh());
    world.now += std::chrono::days{31};
    world.set("root", "expires", Json{to_rfc3339(world.now + std::chrono::days{31})});
    world.publish({"root"});
    CHECK_REFUSED(world.refresh(), "tuf.timestamp.expired");
}

void expired_ones_lead_to_newer(World& world) {
    CHECK_OK(world.refresh());
    world.now += std::chrono::days{31};
    for (const auto* role : {"root", "timestamp", "snapshot", "targets"}) {
        world.set(role, "expires", Json{to_rfc3339(world.now + std::chrono::days{31})});
    }
    world.publish({"root"});
    world.publish_all();
    CHECK_OK(world.refresh());
    CHECK_EQ(world.believed("targets"), 2);
}

void kiosk_remarks(World& world) {
    for (const auto* role : {"root", "timestamp", "snapshot", "targets"}) world.let_expire(role);
    world.publish({"root"});
    world.publish_all();
    CHECK_OK(world.refresh(ExpiryPolicy::Kiosk));
    CHECK_EQ(world.remarks.size(), 4U);
    CHECK_EQ(world.remarks[0].check, std::string("tuf.root.expired"));
    CHECK_EQ(world.remarks[1].check, std::string("tuf.timestamp.expired"));
    CHECK_EQ(world.believed("targets"), 2);
}

void kiosk_still_refuses(World& world) {
    world.publish_all();
    CHECK_OK(world.refresh(ExpiryPolicy::Kiosk));
    world.set_version("timestamp", 1);
    world.serve("timestamp");
    CHECK_REFUSED(world.refresh(ExpiryPolicy::Kiosk), "tuf.timestamp.rollback");
    World forged;
    forged.let_sign("targets", {"mallory"});
    forged.publish_all();
    CHECK_REFUSED(forged.refresh(ExpiryPolicy::Kiosk), "tuf.signature.threshold");
}

}  // namespace

int run_expiry_tests() {
    const CMUnitTest tests[] = {
        test<expired_strictly, World>("an expired document ends a strict update and is not kept, but a root is"),
        test<expiry_is_a_boundary, World>("a document is expired at the very moment it names"),
        test<frozen, World>("a repository that stands still is noticed when its timestamp expires"),
        test<expired_ones_lead_to_newer, World>("from expired documents an update leads to newer ones"),
        test<kiosk_remarks, World>("a kiosk takes expired documents and remarks upon each"),
        test<kiosk_still_refuses, World>("a kiosk refuses older and forged documents all the same"),
    };
    return run("trust.expiry", tests);
}
