// Sees what is new - a publication, receipts, something at the desk - and wakes those who wait for it. On the server's
// thread. Brings Asio with it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>

#include "cp/hub/announcements.hpp"
#include "cp/hub/counter_routes.hpp"
#include "cp/hub/crew.hpp"
#include "cp/hub/receipt_waits.hpp"
#include "cp/inbox/store_watch.hpp"
#include "cp/region/timestamp_watch.hpp"
#include "exchange/base/clock.hpp"

namespace baken::cp {

// Who waits, by what they wait for.
struct Listeners {
    Announcements& publications;
    Announcements& desk;
    ReceiptWaits& receipts;
};

class Crier {
public:
    // Watches the timestamp.json in the folder `metadata`. Who listens, the crew and the clock must outlive the loop,
    // which must outlive this; where a folder cannot be watched, look_at_timestamp() alone finds what is new.
    Crier(boost::asio::io_context& loop, Listeners listeners, Crew& crew, const Path& metadata, const Clock& clock);

    // Announces the desk, and the publication that is there already; then follows what happens in the folder.
    void start();
    // Follows what kiosks get as receipts. The counter must outlive the loop. Before it runs.
    void add_counter(CounterRoutes& counter);
    // Called when a newer timestamp was seen. Before the loop runs.
    void on_publication(std::function<void()> tell) { tell_publication_ = std::move(tell); }

    // Is there a newer timestamp? To be asked from time to time, should the system not tell.
    void look_at_timestamp();
    void announce_desk();
    // Another hub, or a command, changed something.
    void heard(StoreNews news);

    // What is followed ends the next time the loop turns.
    void stop();

private:
    boost::asio::awaitable<void> follow_notices();
    boost::asio::awaitable<void> follow_receipts();

    boost::asio::io_context& loop_;
    Listeners listeners_;
    Crew& crew_;
    const Clock& clock_;
    TimestampWatch watch_;
    CounterRoutes* counter_ = nullptr;
    boost::asio::posix::stream_descriptor notices_;
    boost::asio::steady_timer receipt_round_;
    bool receipts_rang_ = false;
    bool stopping_ = false;
    std::function<void()> tell_publication_ = [] {};
};

}  // namespace baken::cp
