// A real window on a real (invisible) X server, whose screen is read back from the file it draws into.
#include <SDL.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "exchange/base/disk_files.hpp"
#include "kiosk/draw/canvas.hpp"
#include "kiosk/draw/drm_screen.hpp"
#include "kiosk/draw/window_screen.hpp"
#include "tests/draw/draw_tests.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::draw;
using namespace baken::testing;

namespace {

constexpr Size kPanel{640, 400};

// Starts Xvfb on a free number; ends it with itself.
class InvisibleServer {
public:
    InvisibleServer() {
        char name[] = "/tmp/baken-xvfb-XXXXXX";
        folder_ = mkdtemp(name);
        int number[2];
        if (pipe(number) != 0) fail_check("no pipe", __FILE__, __LINE__);
        process_ = fork();
        if (process_ == 0) become_server(number[1]);
        close(number[1]);
        auto display = read_line(number[0]);
        close(number[0]);
        if (display.empty()) throw Skipped{"Xvfb is not installed or does not start"};
        setenv("DISPLAY", (":" + display).c_str(), 1);
        setenv("SDL_VIDEODRIVER", "x11", 1);
        unsetenv("XDG_CURRENT_DESKTOP");
        unsetenv("WAYLAND_DISPLAY");
        setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);
    }
    ~InvisibleServer() {
        kill(process_, SIGTERM);
        waitpid(process_, nullptr, 0);
        std::filesystem::remove_all(folder_);
    }
    InvisibleServer(const InvisibleServer&) = delete;
    InvisibleServer& operator=(const InvisibleServer&) = delete;

    // The screen's file is in the XWD format: a header of big-endian words, the colour map, then the pixels.
    [[nodiscard]] std::uint32_t pixel(int x, int y) const {
        DiskFiles files;
        auto bytes = **files.read(folder_ / "Xvfb_screen0", ByteLimit{16'000'000});
        auto word = [&](std::size_t index) {
            std::uint32_t value = 0;
            for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<std::uint8_t>(bytes[index * 4 + i]);
            return value;
        };
        std::size_t start = word(0) + std::size_t{word(19)} * 12;
        std::size_t at = start + static_cast<std::size_t>(y) * word(12) + static_cast<std::size_t>(x) * 4;
        auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<std::uint8_t>(bytes[at + i])}; };
        return byte(2) << 16U | byte(1) << 8U | byte(0);
    }

private:
    // The number may come in pieces; nothing comes when the server does not start.
    static std::string read_line(int fd) {
        std::string line;
        char one = 0;
        while (read(fd, &one, 1) == 1 && one != '\n') line += one;
        return one == '\n' ? line : "";
    }
    [[noreturn]] void become_server(int number) const {
        auto fd = std::to_string(number);
        auto size = std::to_string(kPanel.w) + "x" + std::to_string(kPanel.h) + "x24";
        int quiet = open("/dev/null", O_WRONLY);
        dup2(quiet, 2);
        execlp("Xvfb", "Xvfb", "-displayfd", fd.c_str(), "-screen", "0", size.c_str(), "-fbdir", folder_.c_str(),
               "-nolisten", "tcp", nullptr);
        _exit(127);
    }

    Path folder_;
    pid_t process_ = -1;
};

void handle_events(WindowScreen& screen) {
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0) screen.handle(event);
}

void shows_what_was_drawn(InvisibleServer& server) {
    auto screen = WindowScreen::open({.title = "Baken", .mode = WindowMode::Fullscreen});
    CHECK_OK(screen);
    handle_events(**screen);
    CHECK((*screen)->size() == kPanel);
    Canvas(((*screen)->frame())).fill({0, 0, kPanel.w, kPanel.h}, {0xFF, 0x8C, 0x1A});
    Rect whole{-5, -5, 10'000, 10'000};
    CHECK_OK((*screen)->present({&whole, 1}));
    CHECK_EQ(server.pixel(0, 0), 0xFF8C1AU);
    CHECK_EQ(server.pixel(639, 399), 0xFF8C1AU);
    auto panel = (*screen)->physical_size();
    CHECK(!panel || (panel->width_mm > 40 && panel->height_mm > 40));
}

void shows_only_what_changed(InvisibleServer& server) {
    auto screen = WindowScreen::open({.title = "Baken", .mode = WindowMode::Fullscreen});
    CHECK_OK(screen);
    handle_events(**screen);
    auto& frame = (*screen)->frame();
    Canvas(frame).fill(frame.bounds(), {1, 1, 1});
    Rect whole = frame.bounds();
    CHECK_OK((*screen)->present({&whole, 1}));
    Canvas(frame).fill(frame.bounds(), {0, 0, 255});
    Rect changed[] = {{10, 10, 20, 20}, {100, 50, 5, 5}, {0, 0, 0, 9}};
    CHECK_OK((*screen)->present(changed));
    CHECK_EQ(server.pixel(10, 10), 0x0000FFU);
    CHECK_EQ(server.pixel(104, 54), 0x0000FFU);
    CHECK_EQ(server.pixel(50, 30), 0x010101U);
}

void survives_a_resize(InvisibleServer&) {
    auto screen = WindowScreen::open({.title = "Baken", .mode = WindowMode::Window, .size = {200, 100}});
    CHECK_OK(screen);
    handle_events(**screen);
    auto before = (*screen)->epoch();
    auto* window = SDL_GetWindowFromID(1);
    CHECK(window != nullptr);
    for (Size size : {Size{300, 250}, {90, 60}, {500, 300}}) {
        SDL_SetWindowSize(window, size.w, size.h);
        // Once without the event having been seen: presenting must not write into the surface that is gone.
        Rect whole{0, 0, 1000, 1000};
        CHECK_OK((*screen)->present({&whole, 1}));
        handle_events(**screen);
        CHECK((*screen)->size() == size);
        CHECK((*screen)->epoch() > before);
        before = (*screen)->epoch();
        auto& frame = (*screen)->frame();
        Canvas(frame).fill(frame.bounds(), {9, 9, 9});
        CHECK_OK((*screen)->present({&whole, 1}));
    }
}

void says_when_there_is_no_display() {
    setenv("DISPLAY", ":nowhere", 1);
    setenv("SDL_VIDEODRIVER", "x11", 1);
    CHECK_REFUSED(WindowScreen::open({.title = "Baken"}), "screen.no_display");
    unsetenv("SDL_VIDEODRIVER");
    unsetenv("DISPLAY");
    CHECK_REFUSED(WindowScreen::open({.title = "Baken"}), "screen.no_display");
}

void says_when_there_is_no_card() {
    CHECK_REFUSED(DrmScreen::open("/dev/dri/none"), "drm.no_card");
    CHECK_REFUSED(DrmScreen::open("/dev/null"), "drm.no_dumb");
}

}  // namespace

int run_window_tests() {
    const CMUnitTest tests[] = {
        test<shows_what_was_drawn, InvisibleServer>("a window shows what was drawn"),
        test<shows_only_what_changed, InvisibleServer>("a window shows only what is said to have changed"),
        test<survives_a_resize, InvisibleServer>("a window survives being resized"),
        test<says_when_there_is_no_display>("no display is refused by name"),
        test<says_when_there_is_no_card>("no display controller is refused by name"),
    };
    return run("draw windows", tests);
}
