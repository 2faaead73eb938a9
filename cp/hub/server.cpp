#include "cp/hub/server.hpp"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <set>

#include "cp/hub/connection.hpp"
#include "cp/hub/counter_routes.hpp"
#include "cp/hub/crier.hpp"
#include "cp/hub/front_door.hpp"
#include "cp/hub/metrics.hpp"
#include "cp/hub/request_target.hpp"
#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

using asio::ip::tcp;

constexpr auto kRound = std::chrono::seconds{1};

// Stands in the list of connections while it lives.
class Listed {
public:
    Listed(std::set<Connection*>& list, Connection& connection) : list_(list), connection_(&connection) {
        list_.insert(connection_);
    }
    ~Listed() { list_.erase(connection_); }
    Listed(const Listed&) = delete;
    Listed& operator=(const Listed&) = delete;

private:
    std::set<Connection*>& list_;
    Connection* connection_;
};

}  // namespace

struct Server::Inside {
    Inside(ServedFolder served, const Path& tree, const ServerOptions& wishes, const Clock& real, TlsContext context)
        : options(wishes),
          clock(real),
          tls(std::move(context)),
          folder(std::move(served)),
          responder(folder, announcements),
          house{responder, announcements, desk_news, crew, traffic, clock, receipt_waits, wishes.hold, wishes.patience},
          metrics({traffic, announcements, desk_news, receipt_waits}),
          crier(loop, {announcements, desk_news, receipt_waits}, crew, tree / "repository" / "metadata", real) {
        responder.add(metrics);
    }

    Done listen(const tcp::endpoint& endpoint);
    void start();
    void begin_stop();
    asio::awaitable<void> accept();
    asio::awaitable<void> serve(tcp::socket socket);
    asio::awaitable<void> make_rounds();
    asio::awaitable<void> repeat(Duration between, std::function<Work()> work);
    asio::awaitable<void> await_signal();

    ServerOptions options;
    const Clock& clock;
    TlsContext tls;
    ServedFolder folder;
    Announcements announcements;
    Announcements desk_news;
    ReceiptWaits receipt_waits;
    Crew crew;
    Traffic traffic;
    Responder responder;
    House house;
    MetricsRoutes metrics;
    std::set<Connection*> connections;
    asio::io_context loop{1};  // coroutines that never ended die with it, and what they refer to stands above
    tcp::acceptor acceptor{loop};
    asio::steady_timer round{loop};
    asio::signal_set signals{loop};
    Crier crier;
    std::set<asio::steady_timer*> timers;  // of what is done again and again
    Tick end_of_patience{};                // when stopping
};

Done Server::Inside::listen(const tcp::endpoint& endpoint) {
    boost::system::error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(4096, error);
    if (!error) return {};
    return refuse("serve.listen", fmt::format("{}: {}", options.listen, error.message()));
}

void Server::Inside::start() {
    crier.start();
    signals.add(SIGTERM);
    signals.add(SIGINT);
    asio::co_spawn(loop, accept(), asio::detached);
    asio::co_spawn(loop, make_rounds(), asio::detached);
    asio::co_spawn(loop, await_signal(), asio::detached);
}

asio::awaitable<void> Server::Inside::repeat(Duration between, std::function<Work()> work) {
    asio::steady_timer timer(loop);
    timers.insert(&timer);
    while (!house.stopping) {
        timer.expires_after(between);
        co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
        if (house.stopping) break;
        auto round_of_work = work();
        round_of_work.party.share = Share::Own;
        co_await crew.run(std::move(round_of_work));
    }
    timers.erase(&timer);
}

asio::awaitable<void> Server::Inside::accept() {
    while (acceptor.is_open()) {
        auto [failed, socket] = co_await acceptor.async_accept(asio::as_tuple(asio::use_awaitable));
        if (!acceptor.is_open()) co_return;
        if (failed) {
            // Out of file descriptors, most likely: waiting a moment lets some come back.
            asio::steady_timer moment(loop, std::chrono::milliseconds{100});
            co_await moment.async_wait(asio::as_tuple(asio::use_awaitable));
            continue;
        }
        if (connections.size() >= options.most_connections) {
            traffic.count_refused();
            continue;
        }
        asio::co_spawn(loop, serve(std::move(socket)), asio::detached);
    }
}

asio::awaitable<void> Server::Inside::serve(tcp::socket socket) {
    Connection connection(std::move(socket), tls, house);
    Listed listed(connections, connection);
    co_await connection.talk();
}

asio::awaitable<void> Server::Inside::make_rounds() {
    while (!house.stopping || !connections.empty()) {
        round.expires_after(house.stopping ? std::chrono::milliseconds{20} : std::chrono::milliseconds{kRound});
        co_await round.async_wait(asio::as_tuple(asio::use_awaitable));
        if (!house.stopping) crier.look_at_timestamp();
        auto now = clock.tick();
        bool over = house.stopping && now > end_of_patience;
        for (auto* connection : connections) over ? connection->close() : connection->look_after(now);
    }
    signals.cancel();
}

asio::awaitable<void> Server::Inside::await_signal() {
    auto [failed, number] = co_await signals.async_wait(asio::as_tuple(asio::use_awaitable));
    static_cast<void>(number);
    if (!failed) begin_stop();
}

void Server::Inside::begin_stop() {
    if (house.stopping) return;
    log(LogLevel::Info, "hub", fmt::format("stopping connections={}", connections.size()));
    house.stopping = true;
    end_of_patience = clock.tick() + options.farewell;
    boost::system::error_code ignored;
    acceptor.close(ignored);
    for (auto* connection : connections) connection->let_go();
    round.cancel();
    crier.stop();
    for (auto* timer : timers) timer->cancel();
}

Server::Server(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Server::~Server() {
    // Work reports to the loop when it is done, so it ends first.
    inside_->crew.stop();
}

Result<std::unique_ptr<Server>> Server::open(const Path& tree, const ServerOptions& options, const Clock& clock) {
    TRY(auto endpoint, parse_endpoint(options.listen));
    TRY(auto tls, make_tls(options.certificate, options.key));
    if (!tls && !endpoint.address().is_loopback()) {
        return refuse("serve.plain", options.listen + ": without TLS this machine alone is served",
                      "give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a server that has them");
    }
    TRY(auto folder, ServedFolder::open(tree));
    auto inside = std::make_unique<Inside>(std::move(folder), tree, options, clock, std::move(tls));
    TRY_DONE(inside->listen(endpoint));
    inside->start();
    return std::unique_ptr<Server>(new Server(std::move(inside)));
}

std::string Server::address() const {
    boost::system::error_code ignored;
    auto endpoint = inside_->acceptor.local_endpoint(ignored);
    auto host = endpoint.address().to_string();
    if (endpoint.address().is_v6()) host = "[" + host + "]";
    return fmt::format("{}://{}:{}", inside_->tls ? "https" : "http", host, endpoint.port());
}

void Server::add_counter(CounterRoutes& counter) {
    inside_->responder.add(counter);
    inside_->crier.add_counter(counter);
}

void Server::add(Routes& routes) {
    inside_->responder.add(routes);
}

void Server::on_site(std::function<void(std::string_view, std::int64_t)> heard) {
    inside_->responder.on_site(std::move(heard));
}

void Server::every(Duration while_between, std::function<Work()> work) {
    asio::co_spawn(inside_->loop, inside_->repeat(while_between, std::move(work)), asio::detached);
}

void Server::announce_desk() {
    asio::post(inside_->loop, [this] { inside_->crier.announce_desk(); });
}

void Server::heard(StoreNews news) {
    asio::post(inside_->loop, [this, news] { inside_->crier.heard(news); });
}

void Server::on_publication(std::function<void()> tell) {
    inside_->crier.on_publication(std::move(tell));
}

void Server::on_behind(std::function<bool()> is_behind) {
    inside_->responder.on_behind(std::move(is_behind));
}

void Server::on_metrics(std::function<std::string()> tell) {
    inside_->metrics.add(std::move(tell));
}

void Server::run() {
    inside_->loop.run();
    // What the lanes still do must not outlive what they do it with.
    inside_->crew.stop();
}

void Server::stop() {
    asio::post(inside_->loop, [this] { inside_->begin_stop(); });
}

}  // namespace baken::cp
