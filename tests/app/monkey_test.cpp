// A visitor without sense: taps, drags, several fingers, keys and waits, from a seed, over every panel and every look.
#include <cstdlib>
#include <random>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/stage.hpp"
#include "kiosk/draw/memory_screen.hpp"
#include "kiosk/ui/inspect.hpp"
#include "tests/app/booth.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::app;
using namespace baken::visit;
using namespace baken::testing;
using namespace std::chrono_literals;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kSteps = 15'000;
#else
constexpr int kSteps = 40'000;
#endif
constexpr int kStepsAVisit = 400;

int steps() {
    const char* asked = std::getenv("BAKEN_MONKEY_STEPS");
    return asked == nullptr ? kSteps : std::atoi(asked);
}

const std::array kPanels{ui::Panel::of({1920, 1080}, 15.6), ui::Panel::of({1080, 1920}, 15.6),
                         ui::Panel::of({1280, 800}, 10),    ui::Panel::of({1024, 600}, 7),
                         ui::Panel::of({3840, 2160}, 32),   ui::Panel::of({800, 480}, 7)};

class Monkey {
public:
    Monkey(Booth& booth, Kiosk& kiosk, unsigned seed) : booth_(booth), kiosk_(kiosk), random_(seed) {}

    // Does one thing, and says what for the failure's message.
    std::string act() {
        booth_.clock().advance(Duration{below(700)});
        switch (below(12)) {
            case 0:
                return tap(anywhere());
            case 1:
                return drag();
            case 2:
                return two_fingers();
            case 3:
            case 4:
                return key();
            case 5:
                return wait();
            case 6:
                return unfinished();
            default:
                return tap_a_target();
        }
    }

private:
    int below(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most)); }
    draw::Point anywhere() {
        auto size = kiosk_.scene().size;
        // Some fingers land beside the panel: calibration is never perfect.
        return {below(size.w + 40) - 20, below(size.h + 40) - 20};
    }
    void down(std::int64_t id, draw::Point at) { feel(ui::PointerDown{id, at}); }
    void move(std::int64_t id, draw::Point at) { feel(ui::PointerMove{id, at}); }
    void up(std::int64_t id, draw::Point at) { feel(ui::PointerUp{id, at}); }
    void feel(const ui::Input& input) {
        kiosk_.take(input);
        if (below(3) > 0) kiosk_.update();
    }

    std::string tap(draw::Point at) {
        down(1, at);
        up(1, at);
        return "tap " + std::to_string(at.x) + "," + std::to_string(at.y);
    }
    std::string tap_a_target() {
        std::vector<const ui::Item*> targets;
        for (const auto& item : kiosk_.scene().items) {
            if (item.pressable() && !item.clip.empty()) targets.push_back(&item);
        }
        if (targets.empty()) return tap(anywhere());
        const auto& target = *targets[random_() % targets.size()];
        auto name = target.name;
        tap({target.clip.x + target.clip.w / 2, target.clip.y + target.clip.h / 2});
        return "tap \"" + name + "\"";
    }
    std::string drag() {
        auto at = anywhere();
        down(1, at);
        for (int i = below(8); i >= 0; --i) {
            at.y += below(300) - 150;
            at.x += below(60) - 30;
            move(1, at);
        }
        up(1, at);
        return "drag";
    }
    std::string two_fingers() {
        down(1, anywhere());
        down(2, anywhere());
        for (int i = below(6); i >= 0; --i) move(1 + below(3), anywhere());
        up(1 + below(2), anywhere());
        up(1, anywhere());
        up(2, anywhere());
        return "two fingers";
    }
    // A finger that stays, or was there before anybody looked.
    std::string unfinished() {
        if (below(2) == 0) {
            down(3, anywhere());
        } else {
            up(3, anywhere());
        }
        return "unfinished";
    }
    std::string key() {
        auto pressed = static_cast<ui::Key>(below(12));
        for (int i = below(4); i >= 0; --i) feel(ui::KeyPress{pressed});
        return "key " + std::to_string(static_cast<int>(pressed));
    }
    std::string wait() {
        auto length = below(10) == 0 ? Duration{below(200'000)} : Duration{below(9'000)};
        booth_.clock().advance(length);
        return "wait " + std::to_string(length.count());
    }

    Booth& booth_;
    Kiosk& kiosk_;
    std::mt19937 random_;
};

void check_focus(const Kiosk& kiosk) {
    auto attention = kiosk.attention();
    auto count = static_cast<int>(kiosk.scene().items.size());
    for (int index : {attention.focused, attention.pressed}) {
        CHECK(index >= -1 && index < count);
        if (index >= 0) CHECK(kiosk.scene().items[static_cast<std::size_t>(index)].pressable());
    }
}

void check_sane(const Kiosk& kiosk, const ManualClock& clock) {
    CHECK(!kiosk.scene().items.empty());
    CHECK(kiosk.deadline().has_value());
    CHECK(*kiosk.deadline() >= clock.tick());
    check_focus(kiosk);
    for (const auto& [id, extent] : kiosk.scene().scrolls) {
        CHECK(extent.offset >= 0 && extent.offset <= extent.furthest());
    }
}

// When everybody has left, everything is as it was for the first visitor.
void check_reset(Kiosk& kiosk, Booth& booth) {
    kiosk.update();
    // A danger that covers the screen is read for longer.
    pass(kiosk, booth.clock(), 6min);
    const auto& session = kiosk.session();
    CHECK(session.presence() == Presence::Nobody);
    CHECK_EQ(session.language(), std::string("nl"));
    CHECK(session.text_size() == ui::TextSize::Medium);
    CHECK(session.contrast() == ui::Contrast::Standard);
    CHECK(session.at_home());
    CHECK(session.scrolls.empty());
}

struct Look {
    std::size_t panel;
    ui::TextSize size;
    ui::Contrast contrast;
    std::string language;
};

Look look_of(const Booth& booth, int visit) {
    const auto& languages = booth.world->holdings->site()->languages;
    auto number = static_cast<std::size_t>(visit);
    // Every other visit is on the house panel as it comes, where the screens must also be sound.
    if (visit % 2 == 0)
        return {0, ui::TextSize::Medium, ui::Contrast::Standard, languages[number / 2 % languages.size()]};
    return {number / 2 % kPanels.size(), static_cast<ui::TextSize>(number / 2 % 4),
            static_cast<ui::Contrast>(number / 3 % 3), languages[number % languages.size()]};
}

bool must_be_sound(Kiosk& kiosk, const Look& look) {
    return look.panel == 0 && kiosk.session().text_size() == ui::TextSize::Medium;
}

void visit(Booth& booth, int number, int count) {
    auto look = look_of(booth, number);
    const auto& panel = kPanels.at(look.panel);
    Kiosk kiosk = booth.kiosk(panel);
    draw::MemoryScreen screen{panel.pixels};
    Stage stage{screen, booth.world->glyphs, booth.world->icons};
    kiosk.session().speak(look.language);
    kiosk.session().set_text_size(look.size);
    kiosk.session().set_contrast(look.contrast);
    Monkey monkey{booth, kiosk, static_cast<unsigned>(1000 + number)};
    for (int step = 0; step < count; ++step) {
        auto did = monkey.act();
        kiosk.update();
        check_sane(kiosk, booth.clock());
        if (step % 25 == 0) CHECK_OK(stage.show(kiosk.scene(), kiosk.attention(), kiosk.contrast()));
        if (step % 20 != 0 || !must_be_sound(kiosk, look)) continue;
        auto found = ui::faults(kiosk.scene(), kiosk.metrics());
        if (found.empty()) continue;
        fail_check("visit " + std::to_string(number) + ", step " + std::to_string(step) + ", after " + did + ", in " +
                       kiosk.spoken_language() + ": " + found.front(),
                   __FILE__, __LINE__);
    }
    check_reset(kiosk, booth);
}

void nothing_a_visitor_does_breaks_it() {
    // From before the danger comes until after it is over, as the monkeys' waits let time pass.
    Booth booth{"2026-11-22T13:30:00+01:00"};
    int left = steps();
    for (int number = 0; left > 0; ++number, left -= kStepsAVisit) visit(booth, number, std::min(left, kStepsAVisit));
}

void nothing_breaks_it_without_content() {
    Booth booth{"2026-11-22T13:30:00+01:00", {}};
    Kiosk kiosk = booth.kiosk();
    Monkey monkey{booth, kiosk, 5};
    for (int step = 0; step < 2000; ++step) {
        monkey.act();
        kiosk.update();
        check_sane(kiosk, booth.clock());
        CHECK(kiosk.showing() == Showing::BuiltIn);
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        test<nothing_a_visitor_does_breaks_it>("nothing a visitor does breaks the kiosk or leaves a trace"),
        test<nothing_breaks_it_without_content>("nothing breaks a kiosk that holds no content"),
    };
    return run("monkey", tests);
}
