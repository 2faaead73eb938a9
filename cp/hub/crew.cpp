#include "cp/hub/crew.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace baken::cp {
namespace {

namespace asio = boost::asio;

// Thousands of kiosks hand in at once when a network comes back; their records are kept many at a time.
constexpr std::size_t most_waiting(Lane lane) {
    return lane == Lane::Counter ? 2'048 : 64;
}

// A whole coordination point, or all kiosks of a provider, may sit behind one address; but nobody alone fills a lane.
constexpr std::size_t most_of_one_origin(Lane lane) {
    return lane == Lane::Counter ? most_waiting(lane) : lane == Lane::Door ? 8 : most_waiting(lane) / 2;
}

asio::awaitable<Response> call(Work work) {
    co_return work.run();
}

Response refuse_work(Work work) {
    auto answer = plain_answer(Route::Other, 503, "too much to do\n");
    if (!work.give_up) return answer;
    return Work{Lane::Desk, [answer, give_up = std::move(work.give_up)]() -> Response {
                    give_up();
                    return answer;
                }};
}

}  // namespace

asio::awaitable<Response> Crew::run(Work work, std::string origin) {
    auto& chosen = lane(work.lane);
    auto theirs = chosen.by_origin.find(origin);
    bool too_many = theirs != chosen.by_origin.end() && theirs->second >= most_of_one_origin(work.lane);
    if (too_many || chosen.waiting >= most_waiting(work.lane)) {
        co_return refuse_work(std::move(work));
    }
    ++chosen.waiting;
    ++chosen.by_origin[origin];
    auto done = co_await asio::co_spawn(chosen.thread, call(std::move(work)), asio::use_awaitable);
    --chosen.waiting;
    if (--chosen.by_origin[origin] == 0) chosen.by_origin.erase(origin);
    co_return done;
}

void Crew::stop() {
    for (auto& lane : lanes_) {
        lane.thread.stop();
        lane.thread.join();
    }
}

}  // namespace baken::cp
