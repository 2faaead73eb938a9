#include "kiosk/supply/supply.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <random>

#include "kiosk/sync/back_off.hpp"
#include "kiosk/sync/https_road.hpp"
#include "kiosk/sync/hurried_files.hpp"
#include "kiosk/sync/stick_road.hpp"
#include "kiosk/sync/stick_watch.hpp"

namespace baken::supply {

using namespace std::chrono_literals;

namespace {

// A plain web server cannot call us.
constexpr Duration kLookIn = 60s;
// Where nobody holds a question, the next one waits for a moment, and for longer each time.
constexpr sync::Patience kNotHeld{1s, kLookIn};
// A cache on the way may lag behind what the coordination point told us.
constexpr Duration kCacheLag = 5s;

}  // namespace

// Everything only the worker's thread touches.
struct Supply::Worker {
    Files& files;
    const Clock& clock;
    std::unique_ptr<Supplier> supplier;
    std::unique_ptr<sync::StickWatch> sticks;
    std::unique_ptr<sync::HttpsRoad> network;  // null: there is none
    int stop;
    int bell;
    std::optional<Path> stick;  // that came last
    int failures = 0;
    int not_held = 0;                   // questions in a row
    std::size_t refusals = 0;           // in a row, each by another hub
    std::int64_t promised_beyond = -1;  // we were told of a version newer than this
    std::minstd_rand random{std::random_device{}()};

    void run(const std::function<void(SupplyNews)>& hand_over,
             const std::function<std::vector<StickOrder>()>& take_orders) {
        while (!stopped()) {
            for (const auto& order : take_orders()) hand_over(carry_out(order));
            for (const auto& stick_folder : sticks->arrived()) hand_over(take_in(stick_folder));
            if (!network) {
                wait(-1ms);
                continue;
            }
            hand_over(supplier->take(*network));
            wait(until_next_round());
        }
    }

    SupplyNews take_in(const Path& stick_folder) {
        sync::HurriedFiles hurried(files, clock);
        sync::StickRoad road(hurried, stick_folder);
        auto news = supplier->take(road);
        // A link would lead what is written there to somewhere else: such a stick serves for nothing.
        bool refused = news.stick && news.stick->why;
        bool has_links = refused && (news.stick->why->check == "stick.kind" || !road.is_free_of_links());
        stick = has_links ? std::nullopt : std::optional(stick_folder);
        news.stick_at = stick;
        news.brings_system = road.brings_system();
        return news;
    }

    SupplyNews carry_out(const StickOrder& order) {
        std::error_code error;
        if (stick && std::filesystem::is_directory(*stick, error)) return supplier->write(order, *stick);
        auto told = supplier->stand();
        told.wrote = StickAnswer{order.what, 0, Error{"stick.none", "there is no stick", {}}};
        return told;
    }

    // Waits at the coordination point's door when it can be reached, else says how long to leave it alone.
    Duration until_next_round() {
        using Kind = sync::Outcome::Kind;
        if (supplier->network() == Kind::NotReached) return leave_alone();
        failures = 0;
        if (supplier->network() == Kind::Refused) return ask_another();
        refusals = 0;
        if (std::exchange(promised_beyond, -1) == supplier->version()) return kCacheLag;
        auto news = network->wait_for_news(supplier->version(), supplier->wishes().site);
        not_held = news == sync::HttpsRoad::News::NotHeld ? not_held + 1 : 0;
        switch (news) {
            case sync::HttpsRoad::News::Something:
                promised_beyond = supplier->version();
                return 0ms;
            case sync::HttpsRoad::News::NotReached:
                return leave_alone();
            case sync::HttpsRoad::News::NotHeld:
                return sync::back_off(not_held, chance(), kNotHeld);
            case sync::HttpsRoad::News::NotOffered:
                return kLookIn;
            default:
                return 0ms;
        }
    }

    // A hub with something old or forged must not keep the others from being heard: each is asked once, without a wait.
    Duration ask_another() {
        network->leave_base();
        if (++refusals < supplier->wishes().hubs.size()) return 0ms;
        refusals = 0;
        return kLookIn;
    }

    Duration leave_alone() { return sync::back_off(++failures, chance()); }

    double chance() { return std::generate_canonical<double, 32>(random); }

    // A negative time waits for ever.
    void wait(Duration most) const {
        std::array<pollfd, 3> urgent{{{stop, POLLIN, 0}, {sticks->descriptor(), POLLIN, 0}, {bell, POLLIN, 0}}};
        ::poll(urgent.data(), urgent.size(), static_cast<int>(most.count()));
    }

    [[nodiscard]] bool stopped() const {
        pollfd end{stop, POLLIN, 0};
        return ::poll(&end, 1, 0) > 0;
    }
};

Result<std::unique_ptr<Supply>> Supply::start(Files& files, const Clock& clock, std::unique_ptr<Supplier> supplier,
                                              std::function<void()> wake) {
    const auto& wishes = supplier->wishes();
    TRY(auto sticks, sync::StickWatch::open({.folders = wishes.sticks}));
    int stop = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (stop < 0) return refuse("watch.start", std::string("eventfd: ") + std::strerror(errno));
    int bell = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (bell < 0) {
        ::close(stop);
        return refuse("watch.start", std::string("eventfd: ") + std::strerror(errno));
    }
    std::unique_ptr<sync::HttpsRoad> network;
    if (!wishes.hubs.empty()) {
        sync::HttpOptions options;
        options.ca = wishes.ca;
        options.interrupts = {stop, sticks->descriptor(), bell};
        network = std::make_unique<sync::HttpsRoad>(wishes.hubs, std::move(options));
    }
    std::unique_ptr<Worker> worker(
        new Worker{files, clock, std::move(supplier), std::move(sticks), std::move(network), stop, bell, {}});
    return std::unique_ptr<Supply>(new Supply(std::move(worker), std::move(wake), stop, bell));
}

Supply::Supply(std::unique_ptr<Worker> worker, std::function<void()> wake, int stop, int bell)
    : wake_(std::move(wake)), stop_(stop), bell_(bell), worker_(std::move(worker)) {
    thread_ = std::thread([this] {
        worker_->run([this](SupplyNews news) { hand_over(std::move(news)); }, [this] { return take_orders(); });
    });
}

Supply::~Supply() {
    std::uint64_t one = 1;
    // An eventfd that holds less than its limit always takes the eight bytes.
    [[maybe_unused]] auto written = ::write(stop_, &one, sizeof one);
    thread_.join();
    ::close(stop_);
    ::close(bell_);
}

void Supply::hand_over(SupplyNews news) {
    {
        std::lock_guard lock(mutex_);
        ready_.push_back(std::move(news));
    }
    wake_();
}

void Supply::order(StickOrder order) {
    {
        std::lock_guard lock(mutex_);
        orders_.push_back(std::move(order));
    }
    std::uint64_t one = 1;
    [[maybe_unused]] auto written = ::write(bell_, &one, sizeof one);
}

std::vector<StickOrder> Supply::take_orders() {
    std::uint64_t rung = 0;
    [[maybe_unused]] auto quiet = ::read(bell_, &rung, sizeof rung);
    std::lock_guard lock(mutex_);
    return std::exchange(orders_, {});
}

std::vector<SupplyNews> Supply::take() {
    std::lock_guard lock(mutex_);
    return std::exchange(ready_, {});
}

}  // namespace baken::supply
