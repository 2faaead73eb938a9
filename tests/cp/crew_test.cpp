#include "cp/hub/crew.hpp"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>

#include "tests/cp/cp_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

namespace asio = boost::asio;

const std::string kBalancer = "192.0.2.1";
constexpr std::size_t kMegabyte = 1'000'000;

// A crew whose desk's lane does nothing before it may.
struct BusyCrew {
    asio::io_context loop;
    asio::executor_work_guard<asio::io_context::executor_type> open = asio::make_work_guard(loop);
    Crew crew;
    std::promise<void> may;
    std::shared_future<void> go = may.get_future().share();
    std::size_t asked = 0;
    std::size_t done = 0;
    std::size_t refused = 0;

    BusyCrew() { ask(await_go()); }
    ~BusyCrew() {
        finish();
        crew.stop();
    }

    Work await_go(Lane lane = Lane::Desk, std::function<void()> give_up = {}) {
        return {lane,
                [go = go]() -> Response {
                    go.wait();
                    return Answer{};
                },
                std::move(give_up)};
    }
    asio::awaitable<void> count(Work work, std::string origin) {
        auto response = co_await crew.run(std::move(work), std::move(origin));
        auto& counter = std::get<Answer>(response).status == 503 ? refused : done;
        ++counter;
    }
    void ask(Work work, const std::string& origin = {}) {
        ++asked;
        asio::co_spawn(loop, count(std::move(work), origin), asio::detached);
        loop.poll();
    }
    // How many of so many pieces are refused.
    std::size_t refuses(std::size_t many, const Party& party, const std::string& origin = kBalancer,
                        std::size_t bytes = 0) {
        auto before = refused;
        for (std::size_t count = 0; count < many; ++count) {
            ask({.run = [] { return Answer{}; }, .party = party, .bytes = bytes}, origin);
        }
        return refused - before;
    }
    void finish() {
        if (done == 0) may.set_value();
        while (done + refused < asked) loop.run_one();
    }
};

Party session(std::size_t number) {
    return {Share::Session, std::to_string(number)};
}

void serves_a_whole_region(BusyCrew& busy) {
    for (std::size_t desk = 0; desk < 40; ++desk) CHECK_EQ(busy.refuses(11, session(desk)), 0U);
    CHECK_EQ(busy.refuses(240, {}), 0U);
    busy.finish();
    CHECK_EQ(busy.done, 1U + 440U + 240U);
}

void keeps_strangers_in_their_place(BusyCrew& busy) {
    CHECK(busy.refuses(1'000, {}, "198.51.100.7") > 0U);
    CHECK_EQ(busy.refuses(6, {}), 0U);
    for (std::size_t other = 0; other < 30; ++other) busy.refuses(100, {}, "198.51.100." + std::to_string(other));
    for (std::size_t desk = 0; desk < 40; ++desk) CHECK_EQ(busy.refuses(11, session(desk)), 0U);
    CHECK_EQ(busy.refuses(1, {Share::Own}, ""), 0U);
}

void gives_up_where_the_lane_is_full(BusyCrew& busy) {
    CHECK(busy.refuses(1'000, {}) > 0U);
    std::atomic<int> given_up = 0;
    for (int tries = 0; tries < 10; ++tries) {
        busy.ask(busy.await_go(Lane::Door, [&given_up] { ++given_up; }), kBalancer);
    }
    busy.finish();
    CHECK_EQ(given_up.load(), 2);
}

void keeps_the_public_in_its_place(BusyCrew& busy) {
    CHECK(busy.refuses(1'000, {Share::Public}) > 900U);
    CHECK_EQ(busy.refuses(6, session(1)), 0U);
    CHECK_EQ(busy.refuses(6, {}), 0U);
}

void lets_no_session_fill_the_lane(BusyCrew& busy) {
    CHECK(busy.refuses(1'000, session(1)) > 900U);
    CHECK_EQ(busy.refuses(6, session(2)), 0U);
}

void holds_no_end_of_bodies(BusyCrew& busy) {
    std::size_t refused = 0;
    for (std::size_t desk = 0; desk < 40; ++desk) refused += busy.refuses(2, session(desk), kBalancer, 2 * kMegabyte);
    CHECK_EQ(refused, 80U - 33U);
    CHECK_EQ(busy.refuses(6, session(1), kBalancer, 1'000), 0U);
    busy.finish();
    CHECK_EQ(busy.refuses(1, session(1), kBalancer, 2 * kMegabyte), 0U);
}

}  // namespace

int run_crew_tests() {
    const CMUnitTest tests[] = {
        test<serves_a_whole_region, BusyCrew>("forty desks behind one address ask all their questions at once"),
        test<keeps_strangers_in_their_place, BusyCrew>("no stranger, nor many of them, keep out who is signed in"),
        test<gives_up_where_the_lane_is_full, BusyCrew>("what finds no room is given up, however much waits"),
        test<keeps_the_public_in_its_place, BusyCrew>("who reads the public feed keeps nobody out of the desk"),
        test<lets_no_session_fill_the_lane, BusyCrew>("one browser alone does not fill the lane"),
        test<holds_no_end_of_bodies, BusyCrew>(
            "what waits holds no more than 64 MiB of bodies, and small ones all the same"),
    };
    return cmocka_run_group_tests_name("crew", tests, nullptr, nullptr);
}
