#include "kiosk/app/loop.hpp"

#include <systemd/sd-daemon.h>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>

#include "exchange/base/log.hpp"
#include "kiosk/app/stage.hpp"
#include "kiosk/device/pages.hpp"
#include "kiosk/post/post_worker.hpp"
#include "kiosk/staff/house_keeper.hpp"
#include "kiosk/supply/content_watch.hpp"
#include "kiosk/supply/supply.hpp"

namespace baken::app {
namespace {

using namespace std::chrono_literals;

ui::Panel panel_of(const Options& options, const draw::Screen& screen) {
    auto size = screen.size();
    auto physical = screen.physical_size();
    if (physical && !options.inches_given && !options.window) {
        return {size, static_cast<double>(physical->width_mm), static_cast<double>(physical->height_mm)};
    }
    return ui::Panel::of(size, options.inches);
}

PanelSize panel_size_of(const Options& options, const draw::Screen& screen) {
    bool known = screen.physical_size() || options.inches_given || options.window;
    return known ? PanelSize::Known : PanelSize::Guessed;
}

// A sign of life is due at least this often; the service's watchdog waits for three times as long.
constexpr Duration kLongestWait = 60s;
// How soon a panel that is not there is looked for again. Asking for it takes its time.
constexpr Duration kLookForPanel = 1s;

class Loop {
public:
    Loop(const Options& options, World& world, Front& front, supply::ContentWatch* watch, supply::Supply* supply,
         post::PostWorker& post)
        : options_(options),
          world_(world),
          screen_(*front.screen),
          inputs_(*front.inputs),
          watch_(watch),
          supply_(supply),
          post_(post),
          house_(world.files, options.data / staff::kHouseFile, [inputs = front.inputs.get()] { inputs->wake(); }),
          kiosk_(world.machine(panel_of(options, screen_)), world.holdings),
          stage_(screen_, world.glyphs, world.icons) {
        epoch_ = screen_.epoch();
        kiosk_.resize(panel_of(options, screen_), panel_size_of(options, screen_));
        kiosk_.hear(std::move(world.news));
        world.begin_with(options, kiosk_);
    }

    int run() {
        show();
        // A machine whose panel is off or not plugged in yet is started; it only has nobody to show anything to.
        sd_notify(0, panel_is_lost_ ? "READY=1\nSTATUS=waiting for a panel" : "READY=1");
        while (!inputs_.ended()) {
            auto inputs = inputs_.wait(patience());
            auto heard = std::chrono::steady_clock::now();
            bool idle = inputs.empty() && preparing_;
            if (idle) prepare();
            follow_panel();
            for (const auto& input : inputs) kiosk_.take(input);
            kiosk_.set_touch(inputs_.has_touch());
            take_finished_work();
            bool answered = kiosk_.update() && !inputs.empty();
            for (auto& order : kiosk_.take_orders()) post_.order(std::move(order));
            carry_to_stick();
            keep_house();
            show();
            follow_language();
            if (answered && options_.log_times) log_answer(heard);
            sd_notify(0, "WATCHDOG=1");
        }
        return 0;
    }

private:
    // Until the next thing that happens by itself.
    [[nodiscard]] Duration patience() const {
        if (preparing_ || screen_.epoch() != epoch_) return 0ms;
        Duration most = panel_is_lost_ ? kLookForPanel : kLongestWait;
        auto deadline = kiosk_.deadline();
        return deadline ? std::clamp<Duration>(*deadline - world_.clock->tick(), 0ms, most) : most;
    }
    void prepare() {
        preparing_ = kiosk_.prepare_one(world_.glyphs);
        if (!preparing_) device::let_go_of_unused_pages();
    }
    // What only the language before needed is let go of in the next quiet moment.
    void follow_language() {
        const auto& language = kiosk_.session().language();
        if (language == language_) return;
        language_ = language;
        preparing_ = true;
    }
    void follow_panel() {
        if (screen_.epoch() == epoch_) return;
        epoch_ = screen_.epoch();
        kiosk_.resize(panel_of(options_, screen_), panel_size_of(options_, screen_));
    }
    void take_finished_work() {
        auto holdings = watch_ != nullptr ? watch_->take() : nullptr;
        if (holdings) {
            kiosk_.receive(std::move(holdings));
            preparing_ = true;
        }
        for (auto& news : post_.take()) kiosk_.hear(std::move(news));
        kiosk_.hear_of_house(house_.trouble());
        if (supply_ == nullptr) return;
        for (auto& news : supply_->take()) {
            preparing_ = preparing_ || news.holdings;
            kiosk_.hear(std::move(news));
        }
    }
    void carry_to_stick() {
        for (auto& order : kiosk_.take_stick_orders()) {
            if (supply_ != nullptr) {
                supply_->order(std::move(order));
                continue;
            }
            supply::SupplyNews none;
            none.reception = kiosk_.holdings().reception;
            none.wrote = supply::StickAnswer{order.what, 0, Error{"stick.none", "this kiosk takes no sticks", {}}};
            kiosk_.hear(std::move(none));
        }
    }
    void keep_house() {
        auto house = kiosk_.take_house();
        if (house && !options_.data.empty()) house_.keep(std::move(*house));
    }
    void show() {
        if (panel_is_lost_ && std::chrono::steady_clock::now() < looks_again_) return;
        auto shown = stage_.show(kiosk_.scene(), kiosk_.attention(), kiosk_.contrast());
        if (!shown) return miss_panel(shown.error());
        // Another panel came, and is still black: the next turn lays out for it.
        if (screen_.epoch() != epoch_) return;
        if (std::exchange(panel_is_lost_, false)) greet_panel();
        if (!std::exchange(was_seen_, true) && options_.log_times) log_start();
    }
    // Says once that the panel is lost, and once that it is there again.
    void miss_panel(const Error& why) {
        // A panel that was awaited and cannot show anything is another trouble than none.
        if (std::exchange(panel_trouble_, why.text()) != why.text()) {
            log(LogLevel::Warning, "screen", why.text());
            if (panel_is_lost_ && !was_seen_) sd_notify(0, ("STATUS=" + why.text()).c_str());
        }
        panel_is_lost_ = true;
        looks_again_ = std::chrono::steady_clock::now() + kLookForPanel;
    }
    void greet_panel() {
        panel_trouble_.clear();
        log(LogLevel::Info, "screen", was_seen_ ? "the panel is back" : "there is a panel now");
        if (was_seen_) kiosk_.panel_came_back();
        if (!was_seen_) sd_notify(0, "STATUS=");
    }

    // Processor time since the program was started, and wall time since main began.
    void log_start() const {
        auto cpu = static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC;
        auto wall = (world_.clock->tick() - options_.began).count();
        log(LogLevel::Info, "times",
            fmt::format("first full screen: {} ms since main, {:.1f} ms of processor time", wall, cpu));
    }

    // Wall time from what a visitor did to the whole new screen.
    static void log_answer(std::chrono::steady_clock::time_point heard) {
        std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - heard;
        log(LogLevel::Info, "times", fmt::format("answered in {:.2f} ms", took.count()));
    }

    const Options& options_;
    World& world_;
    draw::Screen& screen_;
    panel::Inputs& inputs_;
    supply::ContentWatch* watch_;
    supply::Supply* supply_;
    post::PostWorker& post_;
    staff::HouseKeeper house_;
    Kiosk kiosk_;
    Stage stage_;
    std::uint64_t epoch_ = 0;
    std::string language_;
    bool preparing_ = true;
    bool panel_is_lost_ = false;
    std::string panel_trouble_;  // as it was told last
    bool was_seen_ = false;      // a picture, on a panel
    std::chrono::steady_clock::time_point looks_again_;
};

// A kiosk with a data partition is supplied; one without shows folders and watches them.
struct Workers {
    std::unique_ptr<supply::ContentWatch> watch;
    std::unique_ptr<supply::Supply> supply;

    static Workers start(const Options& options, World& world, const std::function<void()>& wake) {
        Workers workers;
        auto complain = [&](const Error& error) {
            log(LogLevel::Warning, "content", error.text());
            world.news.problems.push_back(error);
        };
        if (world.supplier) {
            auto supply = supply::Supply::start(world.files, *world.clock, std::move(world.supplier), wake);
            if (!supply) complain(supply.error());
            if (supply) workers.supply = std::move(*supply);
            return workers;
        }
        auto watch = supply::ContentWatch::start(world.files, *world.clock, options.content, options.site, wake);
        if (!watch) complain(watch.error());
        if (watch) workers.watch = std::move(*watch);
        return workers;
    }
};

}  // namespace

int run_loop(const Options& options, World& world, Front& front) {
    auto wake = [inputs = front.inputs.get()] { inputs->wake(); };
    auto workers = Workers::start(options, world, wake);
    post::PostWorker post(*world.clock, {options.data, options.site, options.staff_pin}, {options.hubs, options.ca},
                          wake);
    return Loop{options, world, front, workers.watch.get(), workers.supply.get(), post}.run();
}

}  // namespace baken::app
