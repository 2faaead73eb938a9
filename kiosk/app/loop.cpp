#include "kiosk/app/loop.hpp"

#include <SDL2/SDL.h>
#include <systemd/sd-daemon.h>

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "exchange/base/log.hpp"
#include "kiosk/app/content_watch.hpp"
#include "kiosk/app/post_worker.hpp"
#include "kiosk/app/sdl_input.hpp"
#include "kiosk/app/stage.hpp"
#include "kiosk/app/supply.hpp"
#include "kiosk/draw/window_screen.hpp"

namespace baken::app {
namespace {

ui::Panel panel_of(const Options& options, const draw::Screen& screen) {
    auto size = screen.size();
    auto physical = screen.physical_size();
    if (physical && !options.inches_given && !options.window) {
        return {size, static_cast<double>(physical->width_mm), static_cast<double>(physical->height_mm)};
    }
    return ui::Panel::of(size, options.inches);
}

// One SDL event wakes the loop from the worker's thread; it carries nothing.
std::uint32_t wake_event() {
    static const std::uint32_t type = SDL_RegisterEvents(1);
    return type;
}

void wake_loop() {
    SDL_Event event{};
    event.type = wake_event();
    SDL_PushEvent(&event);
}

// Waits for an event, but not beyond the next thing that happens by itself.
bool wait(SDL_Event& event, const Kiosk& kiosk, const Clock& clock) {
    auto deadline = kiosk.deadline();
    if (!deadline) return SDL_WaitEvent(&event) == 1;
    auto left = std::clamp<std::int64_t>((*deadline - clock.tick()).count(), 0, 60'000);
    return SDL_WaitEventTimeout(&event, static_cast<int>(left)) == 1;
}

class Loop {
public:
    Loop(const Options& options, World& world, draw::WindowScreen& screen, ContentWatch* watch, Supply* supply,
         PostWorker& post)
        : options_(options),
          world_(world),
          screen_(screen),
          watch_(watch),
          supply_(supply),
          post_(post),
          kiosk_(world.machine(panel_of(options, screen)), world.holdings),
          stage_(screen, world.glyphs, world.icons) {
        kiosk_.hear(std::move(world.news));
        world.begin_with(options, kiosk_);
    }

    int run() {
        show();
        if (options_.log_times) log_start();
        sd_notify(0, "READY=1");
        while (!ended_) {
            SDL_Event event;
            bool idle = preparing_ && SDL_PollEvent(nullptr) == 0;
            if (idle) {
                preparing_ = kiosk_.prepare_one(world_.glyphs);
            } else if (wait(event, kiosk_, *world_.clock)) {
                do take(event);
                while (!ended_ && SDL_PollEvent(&event) == 1);
            }
            take_finished_work();
            kiosk_.update();
            for (auto& order : kiosk_.take_orders()) post_.order(std::move(order));
            show();
            sd_notify(0, "WATCHDOG=1");
        }
        return 0;
    }

private:
    void take(const SDL_Event& event) {
        screen_.handle(event);
        if (event.type == SDL_QUIT) ended_ = true;
        if (screen_.epoch() != epoch_) {
            epoch_ = screen_.epoch();
            kiosk_.resize(panel_of(options_, screen_));
        }
        if (auto input = input_of(event, screen_.size())) kiosk_.take(*input);
        kiosk_.set_touch(has_touch_device());
    }
    void take_finished_work() {
        auto holdings = watch_ != nullptr ? watch_->take() : nullptr;
        if (holdings) {
            kiosk_.receive(std::move(holdings));
            preparing_ = true;
        }
        for (auto& news : post_.take()) kiosk_.hear(std::move(news));
        if (supply_ == nullptr) return;
        for (auto& news : supply_->take()) {
            preparing_ = preparing_ || news.holdings;
            kiosk_.hear(std::move(news));
        }
    }
    void show() {
        auto shown = stage_.show(kiosk_.scene(), kiosk_.attention(), kiosk_.contrast());
        if (!shown) log(LogLevel::Warning, "screen", shown.error().text());
    }

    // Processor time since the program was started, and wall time since main began.
    void log_start() const {
        auto cpu = static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC;
        auto wall = (world_.clock->tick() - options_.began).count();
        log(LogLevel::Info, "times",
            fmt::format("first full screen: {} ms since main, {:.1f} ms of processor time", wall, cpu));
    }

    const Options& options_;
    World& world_;
    draw::WindowScreen& screen_;
    ContentWatch* watch_;
    Supply* supply_;
    PostWorker& post_;
    Kiosk kiosk_;
    Stage stage_;
    std::uint64_t epoch_ = 0;
    bool preparing_ = true;
    bool ended_ = false;
};

// A kiosk with a data partition is supplied; one without shows folders and watches them.
struct Workers {
    std::unique_ptr<ContentWatch> watch;
    std::unique_ptr<Supply> supply;

    static Workers start(const Options& options, World& world) {
        Workers workers;
        auto complain = [&](const Error& error) {
            log(LogLevel::Warning, "content", error.text());
            world.news.problems.push_back(error);
        };
        if (world.supplier) {
            auto supply = Supply::start(world.files, *world.clock, std::move(world.supplier), wake_loop);
            if (!supply) complain(supply.error());
            if (supply) workers.supply = std::move(*supply);
            return workers;
        }
        auto watch = ContentWatch::start(world.files, options.content, options.site, wake_loop);
        if (!watch) complain(watch.error());
        if (watch) workers.watch = std::move(*watch);
        return workers;
    }
};

}  // namespace

int run_loop(const Options& options, World& world) {
    keep_touch_and_mouse_apart();
    draw::WindowOptions window;
    window.title = "Baken";
    window.mode = options.window ? draw::WindowMode::Window : draw::WindowMode::Fullscreen;
    window.size = options.window.value_or(window.size);
    auto screen = draw::WindowScreen::open(window);
    if (!screen) {
        log(LogLevel::Error, "screen", screen.error().text());
        return 1;
    }
    wake_event();
    auto workers = Workers::start(options, world);
    PostWorker post(*world.clock, {options.data, options.site}, wake_loop);
    return Loop{options, world, **screen, workers.watch.get(), workers.supply.get(), post}.run();
}

}  // namespace baken::app
