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

asio::awaitable<Response> call(Work work) {
    co_return work.run();
}

}  // namespace

asio::awaitable<Response> Crew::run(Work work) {
    auto& chosen = lane(work.lane);
    if (chosen.waiting >= most_waiting(work.lane)) co_return plain_answer(Route::Other, 503, "too much to do\n");
    ++chosen.waiting;
    auto done = co_await asio::co_spawn(chosen.thread, call(std::move(work)), asio::use_awaitable);
    --chosen.waiting;
    co_return done;
}

void Crew::stop() {
    for (auto& lane : lanes_) {
        lane.thread.stop();
        lane.thread.join();
    }
}

}  // namespace baken::cp
