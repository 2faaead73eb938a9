#include "cp/hub/crier.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

namespace asio = boost::asio;

// Should a notice be lost, a kiosk hears of its receipt so much later.
constexpr auto kReceiptRound = std::chrono::seconds{5};
// Receipts come in crowds; one look finds them all.
constexpr auto kReceiptCrowd = std::chrono::milliseconds{10};

}  // namespace

Crier::Crier(asio::io_context& loop, Listeners listeners, Crew& crew, const Path& metadata, const Clock& clock)
    : loop_(loop),
      listeners_(listeners),
      crew_(crew),
      clock_(clock),
      watch_(metadata),
      notices_(loop),
      receipt_round_(loop) {}

void Crier::start() {
    announce_desk();
    look_at_timestamp();
    if (watch_.notices().valid()) notices_.assign(::dup(watch_.notices().get()));
    if (notices_.is_open()) asio::co_spawn(loop_, follow_notices(), asio::detached);
}

void Crier::add_counter(CounterRoutes& counter) {
    counter_ = &counter;
    asio::co_spawn(loop_, follow_receipts(), asio::detached);
}

// By the calendar: what a page knows of an earlier run, or heard of another hub a moment ago, is older.
void Crier::announce_desk() {
    auto& desk = listeners_.desk;
    desk.announce(std::max<trust::Version>(desk.latest() + 1, clock_.now().time_since_epoch().count()));
}

void Crier::look_at_timestamp() {
    auto& publications = listeners_.publications;
    auto version = watch_.look();
    if (!version || *version <= publications.latest()) return;
    auto waiting = publications.waiting();
    publications.announce(*version);
    announce_desk();
    tell_publication_();
    log(LogLevel::Info, "hub", fmt::format("published timestamp={} polls={}", *version, waiting));
}

void Crier::heard(StoreNews news) {
    bool anything = news == StoreNews::Anything;
    if (news == StoreNews::Publication || anything) look_at_timestamp();
    if (news == StoreNews::Desk || anything) announce_desk();
    bool ring = (news == StoreNews::Receipts || anything) && !receipts_rang_;
    if (!ring) return;
    receipts_rang_ = true;
    receipt_round_.cancel();
}

asio::awaitable<void> Crier::follow_notices() {
    while (notices_.is_open()) {
        auto [failed] = co_await notices_.async_wait(asio::posix::stream_descriptor::wait_read,
                                                     asio::as_tuple(asio::use_awaitable));
        if (failed) co_return;
        watch_.drain();
        look_at_timestamp();
    }
}

// Receipts are written by other processes, too: an operator's command, another hub.
asio::awaitable<void> Crier::follow_receipts() {
    while (!stopping_) {
        receipt_round_.expires_after(kReceiptRound);
        if (!receipts_rang_) co_await receipt_round_.async_wait(asio::as_tuple(asio::use_awaitable));
        if (stopping_) co_return;
        receipt_round_.expires_after(kReceiptCrowd);
        co_await receipt_round_.async_wait(asio::as_tuple(asio::use_awaitable));
        receipts_rang_ = false;
        if (listeners_.receipts.empty() || stopping_) continue;
        std::map<std::string, std::int64_t> numbers;
        auto look = counter_->look(numbers);
        look.party.share = Share::Own;
        co_await crew_.run(std::move(look));
        listeners_.receipts.wake(numbers);
    }
}

void Crier::stop() {
    stopping_ = true;
    boost::system::error_code ignored;
    notices_.close(ignored);
    receipt_round_.cancel();
}

}  // namespace baken::cp
