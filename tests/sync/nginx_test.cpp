#include <fmt/format.h>

#include <sstream>

#include "tests/sync/kiosk.hpp"
#include "tests/sync/sync_tests.hpp"
#include "tests/sync/web_server.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::sync;

namespace {

// A region's folder behind a plain web server.
struct Served : Point {
    TempFolder work;
    WebServer server{region.stick(), work.path};
    std::unique_ptr<HttpsRoad> road(const std::string& name, Path authority) {
        return server.road(name, std::move(authority));
    }
};

void whole_way(Served& here) {
    // Published an hour ago.
    auto timestamp = here.region.repository() / "metadata/timestamp.json";
    std::filesystem::last_write_time(timestamp, std::filesystem::last_write_time(timestamp) - std::chrono::hours{1});
    auto road = here.road("good", here.server.authority());
    CHECK(here.take_in(*road).kind == Outcome::Kind::Switched);
    CHECK_EQ(here.shown().size(), 3U);
    CHECK(here.take_in(*road).kind == Outcome::Kind::Unchanged);
    auto last = here.server.log(*road).back();
    CHECK(last.starts_with("304 HTTP/2.0 "));
    CHECK(last.ends_with("timestamp.json"));
}

// One message changes in a region of forty: what travels both ways, without the handshake. It is published again within
// the second, when nginx gives the newer timestamp the tag of the older one.
void small_update(Served& here) {
    for (int i = 0; i < 40; ++i) {
        here.region.set(fmt::format("bulletins/message-{}.xml", i), message(fmt::format("m{}", i), "Bericht"));
    }
    here.region.publish();
    auto road = here.road("good", here.server.authority());
    CHECK(here.take_in(*road).kind == Outcome::Kind::Switched);
    auto before = here.server.log(*road).size();
    here.region.set("bulletins/message-7.xml", message("m7", "Gewijzigd"));
    here.region.publish();
    auto outcome = here.take_in(*road);
    CHECK(outcome.kind == Outcome::Kind::Switched);
    CHECK_EQ(outcome.fetched_files, 1U);
    auto lines = here.server.log(*road);
    std::size_t bytes = 0;
    for (auto at = before; at < lines.size(); ++at) {
        std::istringstream words(lines[at]);
        std::string status;
        std::string protocol;
        std::size_t sent = 0;
        std::size_t asked = 0;
        words >> status >> protocol >> sent >> asked;
        bytes += sent + asked;
    }
    CHECK_EQ(lines.size() - before, 5U);
    CHECK(bytes > 1000);
    CHECK(bytes < 10'000);
}

void who_is_believed(Served& here) {
    TempFolder other;
    ThrowawayAuthority stranger(other.path);
    CHECK_EQ(here.take_in(*here.road("good", stranger.certificate())).why->check, std::string("http.tls"));
    CHECK_EQ(here.take_in(*here.road("good", {})).why->check, std::string("http.tls"));
    CHECK_EQ(here.take_in(*here.road("elsewhere", here.server.authority())).why->check, std::string("http.tls"));
    CHECK_EQ(here.take_in(*here.road("good", other.path / "missing.pem")).why->check, std::string("http.tls"));
    CHECK(here.shown().empty());
}

// A kiosk whose clock stands in another year must still hear from its coordination point.
void dates_do_not_matter(Served& here) {
    CHECK(here.take_in(*here.road("expired", here.server.authority())).kind == Outcome::Kind::Switched);
}

}  // namespace

int run_nginx_tests() {
    const CMUnitTest tests[] = {
        test<whole_way, Served>("content comes over TLS and HTTP/2 from a plain web server"),
        test<small_update, Served>("a one-message update costs under ten kilobytes"),
        test<who_is_believed, Served>("only the pinned authority is believed, and only for this address"),
        test<dates_do_not_matter, Served>("an expired certificate of the pinned authority is still its own"),
    };
    return run("nginx", tests);
}
