// Content by stick and network, across threads. Run under the thread sanitizer as well.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "kiosk/supply/supply.hpp"
#include "kiosk/sync/http_client.hpp"
#include "tests/supply/bell.hpp"
#include "tests/supply/supply_point.hpp"
#include "tests/supply/supply_tests.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/slow_disk.hpp"

using namespace baken;
using namespace baken::supply;
using namespace baken::testing;
using sync::Outcome;

namespace {

struct Worker : SupplyPoint {
    Bell bell;
    std::unique_ptr<Supply> supply;

    void start() {
        auto started = Supply::start(files, clock, supplier(), [this] { bell.ring(); });
        CHECK_OK(started);
        supply = std::move(*started);
    }
    // The next news with something to show or to tell.
    SupplyNews next() {
        while (true) {
            for (auto& news : supply->take()) {
                if (news.holdings || news.stick || news.wrote) return std::move(news);
            }
            CHECK(bell.wait());
        }
    }
    ~Worker() { supply.reset(); }
};

void a_stick_is_noticed(Worker& worker) {
    worker.start();
    std::filesystem::rename(worker.region.stick(), worker.temp.path / "stick");
    auto news = worker.next();
    CHECK(news.stick->kind == Outcome::Kind::Switched);
    CHECK_EQ(news.holdings->alerts.size(), 2U);
    std::filesystem::rename(worker.temp.path / "stick", worker.region.stick());
    std::filesystem::create_directories(worker.temp.path / "empty");
    std::filesystem::rename(worker.temp.path / "empty", worker.temp.path / "stick");
    CHECK_EQ(worker.next().stick->why->check, std::string("stick.empty"));
}

// A link on a stick would lead what is written there to somewhere else, such as our own disk.
void takes_nothing_through_links(Worker& worker, const std::string& check) {
    auto elsewhere = worker.temp.path / "elsewhere";
    std::filesystem::create_directories(elsewhere);
    for (const char* name : {"outbox", "receipts", "statistics"})
        std::filesystem::create_symlink(elsewhere, worker.region.stick() / "baken" / name);
    worker.start();
    std::filesystem::rename(worker.region.stick(), worker.temp.path / "stick");
    auto news = worker.next();
    CHECK_EQ(news.stick->why->check, check);
    CHECK(!news.stick_at);
    worker.supply->order({StickOrder::What::Counts, "counts.csv", "hour,dimension,value,count\r\n"});
    CHECK_EQ(worker.next().wrote->failed->check, std::string("stick.none"));
    CHECK(std::filesystem::is_empty(elsewhere));
}

void links_lead_nowhere(Worker& worker) {
    takes_nothing_through_links(worker, "stick.kind");
}

// The round is broken off at the name, which comes before them.
void links_behind_another_fault_lead_nowhere(Worker& worker) {
    std::ofstream(worker.region.stick() / "baken" / "a:b") << "x";
    takes_nothing_through_links(worker, "stick.name");
}

void another_fault_alone_keeps_no_record_back(Worker& worker) {
    std::ofstream(worker.region.stick() / "baken" / "a:b") << "x";
    worker.start();
    std::filesystem::rename(worker.region.stick(), worker.temp.path / "stick");
    auto news = worker.next();
    CHECK_EQ(news.stick->why->check, std::string("stick.name"));
    CHECK(news.stick_at == worker.temp.path / "stick");
}

// A stick that is quick enough for the kernel, and takes twenty seconds for each look.
struct BesideASlowStick : Worker {
    SlowDisk slow{clock, std::chrono::seconds{20}, temp.path / "stick"};

    void start_slowly() {
        auto started = Supply::start(slow, clock, supplier(), [this] { bell.ring(); });
        CHECK_OK(started);
        supply = std::move(*started);
    }
    // Before the disk that its thread reads.
    ~BesideASlowStick() { supply.reset(); }
};

void a_slow_stick_is_left(BesideASlowStick& worker) {
    for (int i = 0; i < 100; ++i)
        std::filesystem::create_directories(worker.region.stick() / "baken" / "more" / std::to_string(i));
    worker.start_slowly();
    std::filesystem::rename(worker.region.stick(), worker.temp.path / "stick");
    auto news = worker.next();
    CHECK(news.stick->kind == Outcome::Kind::NotReached);
    CHECK_EQ(news.stick->why->check, std::string("stick.read"));
    CHECK(worker.slow.looks() < 20);
}

// The hub holds our question; what is published meanwhile comes at once.
void the_hub_calls(Worker& worker) {
    ChildProcess server({"python3", "tests/sync/hostile_server.py", worker.region.stick().string()});
    auto base = fmt::format("http://127.0.0.1:{}", server.line());
    auto ask = [&](const std::string& path) {
        sync::HttpClient client({});
        std::string text;
        CHECK_OK(client.get({base + path, {}, ByteLimit{1U << 20U}, {}}, text));
        return text;
    };
    worker.wishes.hubs = {base + "/plain"};
    worker.start();
    auto first = worker.next();
    CHECK(first.reception.road == Reception::Road::Network);
    CHECK_EQ(first.holdings->alerts.size(), 2U);
    while (ask("/log").find("held") == std::string::npos) {
    }
    worker.region.set("bulletins/third.xml", message("third", "Derde bericht"));
    worker.region.publish();
    ask("/fire");
    CHECK_EQ(worker.next().holdings->alerts.size(), 3U);
    // While it waits at the hub's door, a stick still comes first.
    std::filesystem::create_directories(worker.temp.path / "empty");
    std::filesystem::rename(worker.temp.path / "empty", worker.temp.path / "stick");
    CHECK_EQ(worker.next().stick->why->check, std::string("stick.empty"));
}

// As many questions as answers would cost the battery and the bundle.
void who_holds_no_question_is_left_alone(Worker& worker) {
    ChildProcess server({"python3", "tests/sync/hostile_server.py", worker.region.stick().string()});
    auto base = fmt::format("http://127.0.0.1:{}", server.line());
    worker.wishes.hubs = {base + "/restless"};
    worker.start();
    CHECK(worker.next().reception.road == Reception::Road::Network);
    auto questions = [&] {
        sync::HttpClient client({});
        std::string text;
        CHECK_OK(client.get({base + "/log", {}, ByteLimit{1U << 20U}, {}}, text));
        std::size_t found = 0;
        for (auto at = text.find("changes"); at != std::string::npos; at = text.find("changes", at + 1)) ++found;
        return found;
    };
    std::size_t asked = 0;
    while (asked == 0) asked = questions();
    // Whoever asks without a pause asks about as often as we do here.
    for (int ours = 0; ours < 200; ++ours) asked += questions();
    CHECK(asked < 20);
}

// Had it to wait for its usual minute, the second news would still be the first hub's.
void a_useless_hub_keeps_no_other_out(Worker& worker) {
    ChildProcess server({"python3", "tests/sync/hostile_server.py", worker.region.stick().string()});
    auto base = fmt::format("http://127.0.0.1:{}", server.line());
    worker.wishes.hubs = {base + "/nothing", base + "/plain"};
    worker.start();
    std::vector<SupplyNews> heard;
    while (true) {
        std::ranges::move(worker.supply->take(), std::back_inserter(heard));
        if (heard.size() >= 2) break;
        CHECK(worker.bell.wait());
    }
    CHECK_EQ(heard[0].problems.at(0).check, std::string("tuf.timestamp.missing"));
    CHECK(heard[1].reception.road == Reception::Road::Network);
    CHECK_EQ(heard[1].holdings->alerts.size(), 2U);
}

void it_ends_at_once(Worker& worker) {
    for (int i = 0; i < 10; ++i) worker.start();
}

}  // namespace

int run_supply_worker_tests() {
    const CMUnitTest tests[] = {
        test<a_stick_is_noticed, Worker>("the worker notices sticks"),
        test<links_lead_nowhere, Worker>("a stick with links on it takes no records and is not written to"),
        test<links_behind_another_fault_lead_nowhere, Worker>("nor does one with links behind a name that is refused"),
        test<another_fault_alone_keeps_no_record_back, Worker>(
            "a stick with a name that is refused still takes records"),
        test<a_slow_stick_is_left, BesideASlowStick>("a stick that takes minutes for a few folders is left"),
        test<the_hub_calls, Worker>("what is published while the worker waits comes at once, and a stick comes first"),
        test<a_useless_hub_keeps_no_other_out, Worker>("a hub with nothing to be believed keeps no other out"),
        test<who_holds_no_question_is_left_alone, Worker>(
            "a hub that answers every question at once is not asked without end"),
        test<it_ends_at_once, Worker>("the worker ends when nobody wants it any more"),
    };
    return run("supply worker", tests);
}
