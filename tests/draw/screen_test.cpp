#include <cstdlib>
#include <filesystem>

#include "exchange/base/disk_files.hpp"
#include "kiosk/draw/canvas.hpp"
#include "kiosk/draw/edid.hpp"
#include "kiosk/draw/memory_screen.hpp"
#include "tests/draw/draw_tests.hpp"
#include "tests/draw/plug.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::draw;
using namespace baken::testing;

namespace {

// A block that says: 34 by 19 cm, and 344 by 194 mm in its first timing.
struct Edid {
    Edid() {
        bytes[21] = 34;
        bytes[22] = 19;
        bytes[54] = 1;
        set_timing(344, 194);
    }
    void set_timing(int w, int h) {
        bytes[66] = static_cast<char>(w);
        bytes[67] = static_cast<char>(h);
        bytes[68] = static_cast<char>((w >> 8) << 4 | (h >> 8));
    }
    std::string sealed() {
        unsigned sum = 0;
        bytes[127] = 0;
        for (char byte : bytes) sum += static_cast<std::uint8_t>(byte);
        bytes[127] = static_cast<char>(256 - sum % 256);
        return bytes;
    }
    std::string bytes = std::string("\x00\xFF\xFF\xFF\xFF\xFF\xFF\x00", 8) + std::string(120, '\0');
};

void edid_gives_millimetres() {
    CHECK(*read_edid(Edid().sealed()) == (PhysicalSize{344, 194}));
    Edid ratio;  // 16 by 9 where millimetres belong
    ratio.set_timing(16, 9);
    CHECK(*read_edid(ratio.sealed()) == (PhysicalSize{340, 190}));
    Edid text;
    text.bytes[54] = text.bytes[55] = 0;
    CHECK(*read_edid(text.sealed()) == (PhysicalSize{340, 190}));
    Edid only_fine;
    only_fine.bytes[21] = only_fine.bytes[22] = 0;
    CHECK(*read_edid(only_fine.sealed() + std::string(128, 'x')) == (PhysicalSize{344, 194}));
    Edid large;
    large.bytes[21] = static_cast<char>(160);
    large.bytes[22] = 90;
    large.set_timing(1600, 900);
    CHECK(*read_edid(large.sealed()) == (PhysicalSize{1600, 900}));
}

void edid_is_checked() {
    auto good = Edid().sealed();
    CHECK_REFUSED(read_edid(""), "edid.short");
    CHECK_REFUSED(read_edid(good.substr(0, 127)), "edid.short");
    CHECK_REFUSED(read_edid(std::string(128, '\0')), "edid.header");
    auto flipped = good;
    flipped[21] = 35;
    CHECK_REFUSED(read_edid(flipped), "edid.checksum");
    Edid projector;
    projector.bytes[21] = projector.bytes[22] = 0;
    projector.set_timing(0, 0);
    CHECK_REFUSED(read_edid(projector.sealed()), "edid.no_size");
    Edid shape;  // byte 22 at zero makes byte 21 an aspect ratio
    shape.bytes[22] = 0;
    CHECK_REFUSED(read_edid(shape.sealed()), "edid.no_size");
    Edid tiny;
    tiny.bytes[21] = tiny.bytes[22] = 1;
    CHECK_REFUSED(read_edid(tiny.sealed()), "edid.odd_size");
}

void the_one_panel_is_found() {
    MemoryFiles sys;
    CHECK(!plugged_in_panel(sys, "drm"));
    sys.put("drm/version", "drm 1.1.0");
    sys.put("drm/card0-HDMI-A-1/status", "disconnected\n");
    sys.put("drm/card0-HDMI-A-1/edid", "");
    sys.put("drm/card0-DSI-1/status", "connected\n");
    sys.put("drm/card0-DSI-1/edid", Edid().sealed());
    CHECK(plugged_in_panel(sys, "drm") == (PhysicalSize{344, 194}));
    sys.put("drm/card0-DSI-1/edid", "");
    CHECK(!plugged_in_panel(sys, "drm"));
    sys.put("drm/card0-DSI-1/edid", Edid().sealed());
    sys.put("drm/card0-HDMI-A-1/status", "connected\n");
    CHECK(!plugged_in_panel(sys, "drm"));
}

void memory_screen_records() {
    MemoryScreen screen({40, 30}, PhysicalSize{100, 75});
    Canvas(screen.frame()).fill({0, 0, 5, 5}, {1, 2, 3});
    Rect part{0, 0, 5, 5};
    CHECK_OK(screen.present({&part, 1}));
    CHECK(screen.presented == std::vector<Rect>{part});
    CHECK_EQ(screen.frame().row(4)[4], 0xFF010203U);
    auto before = screen.epoch();
    screen.resize({20, 10});
    CHECK(screen.epoch() > before && screen.size() == (Size{20, 10}));
}

void a_panel_is_awaited() {
    Plug plug;
    auto started = AwaitedScreen::start(plug.open());
    CHECK_OK(started);
    auto& screen = **started;
    auto waiting = screen.epoch();
    Canvas(screen.frame()).fill({0, 0, 5, 5}, {1, 2, 3});
    std::vector<Rect> all{{0, 0, screen.size().w, screen.size().h}};
    CHECK_REFUSED(screen.present(all), "screen.unplugged");
    CHECK(screen.epoch() == waiting && !screen.physical_size());
    plug.is_in = true;
    CHECK_OK(screen.present(all));
    CHECK(screen.epoch() > waiting && screen.size() == (Size{1024, 600}));
    CHECK(screen.physical_size() == (PhysicalSize{220, 130}));
    CHECK_EQ(plug.panel->presents, 0);
    CHECK(&screen.frame() == &plug.panel->frame());
    Rect part{0, 0, 5, 5};
    CHECK_OK(screen.present({&part, 1}));
    CHECK(plug.panel->presented == std::vector<Rect>{part});
}

void what_is_no_missing_panel_is_not_awaited() {
    CHECK_REFUSED(AwaitedScreen::start([]() -> Result<std::unique_ptr<Screen>> { return refuse("drm.no_card", ""); }),
                  "drm.no_card");
    Plug plug{true};
    auto there = AwaitedScreen::start(plug.open());
    CHECK_OK(there);
    CHECK((*there)->size() == (Size{1024, 600}));
}

}  // namespace

int run_screen_tests() {
    const CMUnitTest tests[] = {
        test<edid_gives_millimetres>("an EDID gives the panel's millimetres"),
        test<edid_is_checked>("a garbled or silent EDID is refused by name"),
        test<the_one_panel_is_found>("the one panel that is plugged in is asked, and only then"),
        test<memory_screen_records>("a memory screen keeps what was drawn and shown"),
        test<a_panel_is_awaited>("a machine without a panel draws into memory, and on the panel once there is one"),
        test<what_is_no_missing_panel_is_not_awaited>("a display that does not work is not waited for"),
    };
    return run("draw screens", tests);
}
