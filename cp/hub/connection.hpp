// One client of the server: reads requests, sends answers, waits in long polls. Brings Asio with it.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string>

#include "cp/hub/announcements.hpp"
#include "cp/hub/crew.hpp"
#include "cp/hub/receipt_waits.hpp"
#include "cp/hub/request_reader.hpp"
#include "cp/hub/responder.hpp"
#include "cp/hub/traffic.hpp"
#include "cp/hub/wire.hpp"
#include "exchange/base/clock.hpp"

namespace baken::cp {

// What all connections stand on; outlives them.
struct House {
    Responder& responder;
    Announcements& announcements;  // of publications
    Announcements& desk_news;      // of what the desk shows
    Crew& crew;
    Traffic& traffic;
    const Clock& clock;
    ReceiptWaits& receipt_waits;
    Duration hold;      // longest long poll
    Duration patience;  // for a request to arrive whole, and for each 16 KiB of an answer to leave
    bool stopping = false;
    std::size_t held = 0;  // bytes of requests that are not whole yet, of all clients
};

class Connection {
public:
    Connection(asio::ip::tcp::socket socket, const TlsContext& tls, House& house);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // The whole conversation; ends when either side has had enough.
    asio::awaitable<void> talk();

    // Closes what is too slow, and lets a long poll end whose client has gone.
    void look_after(Tick now);
    // The server is about to stop: a waiting client is let go, one that is being answered gets its answer.
    void let_go();
    void close();

private:
    enum class Mood { Shaking, Listening, Waiting, Working, Sending };
    // Counts what came; false when all clients together hold too much.
    bool has_room();
    asio::awaitable<bool> hear(HeardRequest& heard);
    asio::awaitable<Answer> answer_to(Request request);
    asio::awaitable<Response> do_work(Work work);
    // The number of the newest that the client has seen of what is told here.
    trust::Version known_to(const Poll& poll);
    asio::awaitable<void> wait_for_news(Poll poll);
    asio::awaitable<Response> keep_vigil(Vigil vigil);
    [[nodiscard]] Announcements& announcements_of(Topic topic) {
        return topic == Topic::Desk ? house_.desk_news : house_.announcements;
    }
    asio::awaitable<bool> answer(HeardRequest heard);
    asio::awaitable<bool> send(Answer answer, Method method, bool keep_alive);
    asio::awaitable<bool> send_file(std::string bytes, const Descriptor& file, Slice slice);
    asio::awaitable<void> part();
    void expect(Mood mood);

    House& house_;
    Wire wire_;
    asio::steady_timer timer_;  // of a long poll
    RequestReader reader_;
    std::string pending_;   // came, and is not parsed yet
    std::size_t held_ = 0;  // of it, as counted in the house
    Mood mood_ = Mood::Shaking;
    Tick deadline_;
    bool abandoned_ = false;
};

}  // namespace baken::cp
