// The hub's HTTP server: one thread, any number of clients. Asio stays inside.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "cp/inbox/store_watch.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::cp {

class Routes;
struct Work;

struct ServerOptions {
    std::string listen = "127.0.0.1:0";             // address and port, IPv6 in brackets; port 0 takes a free one
    Path certificate;                               // PEM, the chain after it; empty: no TLS
    Path key;                                       // PEM
    Duration hold = std::chrono::seconds{55};       // longest long poll
    Duration patience = std::chrono::seconds{120};  // a kiosk behind 2 kbit/s needs a minute for 16 KiB
    Duration farewell = std::chrono::seconds{10};   // after a call to stop, for answers on their way
    std::size_t most_connections = 20'000;
};

class CounterRoutes;

class Server {
public:
    // Serves the folder as /baken/ and watches its repository/metadata/timestamp.json for newer versions. `clock` must
    // outlive the server. Errors: serve.folder; serve.listen; serve.tls when certificate or key cannot be
    // used; serve.plain when others than this machine would be served without TLS.
    [[nodiscard]] static Result<std::unique_ptr<Server>> open(const Path& tree, const ServerOptions& options,
                                                              const Clock& clock);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // "https://127.0.0.1:12345"
    [[nodiscard]] std::string address() const;

    // Before run(). `routes` must outlive the server.
    void add(Routes& routes);
    // Takes records in, and wakes those who wait for receipts. It must outlive the server. Before run().
    void add_counter(CounterRoutes& counter);

    // Before run(). Called on the server's thread for a kiosk's poll, with the version of the timestamp that it has.
    void on_site(std::function<void(std::string_view site, std::int64_t version)> heard);

    // Does this work again and again, the first time after one such while. Before run().
    void every(Duration while_between, std::function<Work()> work);

    // Before run(). Called on the server's thread for /metrics: whole lines in Prometheus' text format.
    void on_metrics(std::function<std::string()> tell);

    // Lets those go who wait for news of the desk; from any thread.
    void announce_desk();

    // Another hub, or a command, changed something; from any thread.
    void heard(StoreNews news);
    // Asked before kiosks are told what is newest; where it says yes they are told to ask another hub (503).
    void on_behind(std::function<bool()> is_behind);
    // Before run(). Called on the server's thread when a newer timestamp was seen here first.
    void on_publication(std::function<void()> tell);

    // Serves until SIGTERM or SIGINT, or until stop() was called from another thread.
    void run();
    void stop();

private:
    struct Inside;
    explicit Server(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace baken::cp
