// A kiosk without a panel, with the content of the project and a clock that is moved by hand.
#pragma once

#include "exchange/base/disk_files.hpp"
#include "kiosk/app/world.hpp"

namespace baken::testing {

constexpr const char* kAfternoon = "2026-11-22T13:30:00+01:00";  // five messages, none of them a danger

inline const ui::Panel kHouse = ui::Panel::of({1920, 1080}, 15.6);

struct Booth {
    explicit Booth(const std::string& moment = kAfternoon,
                   std::vector<Path> roots = {"content/national", "content/demo"});

    [[nodiscard]] app::Kiosk kiosk(const ui::Panel& panel = kHouse) const {
        return {world->machine(panel), world->holdings};
    }
    [[nodiscard]] ManualClock& clock() const { return *world->hand_clock; }

    DiskFiles files;
    std::unique_ptr<app::World> world;
};

// Lets time pass as the loop does, from one deadline to the next; calls `seen` after each update.
template <typename Seen>
void pass(app::Kiosk& kiosk, ManualClock& clock, Duration length, Seen seen) {
    auto end = clock.tick() + length;
    while (clock.tick() < end) {
        auto next = std::min(end, kiosk.deadline().value_or(end));
        clock.advance(std::max(Duration{1}, next - clock.tick()));
        kiosk.update();
        seen();
    }
}
inline void pass(app::Kiosk& kiosk, ManualClock& clock, Duration length) {
    pass(kiosk, clock, length, [] {});
}

}  // namespace baken::testing
