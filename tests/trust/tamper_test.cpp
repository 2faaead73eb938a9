#include "exchange/trust/encoding.hpp"
#include "tests/trust/trust_tests.hpp"
#include "tests/trust/world.hpp"

using namespace baken;
using namespace baken::testing;
using trust::Json;

namespace {

// A small region, published twice, so that the client knows something older.
struct Region : World {
    Region() {
        delegate("targets", "region", {"bulletins/*"});
        add_target("region", "bulletins/flood.xml", "Water is coming");
        publish_all();
        CHECK_OK(download("bulletins/flood.xml"));
        add_target("region", "bulletins/flood.xml", "Water has gone");
        publish({"root"});
        publish_all();
    }
};

std::string signed_part(std::string_view document) {
    auto json = trust::parse_json(document);
    const Json* content = json ? json->find("signed") : nullptr;
    return content == nullptr ? "" : trust::canonical_json(*content);
}

// Whatever byte of whatever document is changed in whatever way: either it is refused, or what is believed is what was
// signed (a space, a signature that was not needed).
void flipped_bytes(Region& region) {
    const Names roles{"root", "timestamp", "snapshot", "targets", "region"};
    auto believed_before = region.store.documents;
    std::size_t refused = 0;
    for (const auto& role : roles) {
        auto good = region.served(role);
        for (std::size_t at = 0; at < good.size(); at += 3) {
            auto& served = region.served(role);
            served = good;
            served[at] = static_cast<char>(served[at] ^ (1 << (at % 8)));
            region.store.documents = believed_before;
            auto done = region.download("bulletins/flood.xml");
            refused += done ? 0 : 1;
            if (done) CHECK_EQ(signed_part(region.store.documents[role]), signed_part(good));
            if (region.store.documents[role] != believed_before[role]) {
                CHECK_EQ(signed_part(region.store.documents[role]), signed_part(good));
            }
            served = good;
        }
    }
    CHECK(refused > 500);
    CHECK_EQ(*region.download("bulletins/flood.xml"), std::string("Water has gone"));
}

void cut_short(Region& region) {
    for (const auto* role : {"root", "timestamp", "snapshot", "targets", "region"}) {
        auto good = region.served(role);
        for (std::size_t size = 0; size < good.size(); size += 37) {
            region.served(role) = good.substr(0, size);
            CHECK(!region.download("bulletins/flood.xml"));
        }
        region.served(role) = good;
    }
    CHECK_OK(region.download("bulletins/flood.xml"));
}

void swapped_documents(Region& region) {
    const Names roles{"root", "timestamp", "snapshot", "targets", "region"};
    for (const auto& role : roles) {
        for (const auto& other : roles) {
            if (role == other) continue;
            auto good = region.served(role);
            region.served(role) = region.served(other);
            auto done = region.download("bulletins/flood.xml");
            CHECK(!done);
            CHECK(done.error().check.ends_with(".type") || done.error().check == "tuf.signature.threshold");
            region.served(role) = good;
        }
    }
}

void wrong_key(Region& region) {
    for (const auto* role : {"root", "timestamp", "snapshot", "targets", "region"}) {
        auto good = region.served(role);
        region.let_sign(role, {"mallory"});
        region.serve(role);
        CHECK_REFUSED(region.download("bulletins/flood.xml"), "tuf.signature.threshold");
        region.let_sign(role, {role});
        region.served(role) = good;
    }
    CHECK_OK(region.download("bulletins/flood.xml"));
}

// The keys of one role, however rightful, open no other.
void key_of_another_role(Region& region) {
    for (const auto* role : {"root", "timestamp", "snapshot", "targets", "region"}) {
        for (const auto* other : {"root", "timestamp", "snapshot", "targets", "region"}) {
            if (std::string(role) == other) continue;
            auto good = region.served(role);
            region.let_sign(role, {other});
            region.serve(role);
            CHECK_REFUSED(region.download("bulletins/flood.xml"), "tuf.signature.threshold");
            region.let_sign(role, {role});
            region.served(role) = good;
        }
    }
}

void twice_the_same_member(Region& region) {
    auto& timestamp = region.served("timestamp");
    auto at = timestamp.find("\"version\":");
    timestamp.insert(at, "\"version\":99,");
    CHECK_REFUSED(region.refresh(), "tuf.timestamp.format");
}

}  // namespace

int run_tamper_tests() {
    const CMUnitTest tests[] = {
        test<flipped_bytes, Region>("no changed byte makes other content believed"),
        test<cut_short, Region>("no document that was cut short is believed"),
        test<swapped_documents, Region>("no document is believed in the place of another"),
        test<wrong_key, Region>("a document signed by a stranger is refused"),
        test<key_of_another_role, Region>("a document signed by another role is refused"),
        test<twice_the_same_member, Region>("a document that says something twice is refused"),
    };
    return run("trust.tamper", tests);
}
