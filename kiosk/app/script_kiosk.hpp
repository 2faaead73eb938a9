// The kiosk that a script plays on: in memory, and with everything that the loop and its workers do for a kiosk done at
// once, in one thread, against a clock that is moved by hand.
#pragma once

#include <memory>
#include <vector>

#include "kiosk/app/stage.hpp"
#include "kiosk/app/world.hpp"
#include "kiosk/draw/memory_screen.hpp"
#include "kiosk/post/post_office.hpp"
#include "kiosk/sync/https_courier.hpp"
#include "kiosk/sync/https_road.hpp"
#include "kiosk/sync/stick_road.hpp"

namespace baken::app {

// Where a call can fail, the error says what the kiosk lacks for it (script.*), or is that of the part that failed.
class ScriptKiosk {
public:
    // The world has a hand_clock, and SDL's events are initialized; both and the options outlive this.
    ScriptKiosk(const Options& options, World& world);

    [[nodiscard]] const Kiosk& kiosk() const { return kiosk_; }
    [[nodiscard]] const ui::Scene& scene() const { return kiosk_.scene(); }
    [[nodiscard]] draw::Size size() const { return screen_.size(); }

    // Moves the clock and nothing else; the next drain() sees it.
    void advance(Duration length) { world_.hand_clock->advance(length); }
    // Takes everything SDL has queued, in order, does what was ordered, and shows the outcome.
    [[nodiscard]] Done drain();
    // Time passes as it does for the loop: from one deadline to the next, never over one.
    [[nodiscard]] Done pass(Duration length);
    // What is on the panel now, as PNG.
    [[nodiscard]] Done save_picture(const Path& file);

    // As if new content came: the folder is one more root.
    [[nodiscard]] Done add_content(const Path& folder);
    // As if a stick with this folder on it was put in.
    [[nodiscard]] Done put_stick_in(const Path& folder);
    // One round over the network for content.
    [[nodiscard]] Done fetch_content();
    // Carries records over the network once: what waits, and what was answered.
    [[nodiscard]] Done carry_records();
    // As if the machine told this of itself. Seen at the next drain().
    void tell(device::MachineFacts facts) { world_.bare->tell(std::move(facts)); }

private:
    [[nodiscard]] Done write_sticks();
    void serve_post();
    void keep_house();
    [[nodiscard]] post::OutboxState send_and_await(store::Outbox& outbox);

    const Options& options_;
    World& world_;
    std::unique_ptr<sync::HttpsRoad> network_;
    draw::MemoryScreen screen_;
    Kiosk kiosk_;
    Stage stage_;
    post::PostOffice office_;
    std::unique_ptr<sync::HttpsCourier> courier_;
    std::vector<Path> roots_;
};

}  // namespace baken::app
