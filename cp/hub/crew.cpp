#include "cp/hub/crew.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace baken::cp {
namespace {

namespace asio = boost::asio;

struct Bounds {
    std::size_t all = 64;
    std::size_t of_origins = 64;  // together
    std::size_t of_one_origin = 32;
    std::size_t of_one_session = 32;
    std::size_t of_public = 0;
};

// Forty coordination points, perhaps behind one balancer, ask eleven questions each when there is news, six at a time.
// What waits holds little but its body: the head of a request is of 8 KiB at most.
constexpr Bounds kDesk{.all = 1'024, .of_origins = 512, .of_one_origin = 256, .of_one_session = 32, .of_public = 32};

// Thousands of kiosks hand in at once when a network comes back; their records are kept many at a time. All kiosks of a
// provider may sit behind one address.
constexpr Bounds kCounter{.all = 2'048, .of_origins = 2'048, .of_one_origin = 2'048};

// A password takes a tenth of a second of a processor.
constexpr Bounds kDoor{.of_one_origin = 8, .of_one_session = 8};

constexpr Bounds bounds_of(Lane lane) {
    return lane == Lane::Desk ? kDesk : lane == Lane::Counter ? kCounter : lane == Lane::Door ? kDoor : Bounds{};
}

// Bodies that lie in memory while they wait; what is small has room all the same.
constexpr std::size_t kMostBytes = 64 * 1024 * 1024;
constexpr std::size_t kSmall = 16 * 1024;

constexpr std::size_t most_of(Share share, const Bounds& bounds) {
    return share == Share::Origin    ? bounds.of_one_origin
           : share == Share::Session ? bounds.of_one_session
                                     : bounds.of_public;
}

std::size_t counted(const auto& counts, const auto& key) {
    auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
}

asio::awaitable<Response> call(Work work) {
    co_return work.run();
}

Response refuse_work(Work work) {
    auto answer = plain_answer(Route::Other, 503, "too much to do\n");
    if (!work.give_up) return answer;
    return Work{.lane = Lane::Desk,
                .run = [answer, give_up = std::move(work.give_up)]() -> Response {
                    give_up();
                    return answer;
                },
                .party = {Share::Own}};
}

}  // namespace

bool Crew::has_room(const LaneOfWork& lane, const Work& work, const Whose& whose) {
    auto bounds = bounds_of(work.lane);
    auto share = whose.first;
    if (lane.waiting >= bounds.all || counted(lane.by_whose, whose) >= most_of(share, bounds)) return false;
    if (share == Share::Origin && counted(lane.by_share, share) >= bounds.of_origins) return false;
    return work.bytes <= kSmall || lane.bytes + work.bytes <= kMostBytes;
}

asio::awaitable<Response> Crew::run(Work work, std::string origin) {
    auto party = work.party;
    Response response = std::move(work);
    // One piece of work may lead to another, in another lane.
    while (auto* next = std::get_if<Work>(&response)) {
        auto piece = std::move(*next);
        if (piece.party.share != Share::Own) piece.party = party;
        response = co_await run_one(std::move(piece), origin);
    }
    co_return response;
}

asio::awaitable<Response> Crew::run_one(Work work, std::string origin) {
    auto& chosen = lane(work.lane);
    auto share = work.party.share;
    if (share == Share::Own) {
        auto own = co_await asio::co_spawn(chosen.thread, call(std::move(work)), asio::use_awaitable);
        co_return own;
    }
    Whose whose{share, share == Share::Origin ? std::move(origin) : work.party.session};
    if (!has_room(chosen, work, whose)) co_return refuse_work(std::move(work));
    auto bytes = work.bytes;
    ++chosen.waiting;
    ++chosen.by_share[share];
    ++chosen.by_whose[whose];
    chosen.bytes += bytes;
    auto done = co_await asio::co_spawn(chosen.thread, call(std::move(work)), asio::use_awaitable);
    chosen.bytes -= bytes;
    --chosen.waiting;
    --chosen.by_share[share];
    if (--chosen.by_whose[whose] == 0) chosen.by_whose.erase(whose);
    co_return done;
}

void Crew::stop() {
    for (auto& lane : lanes_) {
        lane.thread.stop();
        lane.thread.join();
    }
}

}  // namespace baken::cp
