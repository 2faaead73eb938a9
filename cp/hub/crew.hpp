// The threads beside the server's own: one for each lane, so that work of one lane never runs at the same time. Brings
// Asio with it.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <map>
#include <string>
#include <utility>

#include "cp/hub/responder.hpp"

namespace baken::cp {

class Crew {
public:
    // Does this work and what follows from it, so that the response is no Work. On the server's thread. When too much
    // waits in the lane already: 503, and the work is not done but given up. No party may fill a lane, and no origin
    // (Wire::origin), nor all of them together: who guesses passwords by the hundred keeps nobody else out, and no
    // stranger keeps out who is signed in. The hub's own work is never refused, and takes nobody's room.
    boost::asio::awaitable<Response> run(Work work, std::string origin = {});

    // Waits for what runs; what has not begun is dropped.
    void stop();

private:
    using Whose = std::pair<Share, std::string>;  // with the origin or the session
    struct LaneOfWork {
        boost::asio::thread_pool thread{1};
        std::size_t waiting = 0;  // or running
        std::size_t bytes = 0;    // that came with them
        std::map<Share, std::size_t> by_share;
        std::map<Whose, std::size_t> by_whose;
    };
    LaneOfWork& lane(Lane which) { return lanes_[static_cast<std::size_t>(which)]; }
    boost::asio::awaitable<Response> run_one(Work work, std::string origin);
    static bool has_room(const LaneOfWork& lane, const Work& work, const Whose& whose);

    std::array<LaneOfWork, 5> lanes_;
};

}  // namespace baken::cp
