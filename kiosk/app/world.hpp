// What every way of running the program needs: fonts, glyphs, icons, the clock, and what there is to show.
#pragma once

#include <memory>

#include "exchange/base/clock.hpp"
#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/options.hpp"
#include "kiosk/draw/icon.hpp"
#include "kiosk/text/glyph_cache.hpp"

namespace baken::app {

struct World {
    // Only a machine without any font at all stops the program; whatever else is missing is a problem that staff can
    // read on the screen. Errors: fonts.none.
    [[nodiscard]] static Result<std::unique_ptr<World>> open(const Options& options, Files& disk);

    // The machine for a kiosk with this panel. References into this world.
    [[nodiscard]] Machine machine(const ui::Panel& panel);
    // The look the command line asked for.
    void begin_with(const Options& options, Kiosk& kiosk) const;

    Files& files;
    std::unique_ptr<Clock> clock;
    ManualClock* hand_clock = nullptr;  // the same clock, where it is moved by hand
    visit::Patience patience;
    std::vector<Error> problems;
    std::unique_ptr<device::Machine> device;
    device::BareMachine* bare = nullptr;  // the same machine, where it only has what it is told
    staff::House house;                   // as it was kept
    text::Fonts fonts;
    text::Typesetter typesetter;
    text::GlyphCache glyphs;
    draw::Icons icons;
    std::shared_ptr<supply::Holdings> holdings;
    std::shared_ptr<const ui::Pinyin> pinyin;
    std::unique_ptr<device::Sound> sound;  // null in a tour and a script, and where there is none
    bool keeps_records = false;
    // Where a kiosk with a data partition gets content from; null without one, and when it cannot be opened.
    std::unique_ptr<supply::Supplier> supplier;
    supply::SupplyNews news;  // what the supplier told first

private:
    void open_keyboards(const Options& options);
    void open_sound(const Options& options);
    void open_supply(const Options& options);
    void open_house(const Options& options);
    World(Files& disk, text::Fonts opened, draw::Icons drawn)
        : files(disk), fonts(std::move(opened)), typesetter(fonts), glyphs(fonts), icons(std::move(drawn)) {}
};

}  // namespace baken::app
