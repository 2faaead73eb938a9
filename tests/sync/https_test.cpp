#include "kiosk/sync/https_road.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <thread>

#include "tests/support/child_process.hpp"
#include "tests/sync/kiosk.hpp"
#include "tests/sync/sync_tests.hpp"

using namespace baken;
using namespace baken::testing;
using namespace baken::sync;

namespace {

const std::string kTimestamp = "repository/metadata/timestamp.json";
constexpr ByteLimit kEnough{100'000};

// A server that behaves as its URL asks, and a kiosk.
struct Hostile : Point {
    ChildProcess server{{"python3", "tests/sync/hostile_server.py", region.stick().string()}};
    std::string port = server.line();
    HttpOptions options;

    [[nodiscard]] std::string base(const std::string& mode) const {
        return fmt::format("http://127.0.0.1:{}/{}", port, mode);
    }
    std::unique_ptr<HttpsRoad> road(const std::string& mode) { return road_over({base(mode)}); }
    std::unique_ptr<HttpsRoad> road_over(std::vector<std::string> bases) {
        return std::make_unique<HttpsRoad>(std::move(bases), options);
    }
    // What was asked since the last time.
    std::string log() {
        HttpClient client({});
        std::string text;
        CHECK_OK(client.get({fmt::format("http://127.0.0.1:{}/log", port), {}, ByteLimit{1U << 20U}, {}}, text));
        return text;
    }
};

void whole_way_past_the_hostile(Hostile& here) {
    auto road = here.road("plain");
    CHECK(here.take_in(*road).kind == Outcome::Kind::Switched);
    CHECK_EQ(here.shown().size(), 3U);
    (void)here.log();
    CHECK(here.take_in(*road).kind == Outcome::Kind::Unchanged);
    CHECK_EQ(here.log(), std::string("/plain/baken/repository/metadata/2.root.json 404 -\n"
                                     "/plain/baken/repository/metadata/timestamp.json 304 -"));
}

void resumes(Hostile& here) {
    std::string picture(60'003, 'p');
    here.region.set("pages/water/picture.png", picture);
    here.region.publish();
    CHECK(here.take_in(*here.road("truncate")).kind == Outcome::Kind::Switched);
    CHECK(here.log().find(" 206 bytes=30002-") != std::string::npos);
    CHECK_EQ(here.shown()["pages/water/picture.png"], picture);
}

void resumes_from_the_start(Hostile& here) {
    CHECK(here.take_in(*here.road("truncate-once")).kind == Outcome::Kind::Switched);
    CHECK(here.log().find(" 200 bytes=") != std::string::npos);
}

void named_failures(Hostile& here) {
    here.update();
    auto before = here.shown();
    here.region.set("bulletins/flood.xml", message("flood", "Nieuw"));
    here.region.publish();
    here.options.slow_for = std::chrono::seconds{1};
    const std::pair<const char*, const char*> cases[] = {
        {"cut", "http.broken"},       {"endless", "tuf.root.length"}, {"html", "http.captive"},
        {"sly-html", "http.captive"}, {"redirect", "http.captive"},   {"login", "http.captive"},
        {"error", "http.status"},     {"stall", "http.slow"},         {"endless-error", "http.status"},
    };
    for (const auto& [mode, check] : cases) {
        auto outcome = here.take_in(*here.road(mode));
        CHECK_EQ(std::string(mode) + ": " + (outcome.why ? outcome.why->check : ""), std::string(mode) + ": " + check);
        CHECK_EQ(outcome.kind == Outcome::Kind::NotReached, std::string_view(check).starts_with("http."));
    }
    auto dead = here.road_over({fmt::format("http://127.0.0.1:{}", free_port())});
    CHECK_EQ(here.take_in(*dead).why->check, std::string("http.connect"));
    CHECK_REFUSED(here.road("other-part")->fetch("repository/metadata/1.targets.json", kEnough), "http.range");
    CHECK_REFUSED(here.road("plain")->fetch("../secret", kEnough), "http.name");
    CHECK(here.shown() == before);
    CHECK(here.take_in(*here.road("plain")).kind == Outcome::Kind::Switched);
}

void bounded(Hostile& here) {
    auto road = here.road("endless");
    CHECK_REFUSED(road->fetch("repository/targets/x", ByteLimit{1000}), "repository.too_large");
    CHECK_REFUSED(here.road("plain")->fetch(kTimestamp, ByteLimit{10}), "repository.too_large");
}

// Each of these would hold the road for ever, or for hours, and never seem dead.
void who_ends_nothing_is_left(Hostile& here) {
    here.options.small_within = std::chrono::seconds{2};
    CHECK_REFUSED(here.road("drip")->fetch("repository/metadata/2.root.json", kEnough), "http.slow");
    CHECK_REFUSED(here.road("drip")->fetch(kTimestamp, kEnough), "http.slow");
    auto road = here.road_over({here.base("endless-error"), here.base("drip"), here.base("plain")});
    CHECK(here.take_in(*road).kind == Outcome::Kind::Switched);
}

// Two thousand bits a second is slow, not dead.
void slow_is_not_dead(Hostile& here) {
    here.options.slow_for = std::chrono::seconds{2};
    auto got = here.road("slow")->fetch(kTimestamp, kEnough);
    CHECK_OK(got);
    CHECK(got->has_value());
}

void bases_in_order(Hostile& here) {
    auto road = here.road_over({here.base("error"), here.base("html"), here.base("plain")});
    CHECK(here.take_in(*road).kind == Outcome::Kind::Switched);
    auto first = here.log();
    CHECK(first.starts_with("/error/"));
    CHECK(first.find("/html/") != std::string::npos);
    // It stays with the one that answers.
    CHECK(here.take_in(*road).kind == Outcome::Kind::Unchanged);
    CHECK(here.log().starts_with("/plain/"));
}

void what_another_base_began_is_not_gone_on_with(Hostile& here) {
    auto road = here.road_over({here.base("false-start"), here.base("plain")});
    CHECK(here.take_in(*road).kind == Outcome::Kind::Switched);
    CHECK(here.log().find(" 206 ") == std::string::npos);
}

// It answers, so that only who reads what came knows that it is of no use.
void a_base_is_left(Hostile& here) {
    auto road = here.road_over({here.base("nothing"), here.base("plain")});
    CHECK_EQ(here.take_in(*road).why->check, std::string("tuf.timestamp.missing"));
    road->leave_base();
    (void)here.log();
    CHECK(here.take_in(*road).kind == Outcome::Kind::Switched);
    CHECK(here.log().find("/nothing/") == std::string::npos);
    // In the sixteenth round the first is asked again.
    for (int round = 3; round <= 16; ++round) CHECK_OK(road->begin_round());
    CHECK_OK(road->fetch(kTimestamp, kEnough));
    CHECK(here.log().starts_with("/nothing/"));
}

void nothing_of_a_base_that_was_left_is_kept(Hostile& here) {
    auto road = here.road_over({here.base("plain"), here.base("plain")});
    CHECK(here.take_in(*road).kind == Outcome::Kind::Switched);
    road->leave_base();
    (void)here.log();
    CHECK(here.take_in(*road).kind == Outcome::Kind::Unchanged);
    CHECK(here.log().ends_with("/timestamp.json 200 -"));
}

struct Interruptible : Hostile {
    std::array<int, 2> ends{};
    Interruptible() {
        CHECK_EQ(::pipe(ends.data()), 0);
        options.interrupts = {ends[0]};
    }
    ~Interruptible() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    void interrupt() const { CHECK_EQ(::write(ends[1], "x", 1), 1); }
};

void interrupted(Interruptible& here) {
    here.interrupt();
    auto outcome = here.take_in(*here.road("stall"));
    CHECK_EQ(outcome.why->check, std::string("http.interrupted"));
    CHECK(here.shown().empty());
}

void news(Interruptible& here) {
    auto road = here.road("plain");
    CHECK(road->wait_for_news(0, "draaikom") == HttpsRoad::News::NotHeld);
    CHECK(here.road("error")->wait_for_news(1, "draaikom") == HttpsRoad::News::NotOffered);
    CHECK(here.road("html")->wait_for_news(1, "draaikom") == HttpsRoad::News::NotOffered);
    CHECK(here.road_over({fmt::format("http://127.0.0.1:{}", free_port())})->wait_for_news(1, "draaikom") ==
          HttpsRoad::News::NotReached);
    // Held until somebody publishes, which this thread does while another one waits.
    HttpsRoad::News told{};
    std::thread waiting([&] { told = road->wait_for_news(1, "draaikom"); });
    while (here.log().find("held") == std::string::npos) {
    }
    HttpClient client({});
    std::string nothing;
    CHECK_OK(client.get({fmt::format("http://127.0.0.1:{}/fire", here.port), {}, kEnough, {}}, nothing));
    waiting.join();
    CHECK(told == HttpsRoad::News::Something);
    here.interrupt();
    CHECK(road->wait_for_news(1, "draaikom") == HttpsRoad::News::Interrupted);
}

void urls() {
    CHECK_EQ(url_of("https://cp.example.nl/", "repository/targets/a b/é%.md"),
             std::string("https://cp.example.nl/baken/repository/targets/a%20b/%C3%A9%25.md"));
    CHECK_EQ(url_of("https://cp.example.nl/x", "changes"), std::string("https://cp.example.nl/x/baken/changes"));
}

}  // namespace

int run_https_tests() {
    const CMUnitTest tests[] = {
        test<whole_way_past_the_hostile, Hostile>("content comes over HTTP, and a second round is one 304"),
        test<resumes, Hostile>("what breaks off again and again is resumed where it was"),
        test<resumes_from_the_start, Hostile>("a server that knows no ranges sends it whole"),
        test<named_failures, Hostile>("everything a network does wrong has a name and changes nothing"),
        test<bounded, Hostile>("an endless answer is read up to its limit"),
        test<who_ends_nothing_is_left, Hostile>(
            "a base that ends neither an error nor what is small is left for the next"),
        test<slow_is_not_dead, Hostile>("a very slow answer is waited for"),
        test<bases_in_order, Hostile>("base URLs are asked in order, and the one that answers is kept"),
        test<what_another_base_began_is_not_gone_on_with, Hostile>("what one base began falsely, another gives whole"),
        test<a_base_is_left, Hostile>("a base with nothing to be believed is left for the next, and asked again later"),
        test<nothing_of_a_base_that_was_left_is_kept, Hostile>("what was remembered of a base is forgotten with it"),
        test<interrupted, Interruptible>("something more urgent breaks a transfer off at once"),
        test<news, Interruptible>("news is waited for, and told as what it is"),
        test<urls>("names become URLs"),
    };
    return run("https", tests);
}
