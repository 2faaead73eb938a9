// The loop itself, with its workers, on a machine whose panel comes later.
#include "kiosk/app/loop.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <condition_variable>
#include <functional>
#include <mutex>

#include "kiosk/app/front.hpp"
#include "kiosk/app/world.hpp"
#include "kiosk/store/store.hpp"
#include "tests/app/app_tests.hpp"
#include "tests/draw/plug.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/sync/region.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::panel;
using namespace baken::visit;
using namespace baken::testing;

namespace {

// Nobody touches it; what the test does, it does between two turns of the loop.
class Turns final : public Inputs {
public:
    explicit Turns(std::function<bool(Duration)> turn) : turn_(std::move(turn)) {}

    std::vector<ui::Input> wait(Duration most) override {
        ended_ = turn_(most);
        std::unique_lock lock(mutex_);
        if (!ended_) woken_.wait_for(lock, most, [this] { return rung_; });
        rung_ = false;
        return {};
    }
    void wake() override {
        std::lock_guard lock(mutex_);
        rung_ = true;
        woken_.notify_all();
    }
    [[nodiscard]] bool has_touch() const override { return true; }
    [[nodiscard]] bool ended() const override { return ended_; }

private:
    std::function<bool(Duration)> turn_;  // how long the loop would wait; true: it ends
    bool ended_ = false;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool rung_ = false;
};

// What the program tells systemd.
class Ear {
public:
    explicit Ear(const Path& place) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        place.string().copy(address.sun_path, sizeof address.sun_path - 1);
        CHECK_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        ::setenv("NOTIFY_SOCKET", place.c_str(), 1);
    }
    ~Ear() {
        ::unsetenv("NOTIFY_SOCKET");
        ::close(socket_);
    }
    Ear(const Ear&) = delete;
    Ear& operator=(const Ear&) = delete;

    // All of it since the start, but signs of life.
    const std::vector<std::string>& heard() {
        std::string word(1000, '\0');
        while (true) {
            auto size = ::recv(socket_, word.data(), word.size(), 0);
            if (size < 0) return heard_;
            auto told = word.substr(0, static_cast<std::size_t>(size));
            if (told != "WATCHDOG=1") heard_.push_back(told);
        }
    }

private:
    int socket_;
    std::vector<std::string> heard_;
};

// A machine that is switched on without a panel.
struct Unseen {
    TempFolder temp;
    Region region{temp.path / "drawer"};
    DiskFiles files;
    Ear systemd{temp.path / "notify"};
    Plug plug;
    Options options;
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();

    Unseen() {
        CHECK_OK(files.replace(temp.path / "root.json", region.root()));
        const char* build = std::getenv("BAKEN_BUILD");
        options.resources = build == nullptr ? "build/dev" : build;
        options.root = temp.path / "root.json";
        options.data = temp.path / "data";
        options.sticks = {temp.path / "stick"};
        // No loudspeaker, and no light that is the machine's own.
        options.script = "none";
    }
    void run(std::function<bool(Duration)> turn) {
        auto world = World::open(options, files);
        CHECK_OK(world);
        auto screen = draw::AwaitedScreen::start(plug.open());
        CHECK_OK(screen);
        Front front{std::move(*screen), std::make_unique<Turns>(std::move(turn))};
        CHECK_EQ(run_loop(options, **world, front), 0);
    }
    // By another eye than the loop's.
    bool content_is_taken() {
        auto store = store::Store::open(files, options.data);
        auto current = store ? store->current() : std::unexpected(store.error());
        return current && *current;
    }
    // The limit only ends a run in which nothing comes.
    void is_not_in_vain() const { CHECK(std::chrono::steady_clock::now() - begun < std::chrono::minutes{2}); }
};

void works_without_a_panel(Unseen& here) {
    bool stick_is_in = false;
    here.run([&](Duration wait) {
        here.is_not_in_vain();
        const auto& told = here.systemd.heard();
        CHECK_EQ(told.at(0), std::string("READY=1\nSTATUS=waiting for a panel"));
        if (!stick_is_in) std::filesystem::rename(here.region.stick(), here.temp.path / "stick");
        stick_is_in = true;
        here.plug.is_in = here.plug.is_in || here.content_is_taken();
        if (here.plug.panel == nullptr) {
            CHECK_EQ(told.size(), 1U);
            return false;
        }
        // It is black until the next turn, which must not be awaited.
        if (here.plug.panel->presents == 0) CHECK(wait == Duration::zero());
        return here.plug.panel->presents > 0;
    });
    CHECK(here.content_is_taken());
    CHECK_EQ(here.systemd.heard().back(), std::string("STATUS="));
    CHECK_EQ(here.systemd.heard().size(), 2U);
}

// Each turn is one look at what is there; the loop looks once a second.
void tells_what_keeps_a_panel_dark(Unseen& here) {
    here.plug.fits = false;
    here.run([&](Duration) {
        here.is_not_in_vain();
        here.plug.is_in = true;
        here.plug.fits = here.systemd.heard().size() == 2;
        return here.plug.panel != nullptr && here.plug.panel->presents > 0;
    });
    CHECK_EQ(here.systemd.heard().size(), 3U);
    CHECK(here.systemd.heard().at(1).find("the card refuses this mode") != std::string::npos);
    CHECK_EQ(here.systemd.heard().back(), std::string("STATUS="));
}

}  // namespace

int run_loop_tests() {
    const CMUnitTest tests[] = {
        test<works_without_a_panel, Unseen>(
            "a machine without a panel takes a stick, and shows itself when there is one"),
        test<tells_what_keeps_a_panel_dark, Unseen>("what keeps a panel dark that came later is told"),
    };
    return run("the loop", tests);
}
