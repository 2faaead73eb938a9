#include "kiosk/app/script_kiosk.hpp"

#include <SDL2/SDL.h>

#include <algorithm>

#include "kiosk/panel/sdl_input.hpp"

namespace baken::app {

using namespace std::chrono_literals;

ScriptKiosk::ScriptKiosk(const Options& options, World& world)
    : options_(options),
      world_(world),
      screen_(options.size),
      kiosk_(world.machine(ui::Panel::of(options.size, options.inches)), world.holdings),
      stage_(screen_, world.glyphs, world.icons),
      office_(*world.clock, {options.data, options.site, options.staff_pin}) {
    kiosk_.hear(std::move(world.news));
    world.begin_with(options, kiosk_);
    kiosk_.hear(office_.first());
}

Done ScriptKiosk::drain() {
    SDL_Event event;
    while (SDL_PollEvent(&event) == 1) {
        if (auto input = panel::input_of(event, screen_.size())) kiosk_.take(*input);
    }
    kiosk_.update();
    serve_post();
    TRY_DONE(write_sticks());
    keep_house();
    kiosk_.update();
    return stage_.show(kiosk_.scene(), kiosk_.attention(), kiosk_.contrast());
}

Done ScriptKiosk::pass(Duration length) {
    auto end = world_.clock->tick() + length;
    while (world_.clock->tick() < end) {
        auto next = std::min(end, kiosk_.deadline().value_or(end));
        advance(std::max(Duration{1}, next - world_.clock->tick()));
        TRY_DONE(drain());
    }
    return {};
}

Done ScriptKiosk::save_picture(const Path& file) {
    TRY_DONE(drain());
    return screen_.frame().save_png(file);
}

Done ScriptKiosk::write_sticks() {
    for (auto& order : kiosk_.take_stick_orders()) {
        if (!world_.supplier || options_.sticks.empty()) return refuse("script.stick", "needs --data and --stick");
        kiosk_.hear(world_.supplier->write(order, options_.sticks.front()));
    }
    return {};
}

void ScriptKiosk::keep_house() {
    auto house = kiosk_.take_house();
    if (!house || options_.data.empty()) return;
    auto kept = world_.files.replace(options_.data / staff::kHouseFile, *house);
    kiosk_.hear_of_house(kept ? std::nullopt : std::optional(kept.error()));
}

void ScriptKiosk::serve_post() {
    for (auto orders = kiosk_.take_orders(); !orders.empty(); orders = kiosk_.take_orders()) {
        for (auto& order : orders) kiosk_.hear(office_.take(std::move(order)));
    }
    while (office_.has_more()) kiosk_.hear(office_.more());
    if (world_.clock->tick() >= office_.deadline()) kiosk_.hear(office_.pass());
}

Done ScriptKiosk::carry_records() {
    if (options_.data.empty() || options_.hubs.empty()) return refuse("script.post", "there is no road for records");
    TRY_DONE(drain());
    TRY(auto outbox, store::Outbox::open(world_.files, options_.data));
    kiosk_.hear(office_.carried(send_and_await(outbox)));
    return drain();
}

post::OutboxState ScriptKiosk::send_and_await(store::Outbox& outbox) {
    constexpr std::size_t kMost = 100'000;
    if (!courier_) {
        sync::HttpOptions http;
        http.ca = options_.ca;
        courier_ = std::make_unique<sync::HttpsCourier>(options_.hubs, http, http);
    }
    sync::ReceiptSide side{office_.identity().id(), office_.identity().sealing, office_.cp_keys()};
    auto now = world_.clock->now();
    auto sent = courier_->send(outbox, side, now, world_.clock->tick(), kMost);
    post::OutboxState told;
    if (sent.trouble) told.trouble = sent.trouble->check;
    told.hub_reached = sent.reached;
    if (sent.trouble && !sent.reached) return told;
    auto asked = courier_->await_receipts(outbox, side, now, 1s);
    told.hub_reached = sent.reached || asked.reached;
    if (!sent.trouble && asked.trouble) told.trouble = asked.trouble->check;
    return told;
}

Done ScriptKiosk::add_content(const Path& folder) {
    roots_ = roots_.empty() ? options_.content : roots_;
    roots_.push_back(folder);
    kiosk_.receive(supply::load_holdings(world_.files, roots_, options_.site, world_.clock->now()));
    return drain();
}

Done ScriptKiosk::put_stick_in(const Path& folder) {
    if (!world_.supplier) return refuse("script.supply", "there is no data partition");
    sync::StickRoad road(world_.files, folder);
    auto news = world_.supplier->take(road);
    news.stick_at = folder;
    news.brings_system = road.brings_system();
    kiosk_.hear(std::move(news));
    return drain();
}

Done ScriptKiosk::fetch_content() {
    if (!world_.supplier) return refuse("script.supply", "there is no data partition");
    if (!network_) {
        sync::HttpOptions options;
        options.ca = options_.ca;
        network_ = std::make_unique<sync::HttpsRoad>(options_.hubs, std::move(options));
    }
    kiosk_.hear(world_.supplier->take(*network_));
    return drain();
}

}  // namespace baken::app
