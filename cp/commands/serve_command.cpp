// baken-cp serve: what a hub is made of, in the order in which it is built, until somebody ends it.
#include <fmt/format.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdio>

#include "cp/commands/commands.hpp"
#include "cp/hub/counter_routes.hpp"
#include "cp/hub/metrics.hpp"
#include "cp/inbox/inbox_office.hpp"
#include "cp/office/hub_rounds.hpp"
#include "cp/region/keyring.hpp"
#include "cp/region/store_place.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

// Thousands of clients are thousands of open files; a service begins with 1,024.
void allow_many_files() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
}

void prepare_process(const Order& order) {
    // A client that went away while it was sent something is no reason to end.
    std::signal(SIGPIPE, SIG_IGN);
    // Nor is a file that may not grow any more: who writes to it is told.
    std::signal(SIGXFSZ, SIG_IGN);
    allow_many_files();
    if (order.verbose) set_log_level(LogLevel::Debug);
}

ServerOptions server_options(const Order& order) {
    auto options = order.server;
    options.hold = std::chrono::seconds{order.hold_seconds};
    options.patience = std::chrono::seconds{order.patience_seconds};
    return options;
}

// Null when no desk was asked for.
Result<std::unique_ptr<DeskHouse>> open_desk(const Order& order, const RegionFolder& region, Files& files,
                                             HubRounds* rounds, Clock& clock) {
    if (order.desk.page.empty() || rounds == nullptr) return nullptr;
    TRY(auto passphrase, find_passphrase(files, order.passphrase_file));
    auto wishes = order.desk;
    wishes.store = order.store;
    wishes.passphrase_file = order.passphrase_file;
    wishes.transport = order.server.certificate.empty() ? Transport::Plain : Transport::Tls;
    return DeskHouse::open(wishes, region, std::move(passphrase), *rounds, clock);
}

// Null where a hub keeps nothing: without a desk, in a region that has no keys for records.
Result<std::unique_ptr<HubRounds>> open_rounds(const Order& order, const RegionFolder& region, const std::string& place,
                                               const InboxOffice* office, Clock& clock) {
    if (order.desk.page.empty() && office == nullptr) return nullptr;
    return HubRounds::open(region, place, clock);
}

void make_rounds(HubRounds& rounds, Server& server, StoreWatch& watch, Clock& clock) {
    server.on_site(
        [&](std::string_view site, trust::Version version) { rounds.presence().note(site, version, clock.now()); });
    rounds.on_news([&] {
        server.announce_desk();
        watch.ring(StoreNews::Desk);
    });
    server.on_behind([&rounds] { return rounds.is_behind(); });
    server.every(std::chrono::seconds{2}, [&rounds] { return rounds.carry_presence(); });
    server.every(std::chrono::seconds{2}, [&rounds] { return rounds.look_at_publication(); });
    server.every(std::chrono::minutes{10}, [&rounds] { return rounds.keep_clean(); });
}

void seat(DeskHouse& desk, Server& server, StoreWatch& watch) {
    server.add(desk.routes());
    server.add(desk.feed());
    desk.on_news([&] {
        server.announce_desk();
        watch.ring(StoreNews::Desk);
    });
    server.every(std::chrono::seconds{2}, [&desk] { return desk.know_sessions(); });
    server.every(std::chrono::minutes{1}, [&desk] { return desk.ask_feeds(); });
}

// Where kiosks hand in what residents and staff wrote.
std::unique_ptr<CounterRoutes> open_counter(InboxOffice& office, Server& server, StoreWatch& watch) {
    auto counter = std::make_unique<CounterRoutes>(office);
    counter->on_kept([&] {
        server.announce_desk();
        watch.ring(StoreNews::Desk);
    });
    server.add_counter(*counter);
    return counter;
}

std::string figures(const StoreWatch& watch, const CounterRoutes* counter, const HubRounds* rounds) {
    return metric("baken_store_listening", MetricKind::Gauge, "1 while other hubs can wake this one.",
                  watch.is_listening() ? 1 : 0) +
           metric("baken_store_connections_total", MetricKind::Counter, "Connections made to listen.",
                  watch.connections()) +
           metric("baken_publication_behind", MetricKind::Gauge,
                  "1 while another hub published what is not in this one's folder.",
                  rounds != nullptr && rounds->is_behind() ? 1 : 0) +
           (counter != nullptr ? counter->figures().to_text() : std::string());
}

}  // namespace

Done run_serve(const Order& order) {
    DiskFiles files;
    SystemClock clock;
    RegionFolder region{order.region};
    TRY(auto name, read_region_name(files, region));
    TRY(auto place, store_of(region, order.store));
    prepare_process(order);
    TRY_DONE(note_store(files, region, order.store));
    TRY(auto office, open_inbox(order));
    TRY(auto rounds, open_rounds(order, region, place, office.get(), clock));
    TRY(auto desk, open_desk(order, region, files, rounds.get(), clock));
    TRY(auto server, Server::open(region.tree(), server_options(order), clock));
    StoreWatch watch(place, [&server](StoreNews news) { server->heard(news); });
    server->on_publication([&watch] { watch.ring(StoreNews::Publication); });
    if (rounds) make_rounds(*rounds, *server, watch, clock);
    if (desk) seat(*desk, *server, watch);
    auto counter = office ? open_counter(*office, *server, watch) : nullptr;
    server->on_metrics([&] { return figures(watch, counter.get(), rounds.get()); });
    fmt::print("listening on {}\n", server->address());
    std::fflush(stdout);
    log(LogLevel::Info, "hub", fmt::format("serving region=\"{}\"", name));
    server->run();
    log(LogLevel::Info, "hub", "stopped");
    return {};
}

}  // namespace baken::cp
